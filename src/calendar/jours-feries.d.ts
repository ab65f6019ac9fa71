declare module "@socialgouv/jours-feries" {
  /**
   * The public holidays of a year by French name, each at its midnight in the time zone of the process; with `alsace`,
   * Good Friday and 26 December too. Its Easter is the right one from 1894 to 2105.
   */
  export default function joursFeries(
    year: number,
    options?: { readonly alsace: boolean },
  ): Readonly<Record<string, Date>>;
}
