/** What a ticket system says once it has a mail, and an agent seldom does. */
const WORDS =
  /bien (?:[ée]t[ée] )?(?:re[çc]u|enregistr|pris en compte|prise en compte|cr[ée][ée]|transmis)|(?:a|avons) (?:[ée]t[ée] )?(?:enregistr[ée]|re[çc]u|pris|prise|cr[ée][ée]|ouvert)e?\b.{0,60}(?:demande|ticket|num[ée]ro|n°|compte|message|r[ée]f[ée]rence)|accus[ée] de r[ée]ception|(?:demande|ticket|dossier|incident|appel) .{0,40}(?:enregistr[ée]|cr[ée][ée]|ouvert|prise? en compte)|(?:request|ticket|case|message|e?-?mail)\b.{0,40}(?:has been|was) (?:received|created|opened|registered|logged)|(?:have|we['’]ve) received your|acknowledge(?:ment|s)? (?:of )?(?:receipt|your)/iu;

/** Nobody acknowledges further down. */
const MOST = 1_500;

/** Whether a mail says that a request was received, in French or English: by itself anybody may write it. */
export function acknowledges(subject: string, text: string): boolean {
  return WORDS.test(`${subject.slice(0, 300)}\n${text.slice(0, MOST)}`.replace(/\s+/g, " "));
}
