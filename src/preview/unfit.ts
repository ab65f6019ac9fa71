import type { Loss, Preview, Previewer, Reading } from "../../adapters/preview.ts";
import type { Fault } from "../dialogue/check/fault.ts";
import { fault } from "../dialogue/check/fault.ts";
import type { Place } from "../dialogue/check/model.ts";
import { tableOf } from "../figure/figure-table.ts";
import type { Output } from "../message.ts";
import { LANGUAGES } from "../message.ts";
import type { ReadModel } from "../read-model.ts";
import type { Occasion } from "./occasion.ts";
import { occasionsOfFiles } from "./of-files.ts";
import { occasionsOfLetters } from "./of-letters.ts";
import { occasionsOfSteps } from "./of-steps.ts";
import { occasionsOfTurns } from "./of-turns.ts";
import type { Stage } from "./stage.ts";
import { stageOf } from "./stage.ts";

/** Messages one thing said may take on a platform: of more, the first is out of sight when the buttons come. */
const MOST_MESSAGES = 2;
/** A letter is read over before it leaves, in French and English, and a figure is looked up in: they may take one more. */
const MOST_OF_A_DOCUMENT = 3;

/** Words named of those that are not shown. */
const NAMED = 5;

/**
 * Whatever these flows say that a platform would refuse, cut or not show, each told once by platform: all that can be said
 * is composed in both languages, as long as it can become, and given to each platform's renderer.
 */
export function unfit(read: ReadModel, previewers: readonly Previewer[]): readonly Fault[] {
  const stage = stageOf(read);
  const text: Reading["text"] = (language, key, values) => stage.texts.say(language, key, values);
  const table: Reading["table"] = (language, figure) => tableOf(figure, (key) => text(language, key));
  const worst = new Map<string, Fault>();
  for (const language of LANGUAGES) {
    for (const occasion of occasions(stage, language)) {
      for (const { platform, preview } of previewers) {
        const shown = preview(occasion.output, { language, text, table });
        for (const found of faultsOf(stage, occasion, platform, shown)) keep(worst, found);
      }
    }
  }
  return [...worst.values()];
}

function occasions(stage: Stage, language: Occasion["language"]): readonly Occasion[] {
  return [
    ...occasionsOfSteps(stage, language),
    ...occasionsOfTurns(stage, language),
    ...occasionsOfFiles(stage, language),
    ...occasionsOfLetters(stage, language),
  ];
}

/** A text said in many places is at fault once, by the most it exceeds. */
function keep(worst: Map<string, Fault>, found: Fault): void {
  const { rule, place, values } = found;
  const id = [rule, place.file, place.line, values["platform"], values["key"] ?? values["path"]].join(" ");
  const size = (one: Fault): number => Number(one.values["length"] ?? one.values["count"] ?? 0);
  const known = worst.get(id);
  if (known === undefined || size(found) > size(known)) worst.set(id, found);
}

function faultsOf(stage: Stage, occasion: Occasion, platform: string, preview: Preview): readonly Fault[] {
  const long = tooLong(preview.messages, mostMessages(occasion.output));
  return [...preview.losses, ...long].map((loss) => faultOf(stage, occasion, platform, loss));
}

function mostMessages(output: Output): number {
  const document = output.type === "draft" || (output.type === "message" && output.figure !== undefined);
  return document ? MOST_OF_A_DOCUMENT : MOST_MESSAGES;
}

/** The limit is what the platform shows of this very text in so many messages. */
function tooLong(messages: readonly number[], most: number): readonly Loss[] {
  if (messages.length <= most) return [];
  return [{ kind: "text", length: sum(messages), limit: sum(messages.slice(0, most)) }];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function faultOf(stage: Stage, occasion: Occasion, platform: string, loss: Loss): Fault {
  const { key, path } = occasion;
  const place = textPlace(stage, occasion);
  switch (loss.kind) {
    case "label": {
      const { length, limit } = loss;
      // A label that is no text of the locales, the name of an ENT for one, is found at the step that offers it.
      const written = stage.texts.whereWritten(occasion.language, loss.label);
      const values = { key: written?.key ?? loss.label, platform, length, limit };
      return fault("text-too-long", written?.place ?? stepPlace(stage, occasion), values);
    }
    case "choices": {
      const { count, limit } = loss;
      const values = { path: path ?? key, platform, count, limit };
      return fault("too-many-choices", stepPlace(stage, occasion), values);
    }
    case "text": {
      const { length, limit } = loss;
      return fault("text-too-long", place, { key, platform, length, limit });
    }
    case "words": {
      const words = loss.words.slice(0, NAMED).join(" ");
      return fault("text-not-shown", place, { key, platform, count: loss.words.length, words });
    }
  }
}

/** Where the text is written; a text that is missing is a fault of its own. */
function textPlace({ model }: Stage, { language, key }: Occasion): Place {
  return model.texts.get(language)?.get(key)?.place ?? { file: `locales/${language}`, line: 1 };
}

function stepPlace(stage: Stage, occasion: Occasion): Place {
  return occasion.path === null ? textPlace(stage, occasion) : stage.model.place(occasion.path);
}
