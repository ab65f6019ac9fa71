/** Days since 1 January 1970 of a day written `YYYY-MM-DD`. */
function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00Z`) / 86_400_000;
}

export function dayAfter(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Easter by the tables of the Church: the Sunday after the first full moon from 21 March on, the moon's age being told
 * by the epact of the year (Clavius, *Explicatio*, 1603; good for 1900 to 2199, one line of the epact table). Another
 * way than the formula of Gauss and its descendants, so that the two can be held against each other.
 */
export function easterByEpact(year: number): string {
  const golden = (year % 19) + 1;
  // Line C of the epact table: 29 for golden number 1, eleven more each year, one of thirty.
  const epact = (29 + 11 * (golden - 1)) % 30;
  // The new moon falls where the epact counts down to: that of the epact 23 on 8 March, whose full moon is 21 March.
  const early = epact === 24 || (epact === 25 && golden > 11) ? 1 : 0;
  const fromMarch21 = ((23 - epact + 30) % 30) - early;
  const moon = dayAfter(`${year}-03-21`, fromMarch21);
  const weekday = new Date(`${moon}T00:00Z`).getUTCDay();
  return dayAfter(moon, 7 - weekday);
}
