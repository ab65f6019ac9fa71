import { z } from "zod";
import type { World } from "../assistant/world.ts";
import type { Catalogue, SupportChannel } from "../catalogue.ts";
import { PARTS } from "../catalogue.ts";
import { casesSchema } from "../dialogue/case.ts";
import type { Model } from "../dialogue/check/model.ts";
import type { Owner } from "../message.ts";
import type { ReadModel } from "../read-model.ts";
import { deafLexicon } from "./deaf-lexicon.ts";
import type { LongestTexts } from "./longest-texts.ts";
import { longestTexts } from "./longest-texts.ts";

/** What outputs are composed on when nobody is there: the flows of a folder, and their texts at their longest. */
export type Stage = { readonly model: Model; readonly world: World; readonly texts: LongestTexts };

/** The stage for the flows of a folder. A file it has not, or one that cannot be used, stands for none of its things. */
export function stageOf({ model, data }: ReadModel): Stage {
  const texts = longestTexts(model);
  const part = <T>(file: string, schema: z.ZodType<T>, none: T): T => {
    const read = schema.safeParse(data(`${file}.yaml`));
    return read.success ? read.data : none;
  };
  const catalogue: Catalogue = {
    flows: model.flows,
    ents: new Map(Object.entries(part("ents", PARTS.ents, {}))),
    pronote: part("pronote", PARTS.pronote, { labels: {}, recent_console_from: 0, cas_codes: {} }),
    support: new Map(Object.entries(part("support", PARTS.support, {})) as [Owner, SupportChannel][]),
    routes: part("routes", PARTS.routes, []),
    guide: new Map(Object.entries(part("guide", PARTS.guide, {}))),
    lexicon: deafLexicon(model.facts),
    findings: {},
    cases: part("cases", casesSchema, {}),
  };
  return { model, texts, world: { catalogue, texts, mailLeaves: false } };
}
