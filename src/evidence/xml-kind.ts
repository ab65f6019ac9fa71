import type { Kind } from "./finding.ts";
import type { XmlRoot } from "./xml-reader.ts";

/** Root of the container of identifiers. */
export const CONTAINER_ROOT = "ImportChiffre";

type RootRule = { readonly kind: Kind; readonly name: RegExp; readonly uri?: RegExp };

/** Which document a root is, in order; the sources are the schemas and exports named beside each. */
const ROOTS: readonly RootRule[] = [
  { kind: "identifiers-container", name: new RegExp(`^${CONTAINER_ROOT}$`) },
  // RapprochementSSO V2.0: the content of the container, in clear.
  { kind: "identifiers-payload", name: /^PARTENAIRE_INDEX$/, uri: /rapprochementsso/i },
  // Partenaire_Index.xsd of EDT: structures and timetables, with or without a namespace.
  { kind: "partner-import", name: /^PARTENAIRE_INDEX$/ },
  // PRONOTE's own encrypted export to an ENT.
  { kind: "pronote-export", name: /^EXPORT_INDEX_EDUCATION$/ },
  { kind: "timetable-export", name: /^ExportEmploiDuTemps$/ },
  // The academy's feed to an ENT (annuaire AAF).
  { kind: "aaf-feed", name: /^(?:ficAlimMENESR|ficAlim\w*)$/ },
  { kind: "siecle-export", name: /^(?:BEE_\w+|SIECLE\w*)$/ },
  { kind: "sts-export", name: /^(?:STS_\w+|EDT_STS|sts_\w+|EMP_STS|emp_sts\w*)$/ },
  // XML Encryption, W3C: not how this container is encrypted.
  { kind: "xml-encryption", name: /^EncryptedData$/ },
  { kind: "cas-response", name: /^serviceResponse$/ },
  { kind: "saml-response", name: /^(?:Response|Assertion|ArtifactResponse)$/, uri: /:SAML:/ },
  { kind: "spreadsheet", name: /^Workbook$/, uri: /office:spreadsheet/ },
  { kind: "html-page", name: /^html$/i },
];

/** The kind a root names; `head` helps with roots that wrap something else. */
export function kindOfRoot(root: XmlRoot, head: string): Kind {
  if (root.name === "Envelope" && /:SAML:/.test(head)) return "saml-response";
  if (root.name === "document" && /oasis\.opendocument\.spreadsheet/.test(head)) return "spreadsheet";
  const rule = ROOTS.find((one) => one.name.test(root.name) && (one.uri?.test(root.uri) ?? true));
  return rule?.kind ?? "xml-other";
}
