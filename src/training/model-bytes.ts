import { deserialize, serialize } from "node:v8";
import type { Trained } from "../language/model/judge.ts";
import type { Model } from "../language/model/model.ts";
import type { Vocabulary } from "../language/model/vocabulary.ts";

/** A learner with its features as bytes: a map of strings would be written as V8 happens to hold each. */
type Stored<Learner> = Omit<Learner, "vocabulary">;

type StoredModel = {
  readonly labels: Model["labels"];
  readonly features: readonly Uint8Array[];
  readonly linear: readonly Stored<Model["linear"][number]>[];
  readonly bayes: readonly Stored<Model["bayes"][number]>[];
};

type Kept = {
  readonly model: StoredModel;
  readonly calibration: Trained["calibration"];
  readonly madeFrom: string;
};

function withoutVocabulary<Learner extends { readonly vocabulary: Vocabulary }>(
  learner: Learner,
): Stored<Learner> {
  const { vocabulary: _, ...rest } = learner;
  return rest;
}

/** What was learnt, as bytes: the same for the same. `madeFrom` tells from what. */
export function encodeModel({ model, calibration }: Trained, madeFrom: string): Buffer {
  const kept: Kept = {
    model: {
      labels: model.labels,
      features: model.linear.map((one) => new TextEncoder().encode([...one.vocabulary.keys()].join("\n"))),
      linear: model.linear.map(withoutVocabulary),
      bayes: model.bayes.map(withoutVocabulary),
    },
    calibration,
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
  const { model, calibration } = kept;
  // The learners of one place go by the same features.
  const vocabularies = model.features.map(
    (features) =>
      new Map(
        new TextDecoder()
          .decode(features)
          .split("\n")
          .map((feature, row) => [feature, row]),
      ),
  );
  const vocabularyAt = (place: number): Vocabulary => vocabularies[place] ?? new Map<string, number>();
  return {
    calibration,
    model: {
      labels: model.labels,
      linear: model.linear.map((one, place) => ({ ...one, vocabulary: vocabularyAt(place) })),
      bayes: model.bayes.map((one, place) => ({ ...one, vocabulary: vocabularyAt(place) })),
    },
  };
}
