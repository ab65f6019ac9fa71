import type { Artefact } from "./artefact.ts";
import { columnsOf, isRoster } from "./columns.ts";
import { only } from "./finding.ts";

/** A table in text: a list of people, or a spreadsheet that is none. */
export const table: Artefact = {
  recognise: (head) => (head.byBytes === null && columnsOf(head.text, head.whole) !== null ? 0.5 : 0),
  async examine({ head }) {
    const headings = columnsOf(head.text, head.whole)?.rows[0] ?? [];
    return isRoster(headings) ? only("roster", "nothing-recognised") : only("spreadsheet", "wrong-file");
  },
};
