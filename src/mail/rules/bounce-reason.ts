/** Why a mail did not arrive, by the last part of the key of its sentence (`mail.bounce.<reason>`). */
export type BounceReason = "unknown-address" | "mailbox-full" | "refused" | "too-large" | "domain" | "other";

/** RFC 3463 §3, subject and detail, those that say something by themselves. 4.x: the server cannot be reached. */
const BY_CODE: readonly (readonly [RegExp, BounceReason])[] = [
  [/^1\.(?:1|3|6)$|^2\.1$/, "unknown-address"],
  [/^2\.2$|^3\.1$/, "mailbox-full"],
  [/^2\.3$|^3\.4$/, "too-large"],
  [/^1\.(?:2|10)$|^4\.\d{1,3}$/, "domain"],
  [/^7\.\d{1,3}$|^1\.8$|^3\.2$/, "refused"],
];

/** What servers write, in English and French; the first that fits. */
const BY_WORDS: readonly (readonly [RegExp, BounceReason])[] = [
  [
    /mailbox (?:is |size )?(?:full|limit|exceeded)|over ?quota|quota (?:exceeded|full)|exceeds? .{0,20}quota|bo[iî]te (?:aux lettres |de r[ée]ception |mail )?(?:du destinataire )?(?:est )?pleine|quota (?:est )?d[ée]pass[ée]|insufficient (?:system )?storage/iu,
    "mailbox-full",
  ],
  [
    /(?:message|mail|size) .{0,30}(?:too (?:large|big)|exceeds .{0,20}(?:size|limit))|size (?:exceeds|limit)|trop volumineux|taille maximale/iu,
    "too-large",
  ],
  [
    /(?:user|recipient|address|mailbox|account)\b.{0,40}(?:unknown|not (?:found|exist|known)|(?:doesn['’]t|does not|n['’]t) exist|unavailable|invalid|disabled|no longer)|(?:unknown|no such|invalid) (?:user|recipient|address|mailbox|account)|couldn['’]t be found|(?:adresse|utilisateur|destinataire|bo[iî]te|compte)\b.{0,40}(?:inconnue?|introuvable|inexistante?|n['’](?:existe|a pas [ée]t[ée] trouv)|d[ée]sactiv[ée]e?)/iu,
    "unknown-address",
  ],
  [
    /(?:host|domain|mx)\b.{0,40}(?:not found|unknown|does not exist)|unrout(?:e)?able|name or service not known|nxdomain|connection (?:timed out|refused)|domaine .{0,30}(?:introuvable|inconnu|n['’]existe)|serveur .{0,30}ne r[ée]pond/iu,
    "domain",
  ],
  [
    /spam|blocked|black ?list|block ?list|policy|denied|dmarc|\bspf\b|\bdkim\b|reputation|not authorized|rejected|refus[ée]|bloqu[ée]|interdit/iu,
    "refused",
  ],
];

/**
 * The reason in one word, of an enhanced status code (RFC 3463, `5.1.1`; null where none is given) and the server's own
 * words. The code is believed where it says anything; codes such as `5.0.0`, `5.1.0`, `5.2.0` do not.
 */
export function bounceReason(status: string | null, words: string): BounceReason {
  const detail = /^[245]\.(\d{1,3}\.\d{1,3})$/.exec(status ?? "")?.[1];
  const byCode = detail === undefined ? undefined : BY_CODE.find(([code]) => code.test(detail))?.[1];
  const said = words.slice(0, 4_000).replace(/\s+/g, " ");
  const byWords = (): BounceReason | undefined => BY_WORDS.find(([pattern]) => pattern.test(said))?.[1];
  // Many servers say 5.7.1 of whatever they refuse, and only their words say what it was.
  if (byCode === "refused") return byWords() ?? byCode;
  return byCode ?? byWords() ?? "other";
}
