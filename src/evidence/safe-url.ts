/** Steps of a path that are nobody's: pages of PRONOTE, of CAS servers, of web servers. */
const KNOWN_STEP =
  /^(?:pronote|cas\d*|cas-[a-z]+|access|sso|login|logout|validate|servicevalidate|samlvalidate|proxyvalidate|p3|cb|callback|index|home|app|apps|portail|portal|ent|auth|saml|shibboleth\.sso|discovery|wayf|api|mobile|(?:mobile\.)?(?:direction|professeur|viescolaire|parent|accompagnant|eleve|entreprise|academie|inscription)\.html|index\.(?:html?|php|jsp))$/i;

/** An address written as it came, taken apart. */
type Parts = { readonly scheme: string; readonly host: string; readonly port: string; readonly path: string };

function partsOf(raw: string): Parts | null {
  const match =
    /^(https?):\/\/(?:[^@/?#\s]*@)?([a-z0-9.-]{1,253}|\[[0-9a-f:]+\])(?::(\d{1,5}))?(\/[^?#\s]*)?/i.exec(raw);
  if (match === null) return null;
  return { scheme: match[1] ?? "", host: match[2] ?? "", port: match[3] ?? "", path: match[4] ?? "" };
}

/**
 * An address that may be shown: spelling kept, query, fragment and credentials dropped, and every step of the path that
 * may be somebody's put as `…`. Null where it is no web address.
 */
export function safeUrl(raw: string): string | null {
  const parts = partsOf(raw);
  if (parts === null) return null;
  const path = parts.path
    .replace(/;[^/]*/g, "")
    .split("/")
    .map((step) => (step === "" || KNOWN_STEP.test(step) ? step : "…"))
    .join("/");
  const port = parts.port === "" ? "" : `:${parts.port}`;
  return `${parts.scheme}://${parts.host}${port}${path}`;
}

/** The same address however it is spelled: scheme, case, default port and last slash set aside. */
export function sameAddress(url: string): string {
  const parts = partsOf(url);
  if (parts === null) return url.toLowerCase();
  const port = ["", "80", "443"].includes(parts.port) ? "" : `:${parts.port}`;
  return `${parts.host.toLowerCase()}${port}${parts.path.replace(/\/+$/, "")}`;
}

/** In what two addresses differ first, in the order people look. */
export type Difference = "scheme" | "case" | "port" | "slash" | "host" | "path" | "none";

/** How two addresses differ, as one word a text can choose by. */
export function differenceOf(one: string, other: string): Difference {
  const a = partsOf(one);
  const b = partsOf(other);
  if (a === null || b === null) return one === other ? "none" : "path";
  if (a.host.toLowerCase() !== b.host.toLowerCase()) return "host";
  if (a.scheme.toLowerCase() !== b.scheme.toLowerCase()) return "scheme";
  if (a.port !== b.port) return "port";
  if (a.host !== b.host) return "case";
  if (a.path === b.path) return "none";
  return a.path.replace(/\/+$/, "") === b.path.replace(/\/+$/, "") ? "slash" : "path";
}

/** `<UAI>.index-education.net`: a base hosted at Index-Education, by its UAI in upper case. */
export function hostedUai(url: string): string | null {
  return (
    /^https?:\/\/([0-9]{7}[a-z])\.index-education\.net(?:[/:?#]|$)/i.exec(url)?.[1]?.toUpperCase() ?? null
  );
}
