import joursFeries from "@socialgouv/jours-feries";

/** Where other days than in the rest of France are holidays too. */
export type Region =
  | "metropole"
  | "alsace-moselle"
  | "guadeloupe"
  | "guyane"
  | "martinique"
  | "mayotte"
  | "reunion";

/**
 * The day the abolition of slavery is remembered, a holiday where it is (loi n° 83-550 du 30 juin 1983, décret
 * n° 83-1003 du 23 novembre 1983).
 */
const ABOLITION: Readonly<Partial<Record<Region, string>>> = {
  guadeloupe: "05-27",
  guyane: "06-10",
  martinique: "05-22",
  mayotte: "04-27",
  reunion: "12-20",
};

const HALF_A_DAY = 12 * 3_600_000;

/** The library adds whole days of 24 hours: a change of the clocks moves its midnight by an hour, and noon by none. */
function dayOf(midnight: Date): string {
  const noon = new Date(midnight.getTime() + HALF_A_DAY);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${noon.getFullYear()}-${two(noon.getMonth() + 1)}-${two(noon.getDate())}`;
}

/**
 * The public holidays of a year (Code du travail, articles L3133-1 and L3134-13), as `YYYY-MM-DD`; Whit Monday is one of
 * them though some work that day. Good for the years 1894 to 2105.
 */
export function holidaysOf(year: number, region: Region = "metropole"): ReadonlySet<string> {
  const days = Object.values(joursFeries(year, { alsace: region === "alsace-moselle" })).map(dayOf);
  const abolition = ABOLITION[region];
  return new Set(abolition === undefined ? days : [...days, `${year}-${abolition}`]);
}
