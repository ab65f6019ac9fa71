import { z } from "zod";

/** The academies of mainland France take their breaks in three zones; Corsica and overseas have calendars of their own. */
export type Zone = "A" | "B" | "C";

const day = z.iso.date();

const breakSchema = z
  .strictObject({
    name: z.string().min(1),
    zones: z.array(z.enum(["A", "B", "C"])).min(1),
    /** First and last day without school. */
    from: day,
    to: day,
  })
  .refine((one) => one.from <= one.to, "ends before it begins");

/** The shape of `flows/school-breaks.yaml`. */
export const breaksSchema = z.strictObject({
  /** First and last day of which it is known whether there is school. */
  known: z.strictObject({ from: day, to: day }),
  breaks: z.array(breakSchema),
});

export type SchoolBreaks = Readonly<z.infer<typeof breaksSchema>>;

/**
 * Whether a day, `YYYY-MM-DD`, is one of a school break of `zone`. Where that is not known none is assumed; `unknown` is
 * told the first such day, and no other.
 */
export function breaksOf(
  { known, breaks }: SchoolBreaks,
  zone: Zone,
  unknown: (day: string) => void,
): (day: string) => boolean {
  const own = breaks.filter((one) => one.zones.includes(zone));
  let told = false;
  return (asked) => {
    if (!told && (asked < known.from || asked > known.to)) {
      told = true;
      unknown(asked);
    }
    return own.some((one) => one.from <= asked && asked <= one.to);
  };
}
