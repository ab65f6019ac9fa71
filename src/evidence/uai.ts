/** Check letters of a UAI: 23 of them, without I, O and Q (Ministry of Education: seven digits modulo 23). */
const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** Whether `uai` is seven digits and their check letter, in upper case. */
export function isUai(uai: string): boolean {
  return /^[0-9]{7}[A-Z]$/.test(uai) && uai.charAt(7) === LETTERS.charAt(Number(uai.slice(0, 7)) % 23);
}
