import type { Hiding, Kind } from "./hide.ts";
import { hide } from "./hide.ts";
import { isSecret } from "./secrets.ts";

const URL_LIKE = /\bhttps?:\/\/[^\s<>"«»“”\uE000-\uF8FF]+/gi;

/** Parameters that say who somebody is or let one in as him, with what they are. */
const PRIVATE: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:ticket|pgt(?:Iou|Id)?|pt|st)$/i, "TICKET"],
  [/^(?:identifiant|uid|user(?:name|id)?|login|idcas|idpn|id_partenaire|ine)$/i, "ID_CAS"],
  [/^(?:pass(?:word|wd)?|pwd|mdp|motdepasse|pin)$/i, "MOT_DE_PASSE"],
  [/^(?:nom|prenom|name|sn|givenname|firstname|lastname)$/i, "NOM"],
  [/^(?:e-?mail|courriel|mail)$/i, "COURRIEL"],
  [/^(?:date_?naissance|birth_?date|dob|ddn)$/i, "DATE_NAISSANCE"],
  [/^(?:tel|telephone|phone)$/i, "TEL"],
  [/^(?:adresse|address|code_?postal)$/i, "ADRESSE"],
  [/^(?:j?session(?:id)?|phpsessid|sid)$/i, "COOKIE"],
  [
    /^(?:saml\w{1,20}|relaystate|jeton\w{0,20}|\w{0,20}token|code|state|nonce|key|api_?key|secret|client_secret|signature|sig)$/i,
    "JETON",
  ],
];

/** `login=true` asks for PRONOTE's own page: it is advice, not a secret. */
const HARMLESS = /^(?:true|false|1|0)$/i;

function kindOf(name: string, value: string): Kind | null {
  if (value === "" || HARMLESS.test(value)) return null;
  const known = PRIVATE.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) return known;
  return /^https?(?::|%3a)/i.test(value) ? null : isSecret(value) ? "JETON" : null;
}

/** A query or fragment without its private parameters; an address inside a parameter is cleaned too. */
function cleanQuery(query: string, hiding: Hiding): string {
  const kept: string[] = [];
  for (const part of query.split("&")) {
    const at = part.indexOf("=");
    const name = at < 0 ? "" : part.slice(0, at);
    const value = at < 0 ? part : part.slice(at + 1);
    const kind = kindOf(name, decoded(value));
    if (kind !== null) {
      hide(hiding, kind);
      continue;
    }
    const inner = at < 0 ? null : cleanInner(value, hiding);
    kept.push(inner === null ? part : `${name}=${inner}`);
  }
  return kept.join("&");
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function cleanInner(value: string, hiding: Hiding): string | null {
  const plain = decoded(value);
  if (!/^https?:\/\//i.test(plain)) return null;
  const cleaned = clean(plain, hiding);
  if (cleaned === plain) return null;
  return value === plain ? cleaned : encodeURIComponent(cleaned);
}

function clean(url: string, hiding: Hiding): string {
  const [, base = "", query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url) ?? [];
  let out = base.replace(/^(https?:\/\/)[^/@]*@/i, (_, scheme: string) => {
    hide(hiding, "MOT_DE_PASSE");
    return scheme;
  });
  out = out.replace(/;jsessionid=[^/;]*/gi, () => {
    hide(hiding, "COOKIE");
    return "";
  });
  out = out
    .split("/")
    .map((part, index) => (index > 2 && isSecret(decoded(part)) ? hide(hiding, "ID_CAS") : part))
    .join("/");
  const cleanedQuery = query === undefined ? undefined : cleanQuery(query, hiding);
  if (cleanedQuery !== undefined && (cleanedQuery !== "" || query === "")) out += `?${cleanedQuery}`;
  const cleanedFragment = fragment === undefined ? undefined : cleanQuery(fragment, hiding);
  if (cleanedFragment !== undefined && (cleanedFragment !== "" || fragment === ""))
    out += `#${cleanedFragment}`;
  return out;
}

/** Takes private parameters out of the addresses of a text, and sets the addresses aside: they are kept. */
export function keepUrls(text: string, hiding: Hiding): string {
  return text.replace(URL_LIKE, (found) => {
    const tail = /[.,;:!?)\]'’]+$/.exec(found)?.[0] ?? "";
    const url = found.slice(0, found.length - tail.length);
    return hiding.mask.hold(clean(url, hiding)) + tail;
  });
}
