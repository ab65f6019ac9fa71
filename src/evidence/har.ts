import { textDecoder } from "./text-decoder.ts";
import type { Artefact } from "./artefact.ts";
import type { ExamineOptions, Found } from "./finding.ts";
import { examined, found, only } from "./finding.ts";
import type { Step } from "./har/dance.ts";
import { drawingOf, servicesOf, stepsOf, twoSpellings } from "./har/dance.ts";
import { slimJson } from "./har/slim-json.ts";
import { exchangesOf } from "./har/trace.ts";
import { pageWords } from "./html-page.ts";
import { signaturesOf } from "./log/signatures.ts";
import { differenceOf, hostedUai, safeUrl, sameAddress } from "./safe-url.ts";
import { isUai } from "./uai.ts";

/** Largest trace read, in bytes, and longest string of it kept. */
const LIMIT = 128 * 2 ** 20;
const LONGEST = 16 * 1024;

const HAR = /^\s*\{\s*"log"\s*:\s*\{/;

/** Tickets for one service that make a loop, and within what time; a site of several domains may want two. */
const LOOP_TICKETS = 3;
const LOOP_MS = 60_000;
/** Clocks of two servers further apart than this spoil an assertion's window. */
const SKEW_MS = 120_000;
const ERROR_PAGE_WORDS = 2_000;

/** Errors of browsers, by what they mean. */
const BROKEN: readonly (readonly [RegExp, string])[] = [
  [/CERT_DATE_INVALID|EXPIRED_CERT/i, "tls-expired"],
  [/ERR_CERT|ERR_SSL|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX/i, "tls-chain"],
  [/TOO_MANY_REDIRECTS|REDIRECT_LOOP/i, "redirect-loop"],
];

/** A trace of the browser: the dance between PRONOTE and the CAS server, hop by hop. */
export const har: Artefact = {
  recognise: (head) => (head.byBytes === null && HAR.test(head.text) ? 0.95 : 0),
  async examine(source, options) {
    async function* bytes(): AsyncIterable<Uint8Array> {
      yield source.head.bytes;
      yield* source.opened.rest();
    }
    const slim = await slimJson(bytes(), { longest: LONGEST, limit: LIMIT });
    if (slim === null)
      return examined("har", [found("limits-exceeded", { values: { what: "size", line: 1, column: 1 } })]);
    const exchanges = exchangesOf(textDecoder(source.head.charset.label).decode(slim));
    if (exchanges === null) return examined("har", [found("json-not-well-formed")]);
    const steps = stepsOf(exchanges, options.knowledge.casHosts);
    if (steps.every((one) => one.side === "other")) return only("har", "nothing-recognised");
    return judge(steps, options);
  },
};

type Faults = { add(code: string, step: Step | null, values?: Found["values"], example?: string): void };

function judge(steps: readonly Step[], options: ExamineOptions): ReturnType<typeof examined> {
  const wrong = new Set<Step>();
  const known = new Map<string, { count: number; values: Found["values"]; examples: string[] }>();
  const faults: Faults = {
    add(code, step, values = {}, example) {
      const one = known.get(code) ?? { count: 0, values, examples: [] };
      one.count += 1;
      if (example !== undefined && !one.examples.includes(example)) one.examples.push(example);
      known.set(code, one);
      if (step !== null) wrong.add(step);
    },
  };
  const services = servicesOf(steps);
  const tickets = new Set(
    steps.flatMap(({ side, ticket }) => (side === "app" && ticket !== null ? [ticket] : [])),
  );
  findErrors(steps, faults);
  const message = findMessages(steps, options, faults);
  findLoop(steps, faults);
  findLostQuery(steps, faults);
  findLostCookies(steps, faults);
  findSpellings(services, options.declared ?? [], faults);
  findSkew(steps, faults);
  const findings = [...known].map(([code, { count, values, examples }]) =>
    found(code, {
      count,
      examples: examples.slice(0, 3),
      values: { ...PLAIN, services: services.slice(0, 3).join(", ") || "none", ...values },
    }),
  );
  const works = steps.some(({ side, ticket }) => side === "app" && ticket !== null);
  if (findings.length === 0)
    findings.push(
      works
        ? found("link-works", { count: tickets.size })
        : found("nothing-recognised", { values: { kind: "har" } }),
    );
  return examined("har", findings, {
    summary: { requests: steps.length, tickets: tickets.size, services },
    facts: { ...factsOf(steps, services), ...(message === null ? {} : { message }) },
    drawing: drawingOf(steps, wrong),
    clues: { services, tickets: {} },
  });
}

/** What the texts may name of a log, where there is none of it here. */
const PLAIN = { first: "none", last: "none", pair: "none", difference: "none" };

function findErrors(steps: readonly Step[], faults: Faults): void {
  for (const step of steps) {
    if (step.side === "other") continue;
    const named = BROKEN.find(([words]) => words.test(step.error))?.[1];
    if (named !== undefined) faults.add(named, step);
    else if (step.error !== "" && /CONNECTION|NAME_NOT_RESOLVED|TIMED_OUT|ADDRESS/i.test(step.error)) {
      faults.add(step.side === "cas" ? "cas-unreachable" : "site-unreachable", step);
    } else if (step.side === "cas" && step.status >= 500) faults.add("cas-unreachable", step);
    else if (step.side === "app" && step.status === 503) faults.add("not-published", step);
  }
}

/** Messages on the pages shown, and what a validation's answer says where the trace holds one. */
function findMessages(steps: readonly Step[], options: ExamineOptions, faults: Faults): string | null {
  const signature = signaturesOf(options.knowledge);
  let first: string | null = null;
  for (const step of steps) {
    if (step.side === "other" || step.text === "") continue;
    const validation = /validate$/i.test(step.url.pathname);
    const html = /html/i.test(step.mime) || /^\s*<(?:!doctype html|html)/i.test(step.text);
    if (validation && html) faults.add("cas-not-xml", step);
    else if (validation) {
      const sign = signature(step.text)?.finding ?? null;
      if (sign !== null && sign !== "link-works") faults.add(sign, step);
    } else if (html) {
      const words = pageWords(step.text);
      const message = words.length > ERROR_PAGE_WORDS ? null : (options.readScreen?.(words) ?? null);
      const code = message === null ? undefined : options.knowledge.screens[message];
      if (code === undefined) continue;
      first ??= message;
      faults.add(code, step);
    }
  }
  return first;
}

function findLoop(steps: readonly Step[], faults: Faults): void {
  const byService = new Map<string, { ticket: string; at: number; step: Step }[]>();
  for (const step of steps) {
    if (step.side !== "app") continue;
    for (const ticket of step.url.searchParams.getAll("ticket")) {
      const key = sameAddress(step.url.origin + step.url.pathname);
      const trail = byService.get(key) ?? [];
      if (!trail.some((one) => one.ticket === ticket)) trail.push({ ticket, at: step.at, step });
      byService.set(key, trail);
    }
  }
  for (const trail of byService.values()) {
    const loops = trail.filter((one, at) => {
      const before = trail[at - LOOP_TICKETS + 1];
      return before !== undefined && !(one.at - before.at > LOOP_MS);
    });
    const last = loops.at(-1);
    if (last !== undefined) faults.add("redirect-loop", last.step, { tickets: trail.length });
  }
}

/** A ticket that was given and did not arrive: dropped by a rewrite, or never sent on. */
function findLostQuery(steps: readonly Step[], faults: Faults): void {
  for (const [index, step] of steps.entries()) {
    const to = step.location === null ? null : new URL(step.location);
    if (to === null) continue;
    const later = steps.slice(index + 1);
    const asksAgain = later.some((one) => one.side === "cas" && one.service !== null);
    const sameHost =
      to.hostname === step.url.hostname.toLowerCase() || sameSite(to.hostname, step.url.hostname);
    const moved =
      to.protocol !== step.url.protocol || to.host !== step.url.host || to.pathname !== step.url.pathname;
    if (
      step.side === "app" &&
      step.ticket !== null &&
      sameHost &&
      moved &&
      !to.searchParams.has("ticket") &&
      asksAgain
    ) {
      faults.add("query-lost", step);
    }
    const next = later[0];
    if (
      step.side === "cas" &&
      to.searchParams.has("ticket") &&
      next?.side === "app" &&
      next.ticket === null
    ) {
      faults.add("query-lost", next);
    }
    const toLogin =
      /\/login$/i.test(to.pathname) && next?.side === "cas" && to.hostname === next.url.hostname;
    if (step.side === "app" && toLogin && !to.searchParams.has("service")) faults.add("query-lost", step);
  }
}

function sameSite(one: string, other: string): boolean {
  const bare = (host: string): string => host.toLowerCase().replace(/^www\./, "");
  return bare(one) === bare(other);
}

/** A cookie was set and the next request to the same host comes without any. */
function findLostCookies(steps: readonly Step[], faults: Faults): void {
  for (const [index, step] of steps.entries()) {
    if (step.side !== "app" || !step.setsCookie) continue;
    const next = steps.slice(index + 1).find((one) => one.url.hostname === step.url.hostname);
    if (next !== undefined && !next.sendsCookie) faults.add("cookies-lost", next);
  }
}

function findSpellings(services: readonly string[], declared: readonly string[], faults: Faults): void {
  const two = twoSpellings(services);
  if (two !== null) {
    const [one, other] = two;
    const pair = `${one} ≠ ${other}`;
    faults.add("service-mismatch", null, { pair, difference: differenceOf(one, other) }, pair);
    return;
  }
  const known = declared.flatMap((one) => safeUrl(one) ?? []);
  if (known.length === 0) return;
  for (const service of services) {
    const differences = known.map((one) => ({ one, difference: differenceOf(one, service) }));
    // A page below the declared address is the same place, and hosts are the same in any case.
    if (differences.some(({ difference }) => ["none", "case", "path"].includes(difference))) continue;
    const nearest = differences.find(({ difference }) => difference !== "host") ?? differences[0];
    if (nearest === undefined) continue;
    const pair = `${nearest.one} ≠ ${service}`;
    faults.add("service-mismatch", null, { pair, difference: nearest.difference }, pair);
  }
}

/** How far apart the clocks of PRONOTE and of the CAS server are, by the dates of their answers. */
function findSkew(steps: readonly Step[], faults: Faults): void {
  const offset = (side: Step["side"]): number | null => {
    const offsets = steps
      .filter((one) => one.side === side && one.date !== null && !Number.isNaN(one.at))
      .map((one) => (one.date ?? 0) - one.at)
      .sort((a, b) => a - b);
    return offsets[Math.floor(offsets.length / 2)] ?? null;
  };
  const [cas, app] = [offset("cas"), offset("app")];
  if (cas === null || app === null || Math.abs(cas - app) < SKEW_MS) return;
  faults.add("clock-skew", null, { seconds: Math.round(Math.abs(cas - app) / 1_000) });
}

/** What the addresses prove: PRONOTE's public one as the CAS server is given it, the CAS server's own, the school. */
function factsOf(steps: readonly Step[], services: readonly string[]): Readonly<Record<string, string>> {
  const facts: Record<string, string> = {};
  const [service] = services;
  if (service !== undefined && !service.includes("…"))
    facts["public_url_web"] = service.replace(/[^/]+\.html$/i, "");
  const cas = steps.find((one) => one.side === "cas" && one.service !== null);
  const casUrl = cas === undefined ? null : safeUrl(cas.url.href);
  if (casUrl !== null && !casUrl.includes("…")) facts["cas_url"] = casUrl.replace(/login$/i, "");
  const uai = service === undefined ? null : hostedUai(service);
  if (uai !== null && isUai(uai)) Object.assign(facts, { uai, hosting: "hosted" });
  return facts;
}
