import type { CallSheet } from "../../adapters/adapter.ts";
import type { SupportChannel } from "../catalogue.ts";
import type { Draft, Language } from "../message.ts";
import type { Texts } from "../texts.ts";
import { hourOf } from "./draft.ts";

/** How things are called in a language: a fact, one of its values, a step by its path. */
export type Names = {
  fact(language: Language, fact: string): string;
  value(language: Language, fact: string, value: string): string;
  step(language: Language, path: string): string;
};

/** What a call sheet is made from. */
export type Call = {
  /** The draft of the call, and what it is about: `problem`, `urls`, … */
  readonly draft: Pick<Draft, "route" | "phone" | "subject">;
  readonly about: string;
  readonly support: SupportChannel | undefined;
  /** Bare values of what is known, by fact; `ent` is its name, `cas_code` has the code's name too. */
  readonly facts: Readonly<Record<string, string>>;
  /** Codes. */
  readonly findings: readonly string[];
  /** Paths of the steps that are blocked, the last one at the end. */
  readonly blocked: readonly string[];
  readonly tried: readonly { readonly step: string; readonly outcome: string; readonly at: string }[];
  readonly ownWords: string | null;
};

/** What a support asks for before it listens (guide 5.2), in this order. */
const ASKED = ["uai", "ent", "hosting", "product", "pronote_version"] as const;

/** What else is told, in the order it helps. */
const POINTS = [
  "message",
  "cas_code",
  "scope",
  "profile",
  "setup",
  "same_machine",
  "identifiers_distributed",
  "public_url_web",
  "public_url_client",
  "cas_url",
] as const;

/** What stands in a text for what is not known. */
const NONE = "none";

function numberIn(subject: string): string {
  return /\[([^\]\s]+)\]/.exec(subject)?.[1] ?? "";
}

/** What the trouble shows in, the surest first. */
function trouble({ facts, blocked }: Call): string {
  if (facts["cas_code"] !== undefined) return "code";
  if (facts["message"] !== undefined) return "message";
  return blocked.length > 0 ? "blocked" : NONE;
}

function opening(texts: Texts, names: Names, call: Call, language: Language): string {
  const { facts, blocked, about } = call;
  const message = facts["message"];
  const step = blocked.at(-1);
  const kind = about === "problem" || about === "urls" ? about : "again";
  return texts.say(language, `call-sheet.opening.${kind}`, {
    number: numberIn(call.draft.subject),
    uai: facts["uai"] ?? NONE,
    ent: facts["ent"] ?? NONE,
    trouble: trouble(call),
    code: facts["cas_code"] ?? NONE,
    message: message === undefined ? NONE : names.value(language, "message", message),
    step: step === undefined ? NONE : names.step(language, step),
  });
}

function findingTitle(texts: Texts, language: Language, code: string): string {
  const key = `findings.${code}.title`;
  return texts.has(language, key) ? texts.say(language, key, { kind: "other", count: 1 }) : code;
}

/** The sheet of a call, in `language`; null where the draft has no number to call. Pure. */
export function callSheet(texts: Texts, language: Language, names: Names, call: Call): CallSheet | null {
  const { draft, support, facts, blocked } = call;
  if (draft.phone === null) return null;
  const say = (key: string): string => texts.say(language, key);
  const told = (fact: string, value: string): string =>
    fact === "ent" || fact === "cas_code" ? value : names.value(language, fact, value);
  const hosting = facts["hosting"] ?? NONE;
  const vendor = draft.route === "index-education";

  const asked = ASKED.map((fact) => {
    const value = facts[fact];
    return { name: names.fact(language, fact), value: value === undefined ? null : told(fact, value) };
  });
  const numbers = ["licence", ...(hosting === "self-hosted" ? [] : ["hosting"])];
  const own = vendor ? numbers.map((one) => ({ name: say(`call-sheet.own.${one}`), value: null })) : [];

  const points = POINTS.flatMap((fact) => {
    const value = facts[fact];
    return value === undefined ? [] : [{ name: names.fact(language, fact), value: told(fact, value) }];
  });
  const stuck = blocked.map((path) => ({
    name: say("draft.field.blocked"),
    value: names.step(language, path),
  }));

  const languages: readonly Language[] = language === "fr" ? ["fr"] : [language, "fr"];
  return {
    language,
    number: numberIn(draft.subject),
    party: say(`draft.to.${draft.route}`),
    phone: draft.phone,
    hours: support?.hours?.[language] ?? null,
    page: support?.pages["assistance"] ?? null,
    asked: [...asked, ...own],
    ready: [
      ...(vendor ? [texts.say(language, "call-sheet.ready.server", { hosting })] : []),
      say("call-sheet.ready.silence"),
    ],
    opening: languages.map((one) => ({ language: one, text: opening(texts, names, call, one) })),
    points: call.ownWords === null ? [...points, ...stuck] : [],
    ownWords: call.ownWords,
    findings: call.findings.map((code) => ({ code, title: findingTitle(texts, language, code) })),
    tried: call.tried.map((one) => ({
      at: hourOf(one.at, language),
      title: names.step(language, one.step),
      outcome: say(`draft.outcome.${one.outcome}`),
    })),
  };
}
