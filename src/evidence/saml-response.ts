import type { Artefact } from "./artefact.ts";
import { fragmentCertainty } from "./cas-response.ts";
import { judgePerson } from "./cas-attributes.ts";
import type { Examined, Found } from "./finding.ts";
import { examined, found } from "./finding.ts";
import { wholeText } from "./head.ts";
import type { Node } from "./xml-tree.ts";
import { fragmentOf, nodeAt, nodesAt, readTree } from "./xml-tree.ts";
import { kindOfRoot } from "./xml-kind.ts";

const ANSWER_LIMIT = 1_000_000;

const START = /<(?:[\w.-]+:)?(?:Envelope|Response)\b[^>]*(?:oasis:names:tc:SAML|xmlsoap)/;

/** An answer of `samlValidate`: SAML 1.1, in or out of its SOAP envelope; a SAML 2.0 one is read alike. */
export const samlResponse: Artefact = {
  recognise(head) {
    if (head.root !== null && kindOfRoot(head.root, head.text) === "saml-response") return 1;
    return fragmentCertainty(head, START);
  },
  async examine(source, { knowledge }) {
    const text = await wholeText(source, ANSWER_LIMIT);
    if (text === null) {
      return examined("saml-response", [
        found("limits-exceeded", { values: { what: "size", line: 1, column: 1 } }),
      ]);
    }
    const root = ["Envelope", "Response", "ArtifactResponse", "Assertion"].find((name) =>
      new RegExp(`<(?:[\\w.-]+:)?${name}\\b`).test(text),
    );
    const read = readTree(text, fragmentOf(text, root ?? "Response"));
    if (read.kind === "fault") return examined("saml-response", [read.found]);
    const response = deep(read.root, "Response");
    const assertion = deep(response ?? read.root, "Assertion");
    const window = assertion === undefined ? [] : emptyWindow(assertion);
    const status = statusOf(response);
    if (status !== null && status !== "Success") {
      return examined("saml-response", [
        found("saml-request-denied", { values: { status: shownStatus(status) } }),
        ...window,
      ]);
    }
    if (assertion === undefined) {
      return examined("saml-response", [found("saml-request-denied", { values: { status: "?" } })]);
    }
    const judged: Examined = judgePerson(
      "saml-response",
      subjectOf(assertion),
      attributesOf(assertion),
      knowledge,
    );
    return { ...judged, found: [...judged.found, ...window] };
  },
};

/** The first element of a name, wherever it stands. */
function deep(node: Node, name: string): Node | undefined {
  const here = nodeAt(node, name);
  if (here !== undefined) return here;
  for (const value of Object.values(node)) {
    const children: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const child of children) {
      if (typeof child !== "object" || child === null) continue;
      const below = deep(child as Node, name);
      if (below !== undefined) return below;
    }
  }
  return undefined;
}

/** The outermost status, without its prefix or URN: `Success`, `RequestDenied`, `Responder`, … */
function statusOf(response: Node | undefined): string | null {
  const value = nodeAt(nodeAt(response, "Status"), "StatusCode")?.["@Value"];
  return typeof value === "string" ? (value.split(/[:/]/).at(-1) ?? "") : null;
}

function shownStatus(status: string): string {
  return /^[A-Za-z]{3,40}$/.test(status) ? status : "?";
}

/** A window of validity that is over as it begins: every reader finds the assertion expired (Apereo CAS issue 2836). */
function emptyWindow(assertion: Node): readonly Found[] {
  const conditions = nodeAt(assertion, "Conditions");
  const from = Date.parse(String(conditions?.["@NotBefore"] ?? ""));
  const to = Date.parse(String(conditions?.["@NotOnOrAfter"] ?? ""));
  if (Number.isNaN(from) || Number.isNaN(to) || to > from) return [];
  return [found("saml-empty-window", { values: { seconds: Math.round((to - from) / 1000) } })];
}

function subjectOf(assertion: Node): string {
  const subject = deep(assertion, "Subject");
  const name =
    subject === undefined ? undefined : (nodeAt(subject, "NameIdentifier") ?? nodeAt(subject, "NameID"));
  return typeof name?.["#text"] === "string" ? name["#text"] : "";
}

function attributesOf(assertion: Node): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, string[]>();
  for (const statement of nodesAt(assertion, "AttributeStatement")) {
    for (const attribute of nodesAt(statement, "Attribute")) {
      const name = attribute["@AttributeName"] ?? attribute["@FriendlyName"] ?? attribute["@Name"];
      if (typeof name !== "string") continue;
      const values = nodesAt(attribute, "AttributeValue").map((one) => String(one["#text"] ?? ""));
      attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
    }
  }
  return attributes;
}
