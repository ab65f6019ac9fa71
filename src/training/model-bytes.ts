import { deserialize, serialize } from "node:v8";
import type { Trained } from "../language/model/judge.ts";
import type { Model } from "../language/model/model.ts";
import { Vocabulary } from "../language/model/vocabulary.ts";

/** A learner without its features: those of one place go by the same. */
type Stored<Learner> = Omit<Learner, "vocabulary">;

type StoredModel = Pick<Model, "labels" | "heads"> & {
  readonly features: readonly Int32Array[];
  readonly linear: readonly Stored<Model["linear"][number]>[];
  readonly bayes: readonly Stored<Model["bayes"][number]>[];
};

type Kept = {
  readonly model: StoredModel;
  readonly calibration: Trained["calibration"];
  readonly statements: StoredModel;
  readonly madeFrom: string;
};

function withoutVocabulary<Learner extends { readonly vocabulary: Vocabulary }>(
  learner: Learner,
): Stored<Learner> {
  const { vocabulary: _, ...rest } = learner;
  return rest;
}

function stored({ labels, heads, linear, bayes }: Model): StoredModel {
  return {
    labels,
    heads,
    features: linear.map((one) => one.vocabulary.features),
    linear: linear.map(withoutVocabulary),
    bayes: bayes.map(withoutVocabulary),
  };
}

function restored({ labels, heads, features, linear, bayes }: StoredModel): Model {
  const vocabularies = features.map((one) => new Vocabulary(one));
  const vocabularyAt = (place: number): Vocabulary => vocabularies[place] ?? new Vocabulary(new Int32Array());
  return {
    labels,
    heads,
    linear: linear.map((one, place) => ({ ...one, vocabulary: vocabularyAt(place) })),
    bayes: bayes.map((one, place) => ({ ...one, vocabulary: vocabularyAt(place) })),
  };
}

/** What was learnt, as bytes: the same for the same. `madeFrom` tells from what. */
export function encodeModel({ model, calibration, statements }: Trained, madeFrom: string): Buffer {
  const kept: Kept = {
    model: stored(model),
    calibration,
    statements: stored(statements),
    madeFrom,
  };
  return serialize(kept);
}

/** Reads bytes of `encodeModel`; undefined where they are none, or were made from something else. */
export function decodeModel(bytes: Uint8Array, madeFrom: string): Trained | undefined {
  let kept: Kept;
  try {
    kept = deserialize(bytes) as Kept;
    if (kept.madeFrom !== madeFrom) return undefined;
  } catch {
    // Cut short, or a file of another kind.
    return undefined;
  }
  const { model, calibration, statements } = kept;
  return {
    calibration,
    model: restored(model),
    statements: restored(statements),
  };
}
