import type { Artefact } from "./artefact.ts";
import type { Found, Kind } from "./finding.ts";
import { examined, found, kindWord } from "./finding.ts";
import { faultFinding, readXml } from "./read-xml.ts";
import { kindOfRoot } from "./xml-kind.ts";

/** Any other document in XML: named by its root, and refused for what it is. */
export const otherXml: Artefact = {
  recognise: (head) => (head.root === null ? 0 : 0.9),
  async examine(source, _options) {
    const read = await readXml(source, { keep: () => false });
    const root = read.root ?? source.head.root;
    const kind: Kind = root === null ? "xml-other" : kindOfRoot(root, source.head.text);
    const findings: Found[] = [];
    // A document whose root was never reached is only broken: nothing says that it is another one.
    if (read.root !== null || kind !== "xml-other") {
      findings.push(
        found("wrong-file", { where: read.root?.where ?? null, values: { kind: kindWord(kind) } }),
      );
    }
    if (read.fault !== null) findings.push(faultFinding(read.fault));
    else if (read.unreadable) findings.push(found("encoding-damaged"));
    return examined(kind, findings);
  },
};
