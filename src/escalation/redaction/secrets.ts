import type { Hiding, Kind } from "./hide.ts";
import { hide } from "./hide.ts";
import { HELD } from "./mask.ts";

/** CAS tickets of every server seen: `ST-12-abc-cas`, `TGT-…`, `PGTIOU-…`, `ST-<uuid>`. */
const TICKET =
  /\b(?:ST|PT|TGT|PGTIOU|PGT|TGC|LT|DT|RT|AT|OC)-(?=[\w.-]{0,200}\d)[A-Za-z0-9][\w.-]{2,}|\b(?:st|pt|tgt|pgt|pgtiou)-\d{1,9}-[\w.-]+/g;

const VALUE = `[^\\s"'<>,;&${HELD}]+`;

type Rule = { readonly kind: Kind; readonly pattern: RegExp };

/** Each keeps its first group, the name of the secret, and hides the rest. */
const RULES: readonly Rule[] = [
  { kind: "COOKIE", pattern: new RegExp(`(\\b(?:Set-)?Cookie\\s*:\\s*)[^\\s${HELD}][^\\n${HELD}]*`, "gi") },
  {
    kind: "COOKIE",
    pattern: new RegExp(
      `(\\b(?:J?SESSION(?:ID)?|PHPSESSID|ASP\\.NET_SessionId|CASTGC|TGC|CASPRIVACY|_shibsession_\\w{1,80}|connect\\.sid|SERVERID|sessionid)\\s*=\\s*)${VALUE}`,
      "gi",
    ),
  },
  { kind: "JETON", pattern: new RegExp(`(\\b(?:Bearer|Basic)\\s+)[A-Za-z0-9+/_.=~-]{8,}`, "g") },
  {
    kind: "JETON",
    pattern: new RegExp(
      `(\\b(?:jetonCAS|jeton|SAMLResponse|SAMLRequest|SAMLart|RelayState|access_token|refresh_token|id_token|api[_-]?key|client_secret|csrf_?token|token)["']?\\s*[:=]\\s*["']?)${VALUE}`,
      "gi",
    ),
  },
  { kind: "JETON", pattern: /()\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g },
  { kind: "JETON", pattern: /()(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{80,}={0,2}/g },
  {
    kind: "MOT_DE_PASSE",
    pattern: new RegExp(
      `(\\b(?:mots? de passe|mdp|password|passwd|pwd|passphrase|passcode|code secret|code pin|pin)(?: (?:provisoire|temporaire|initial|ent|pronote|educonnect|actuel|nouveau|de connexion|du compte)){0,2}["']?[ \\t]*(?:[:=]|->|=>)[ \\t]*["'«“]?[ \\u00A0]?)${VALUE}`,
      "gi",
    ),
  },
  {
    // « le mot de passe est X »: only what no word looks like, so that « est incorrect » stays.
    kind: "MOT_DE_PASSE",
    pattern: new RegExp(
      `(\\b(?:mots? de passe|mdp|password|pwd|code secret)(?: (?:est|c'est|c’est|is|was|était))[ \\t]+["'«“]?[ \\u00A0]?)(?=[^\\s${HELD}]{0,80}[\\d!@#$%&*_+=])${VALUE}`,
      "gi",
    ),
  },
  {
    kind: "MOT_DE_PASSE",
    pattern: new RegExp(
      `(\\b(?:mots? de passe|mdp|password|pwd)[ \\t]+)(?=[^\\s${HELD}]{0,80}[\\d!@#$%*_+=])(?=[^\\s${HELD}]{0,80}[a-z])[^\\s"'<>,;${HELD}]{4,}`,
      "gi",
    ),
  },
];

/** PRONOTE's own identifier of a person: 16 characters, all different, none that reads like another. */
const PRONOTE_ID = /\b[2-9A-HJKMNP-Z]{16}\b/g;

const OPAQUE: readonly RegExp[] = [
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b(?=[0-9a-f]{0,64}\d)(?=[0-9]{0,64}[a-f])[0-9a-f]{20,64}\b/gi,
  /\b(?=[A-Za-z0-9]{0,79}\d)(?=[0-9]{0,79}[A-Za-z])[A-Za-z0-9]{20,79}\b/g,
  // INE of a pupil, old and new, and the number of the social security.
  /\b\d{10}[A-Za-z]\b|\b\d{9}[A-Za-z]{2}\b/g,
  /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3}(?: ?\d{2})?\b/g,
];

/** « identifiant CAS : a1b2c3 », « login : c.martin »: hidden where what follows looks like an id and not like words. */
const LABELLED = new RegExp(
  `(\\b(?:identifiants?(?: (?:cas|ent|pronote|pronote-ent|de connexion|educonnect|unique|partenaire))?|id\\.? (?:cas|connexion|pronote-ent)|id_partenaire|idcas|idpn|uid|login|username|user name|nom d['’]utilisateur|cas:user|user id|matricule|ine|numéro national)["']?[ \\t]*[:=][ \\t]*["'«“]?[ \\u00A0]?)(${VALUE})`,
  "gi",
);

const BARE_ASSIGNED = new RegExp(`(\\bidentifiant\\s*=\\s*)${VALUE}`, "gi");

function looksLikeId(value: string, rest: string): boolean {
  if (/^(?:true|false|null|oui|non|yes|no)$/i.test(value) || /^https?:/i.test(value)) return false;
  if (/[\d._@-]/.test(value)) return /[\p{L}\d]/u.test(value);
  return value.length >= 3 && /^[ \t]*(?:$|[\n,;/|)»”"']|(?:et|and|mdp|mot de passe|password)\b)/.test(rest);
}

/** Hides tickets, tokens, cookies, passwords and identifiers. */
export function hideSecrets(text: string, hiding: Hiding): string {
  let out = text.replace(TICKET, () => hide(hiding, "TICKET"));
  for (const { kind, pattern } of RULES) {
    out = out.replace(pattern, (_, name: string) => name + hide(hiding, kind));
  }
  out = out.replace(BARE_ASSIGNED, (_, name: string) => name + hide(hiding, "ID_CAS"));
  out = out.replace(LABELLED, (whole, name: string, value: string, at: number, all: string) => {
    const end = at + whole.length;
    return looksLikeId(value, all.slice(end, end + 20)) ? name + hide(hiding, "ID_CAS") : whole;
  });
  out = out.replace(PRONOTE_ID, (id) => (new Set(id).size === 16 ? hide(hiding, "ID_CAS") : id));
  for (const pattern of OPAQUE) out = out.replace(pattern, () => hide(hiding, "ID_CAS"));
  return out;
}

/** Whether a piece of an address is one of the secrets above. */
export function isSecret(value: string): boolean {
  TICKET.lastIndex = 0;
  return (
    TICKET.test(value) ||
    /@|^[\w-]{8,}\.[\w-]{8,}\.[\w-]+$/.test(value) ||
    (/^[2-9A-HJKMNP-Z]{16}$/.test(value) && new Set(value).size === 16) ||
    OPAQUE.some((pattern) => {
      pattern.lastIndex = 0;
      return pattern.test(value);
    }) ||
    /^[A-Za-z0-9+/_-]{40,}=*$/.test(value)
  );
}
