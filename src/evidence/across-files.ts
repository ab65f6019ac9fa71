import type { Clues, Examined, Found } from "./finding.ts";
import { clockOffset } from "./clock-offset.ts";
import { found } from "./finding.ts";
import { differenceOf, sameAddress } from "./safe-url.ts";

/** What earlier files of the same matter showed. */
export type Earlier = { readonly clues: readonly Clues[]; readonly uais: readonly string[] };

/** What is only said where nothing is wrong. */
const ALL_IS_WELL: ReadonlySet<string> = new Set(["container-ok", "link-works"]);

/** A file with what it shows only beside the files before it. */
export function besideOthers(file: Examined, earlier: Earlier): Examined {
  const more = acrossFiles(file, earlier);
  if (more.length === 0) return file;
  return { ...file, found: [...file.found.filter((one) => !ALL_IS_WELL.has(one.code)), ...more] };
}

/** Another spelling of an address, another clock, another school. */
function acrossFiles(file: Examined, earlier: Earlier): readonly Found[] {
  const findings: Found[] = [];
  const has = (code: string): boolean => file.found.some((one) => one.code === code);
  const pair = has("service-mismatch") ? null : spellings(file.clues?.services ?? [], earlier.clues);
  if (pair !== null) {
    const text = `${pair[0]} ≠ ${pair[1]}`;
    const values = { pair: text, difference: differenceOf(pair[0], pair[1]) };
    findings.push(found("service-mismatch", { examples: [text], values }));
  }
  const seconds = has("clock-skew") ? null : secondsApart(file.clues, earlier.clues);
  if (seconds !== null) findings.push(found("clock-skew", { values: { seconds } }));
  const uai = file.facts["uai"];
  const expected = earlier.uais[0];
  if (uai !== undefined && expected !== undefined && !earlier.uais.includes(uai) && !has("uai-mismatch")) {
    findings.push(found("uai-mismatch", { values: { uai, expected }, examples: [uai] }));
  }
  return findings;
}

function spellings(services: readonly string[], clues: readonly Clues[]): readonly [string, string] | null {
  for (const { services: known } of clues) {
    for (const one of services) {
      if (known.includes(one)) continue;
      const other = known.find((earlier) => sameAddress(earlier) === sameAddress(one));
      if (other !== undefined) return [other, one];
    }
  }
  return null;
}

/** How far apart, in seconds, two files saw the same tickets; null where they agree or share none. */
function secondsApart(here: Clues | undefined, clues: readonly Clues[]): number | null {
  const tickets = Object.entries(here?.tickets ?? {});
  const offsets = clues.flatMap(({ tickets: there }) =>
    tickets.flatMap(([ticket, ms]) => {
      const other = there[ticket];
      return other === undefined ? [] : [ms - other];
    }),
  );
  const offset = clockOffset(offsets);
  return offset === null ? null : Math.round(Math.abs(offset) / 1_000);
}
