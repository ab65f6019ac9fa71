/** Signs that part columns, and how the same sign stands in prose. */
const SEPARATORS: readonly { readonly sign: string; readonly prose: RegExp }[] = [
  { sign: ";", prose: /[\s\u00A0]; / },
  { sign: "\t", prose: /^\t/m },
  { sign: ",", prose: /[^\s"], \S/ },
  { sign: "|", prose: /[^\s|] \|\| / },
];

export type Columns = { readonly sign: string; readonly rows: readonly (readonly string[])[] };

/** Rows of a table in text: the same sign parts every line into as many columns, quotation marks put aside. */
export function columnsOf(text: string, whole: boolean): Columns | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  // The last line of a head may be cut.
  const rows = (whole ? lines : lines.slice(0, -1)).slice(0, 20);
  if (rows.length < 2) return null;
  for (const { sign, prose } of SEPARATORS) {
    const bare = rows.map((line) => line.replace(/"[^"]*"/g, (quoted) => quoted.replaceAll(sign, " ")));
    const parted = bare.map((line) => line.split(sign));
    const width = parted[0]?.length ?? 0;
    if (width < 2 || parted.some((row) => row.length !== width)) continue;
    if (!bare.some((line) => prose.test(line))) return { sign, rows: parted };
  }
  return null;
}

/** A heading as it is compared: lower case, without accents, quotation marks and what is around it. */
export function plainHeading(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^["'\s\uFEFF]+|["'\s:]+$/g, "");
}

const NAME = /^(?:nom|sn|nom de famille|lastname|surname)$/;
const FIRST_NAME = /^(?:prenom|givenname|prenoms|firstname)$/;

/** Whether headings are those of a list of people. */
export function isRoster(headings: readonly string[]): boolean {
  const plain = headings.map(plainHeading);
  return plain.some((one) => NAME.test(one)) && plain.some((one) => FIRST_NAME.test(one));
}
