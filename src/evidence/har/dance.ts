import type { Drawing, Hop } from "../finding.ts";
import { safeUrl, sameAddress, differenceOf } from "../safe-url.ts";
import type { Exchange } from "./trace.ts";

/** What a request is to the sign-on: PRONOTE's side, the CAS server's, or another's on the way. */
export type Side = "app" | "cas" | "other";

export type Step = Exchange & {
  readonly side: Side;
  readonly ticket: string | null;
  readonly service: string | null;
};

const VALIDATION = /\/(?:p3\/)?(?:service|saml|proxy)?validate$/i;
const ASSET = /^(?:image|font|audio|video|text\/css|(?:application|text)\/(?:x-)?javascript)/i;

/** Requests drawn at most: the dance is in the first of them. */
const DRAWN = 40;
const ACTORS = 6;

/** The value of `service` as it is written, decoded once. */
function serviceOf(url: URL): string | null {
  return url.searchParams.get("service") ?? url.searchParams.get("TARGET");
}

/** The exchanges that belong to the sign-on, each with its side; `casHosts` are servers known beforehand. */
export function stepsOf(exchanges: readonly Exchange[], casHosts: readonly string[]): readonly Step[] {
  const cas = new Set<string>();
  const app = new Set<string>();
  for (const { url, location } of exchanges) {
    const targets = [url, ...(location === null ? [] : [new URL(location)])];
    for (const target of targets) {
      const host = target.hostname.toLowerCase();
      const service = serviceOf(target);
      const known = casHosts.some((one) => host === one || host.endsWith(`.${one}`));
      if ((service !== null && /login/i.test(target.pathname)) || VALIDATION.test(target.pathname) || known)
        cas.add(host);
      if (service !== null && URL.canParse(service)) app.add(new URL(service).hostname.toLowerCase());
      if (host.endsWith(".index-education.net") || /\/pronote(?:\/|$)/i.test(target.pathname)) app.add(host);
    }
  }
  for (const host of cas) app.delete(host);
  return exchanges
    .filter(({ mime }) => !ASSET.test(mime))
    .map((one) => {
      const host = one.url.hostname.toLowerCase();
      const side: Side = cas.has(host) ? "cas" : app.has(host) ? "app" : "other";
      const service = side === "cas" ? serviceOf(one.url) : null;
      return { ...one, side, service, ticket: one.url.searchParams.getAll("ticket").at(-1) ?? null };
    });
}

/** Every address PRONOTE gave as `service`, as it may be shown, in the order seen. */
export function servicesOf(steps: readonly Step[]): readonly string[] {
  const services = new Set<string>();
  for (const { service, location } of steps) {
    const asked = location === null ? null : serviceOf(new URL(location));
    for (const one of [service, asked]) {
      const shown = one === null ? null : safeUrl(one);
      if (shown !== null) services.add(shown);
    }
  }
  return [...services];
}

/** Two spellings of one address among the services, or null: a CAS server may take them for two. */
export function twoSpellings(services: readonly string[]): readonly [string, string] | null {
  for (const [at, one] of services.entries()) {
    const other = services.slice(at + 1).find((later) => sameAddress(later) === sameAddress(one));
    if (other !== undefined && differenceOf(one, other) !== "none") return [one, other];
  }
  return null;
}

function kindOfHop(step: Step): Hop["what"] {
  if (step.error !== "" || step.status === 0 || step.status >= 400) return "error";
  if (step.ticket !== null) return "ticket";
  if (step.side === "cas") return step.service === null ? "page" : step.status >= 300 ? "login" : "form";
  return step.status >= 300 ? "redirect" : "page";
}

/** The dance as a sequence: the browser, then every host in the order met. */
export function drawingOf(steps: readonly Step[], wrong: ReadonlySet<Step>): Drawing {
  const danced = steps.filter((one) => one.side !== "other" || one.status >= 300 || one.error !== "");
  const actors: string[] = [];
  const hops: Hop[] = [];
  for (const step of danced.slice(0, DRAWN)) {
    const host = step.url.host.toLowerCase();
    if (!actors.includes(host)) {
      if (actors.length >= ACTORS) continue;
      actors.push(host);
    }
    hops.push({
      from: 0,
      to: actors.indexOf(host) + 1,
      what: kindOfHop(step),
      status: step.status,
      wrong: wrong.has(step),
    });
  }
  return { kind: "sequence", actors, hops };
}
