/** A moment as clocks in mainland France show it: `YYYY-MM-DD`, and `HH:MM:SS` of 24 hours. */
export type ParisTime = { readonly date: string; readonly time: string };

/** Swedish is written as ISO 8601 is. */
const CLOCK = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Paris",
  dateStyle: "short",
  timeStyle: "medium",
});

/** What clocks in Paris show at an instant. */
export function parisTime(instant: Date): ParisTime {
  const [date = "", time = ""] = CLOCK.format(instant).split(" ");
  return { date, time };
}

/** Milliseconds Paris is ahead of UTC at an instant: one hour, or two in summer. */
function aheadAt(instant: number): number {
  const { date, time } = parisTime(new Date(instant));
  return Date.parse(`${date}T${time}Z`) - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which clocks in Paris show `time`. An hour that is left out in spring is the one after it; of the hour
 * that comes twice in autumn it is the second.
 */
export function parisInstant({ date, time }: ParisTime): Date {
  const asIfUtc = Date.parse(`${date}T${time}Z`);
  const near = asIfUtc - aheadAt(asIfUtc);
  return new Date(asIfUtc - aheadAt(near));
}
