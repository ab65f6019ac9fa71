import type { FactRead } from "./facts.ts";
import { isUai } from "./uai.ts";
import { fold, URL_WORD } from "./words.ts";
import type { Words } from "./words.ts";

/** `<UAI>.index-education.net`: a base hosted at Index-Education. */
const HOSTED = /^(\d{7}[a-z])\.index-education\.net$/i;

/** Sites that are nobody's PRONOTE: documentation, shops, support. */
const ELSEWHERE =
  /^(?:www|docs?|forum|support|demo|hebergement|telechargement)\.(?:index-education|itslearning)\.(?:com|net|fr)$|^(?:index-education|itslearning)\.(?:com|fr|net)$|(?:^|\.)(?:legifrance\.gouv|education\.gouv|github|google|wikipedia)\.\w+$/i;

/** Pages of the web spaces. */
const SPACE =
  /\/(?:mobile\.)?(?:direction|professeur|viescolaire|parent|accompagnant|eleve|entreprise|academie|inscription)\.html$/i;

/** PRONOTE's port for the client. */
const CLIENT_PORT = "49300";

type UrlFact = "public_url_web" | "public_url_client" | "cas_url";

/** What the words just before an address call it. */
const NAMED: readonly (readonly [UrlFact, RegExp])[] = [
  ["cas_url", / (?:cas|serveur cas|cas server|url cas) (?:\S+ ){0,3}$/],
  ["public_url_web", / (?:pronote\.net|espaces|espace|web|client leger|thin client|spaces) (?:\S+ ){0,4}$/],
  ["public_url_client", / (?:client|client lourd|serveur|thick client|desktop|server) (?:\S+ ){0,4}$/],
];

/** All that the addresses of a text say. */
export type AddressesRead = Readonly<Record<string, FactRead>>;

/**
 * The addresses of a text, sorted by what they are of: PRONOTE.net, the client, the CAS server. The address asked for
 * is taken as the answer, unless it is plainly a CAS server's. A hosted address also implies the hosting and the UAI;
 * query, fragment and credentials are dropped, since they may hold tickets, and so is the page of a space.
 */
export function readAddresses(
  text: string,
  words: Words,
  entHosts: readonly { readonly ent: string; readonly host: string }[],
  asked: string | null,
): AddressesRead {
  const read: Record<string, FactRead> = {};
  const add = (fact: string, value: string, at: Omit<FactRead, "value">): void => {
    read[fact] ??= { value, ...at };
  };
  for (const [index, word] of words.words.entries()) {
    if (word.word !== URL_WORD) continue;
    const raw = text.slice(word.start, word.end);
    const url = parse(raw);
    if (url === null || ELSEWHERE.test(url.host)) continue;
    const at: Omit<FactRead, "value"> = { span: [word.start, word.end], text: bare(raw, url) };
    const ent = entHosts.find(({ host }) => url.hostname === host || url.hostname.endsWith(`.${host}`))?.ent;
    if (ent !== undefined) add("ent", ent, { ...at, inferred: true });
    // A host named in passing (« cas3.… est en panne ») is no address.
    if (asked === null && /^[^/]+\.\w+$/.test(raw) && !HOSTED.test(url.host)) continue;
    const isHostAndPort = url.port !== "" && !raw.includes("/");
    const fact = sort(url, ent !== undefined, nameBefore(words, index), asked, isHostAndPort);
    if (fact === null) continue;
    add(fact, fact === "cas_url" ? casBase(bare(raw, url)) : bare(raw, url).replace(SPACE, "/"), at);
    const service = fact === "cas_url" ? (url.searchParams.get("service") ?? "") : raw;
    const served = parse(service);
    if (served === null) continue;
    if (fact === "cas_url" && sort(served, false, "", null) === "public_url_web") {
      add("public_url_web", bare(service, served).replace(SPACE, "/"), { ...at, inferred: true });
    }
    const hosted = HOSTED.exec(served.hostname);
    if (hosted === null) continue;
    add("hosting", "hosted", { ...at, inferred: true });
    const uai = (hosted[1] ?? "").toUpperCase();
    if (isUai(uai)) add("uai", uai, { ...at, inferred: true });
  }
  return read;
}

function parse(raw: string): URL | null {
  const whole = /^https?:\/\//i.test(raw) ? raw : `https://${raw}`;
  return raw !== "" && URL.canParse(whole) ? new URL(whole) : null;
}

/** The address as typed, without query, fragment and credentials. */
function bare(raw: string, url: URL): string {
  const typed = /^https?:\/\//i.test(raw) ? raw : `https://${raw}`;
  const cut = typed.replace(/[?#].*$/s, "").replace(/;jsessionid=.*$/i, "");
  return url.username === "" && url.password === "" ? cut : cut.replace(/\/\/[^@/]*@/, "//");
}

/** The base of a CAS server: what PRONOTE calls its address, without the page it leads to. */
function casBase(url: string): string {
  return url.replace(/\/(?:login|logout|(?:saml|service|proxy)?validate|p3\/serviceValidate)\/?$/i, "/");
}

function nameBefore(words: Words, index: number): string {
  const from = Math.max(0, index - 6);
  let named = "";
  for (let at = index - 1; at >= from; at--) {
    named = ` ${words.words[at]?.word ?? ""}${named}`;
    if (words.words[at + 1]?.after === 2 || words.words[at]?.word === URL_WORD) break;
  }
  return `${named} `;
}

/** What an address is of. `isHostAndPort`: it was typed with neither scheme nor path, as the client is told its server. */
function sort(
  url: URL,
  isEnt: boolean,
  named: string,
  asked: string | null,
  isHostAndPort = false,
): UrlFact | null {
  const path = fold(url.pathname);
  const cas =
    /^(?:cas|sso)\d*[.-]/.test(url.hostname) ||
    /\/(?:cas|cas-[\w-]+)\/|\/login$|\/(?:saml|service)validate$/.test(`${path}`) ||
    (isEnt && /^\/(?:access|login)\b/.test(path));
  if (cas) return "cas_url";
  const space = SPACE.test(path) || path.includes("/pronote");
  const base = space || HOSTED.test(url.hostname) || /pronote/.test(url.hostname) || url.port === CLIENT_PORT;
  if (isEnt && !base) return null;
  if (asked === "public_url_web" || asked === "public_url_client" || asked === "cas_url") {
    const other = base || url.port !== "" ? NAMED.find(([, words]) => words.test(named))?.[0] : undefined;
    return other ?? asked;
  }
  if (!base) return null;
  if (url.port === CLIENT_PORT) return "public_url_client";
  if (SPACE.test(path)) return "public_url_web";
  const called = NAMED.find(([fact, words]) => fact !== "cas_url" && words.test(named))?.[0];
  return called ?? (isHostAndPort && asked === null ? "public_url_client" : "public_url_web");
}
