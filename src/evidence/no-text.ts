import type { Artefact } from "./artefact.ts";
import { only } from "./finding.ts";

/** What the first bytes tell and nothing more can be read of: PDF, archives, programs, old workbooks. */
export const noText: Artefact = {
  recognise: (head) => (head.byBytes === null ? 0 : 0.5),
  async examine({ head }) {
    const kind = head.byBytes ?? "binary";
    const wrong = kind === "archive" || kind === "spreadsheet";
    return only(kind, wrong ? "wrong-file" : "nothing-recognised");
  },
};
