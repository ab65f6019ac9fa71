import type { Artefact, Head } from "./artefact.ts";
import type { Found } from "./finding.ts";
import { examined, found } from "./finding.ts";
import { judgePerson } from "./cas-attributes.ts";
import { wholeText } from "./head.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Node } from "./xml-tree.ts";
import { fragmentOf, leavesOf, nodeAt, readTree } from "./xml-tree.ts";

/** Failure codes of ticket validation (CAS Protocol 3.0.3, §2.5.3) and the one servers add to it. */
const FAILURES: Readonly<Record<string, string>> = {
  INVALID_REQUEST: "cas-invalid-request",
  INVALID_TICKET_SPEC: "cas-invalid-ticket-spec",
  UNAUTHORIZED_SERVICE: "cas-unauthorized-service",
  UNAUTHORIZED_SERVICE_PROXY: "cas-unauthorized-proxy",
  UNAUTHORIZED_PROXY: "cas-unauthorized-proxy",
  INVALID_PROXY_CALLBACK: "cas-invalid-proxy-callback",
  INVALID_TICKET: "cas-invalid-ticket",
  INVALID_SERVICE: "cas-invalid-service",
  INTERNAL_ERROR: "cas-internal-error",
};

/** Answers are small; one past this is none, in characters. */
const ANSWER_LIMIT = 1_000_000;

const XML = /<(?:[\w.-]+:)?serviceResponse\b/;
const JSON_ANSWER = /^\s*\{\s*"serviceResponse"\s*:/;
const CAS_1 = /^(?:yes|no)(?:\r?\n[^\r\n]*)?(?:\r?\n)?\s*$/;
const HTTP_HEAD = /^\s*HTTP\/\d(?:\.\d)? \d{3}[^\n]*\n(?:[!-9;-~]+:[^\n]*\n)*\r?\n/;

/** What follows the head of an HTTP answer saved with it, e.g. by `curl -i`. */
export function bodyOf(text: string): string {
  return text.replace(HTTP_HEAD, "");
}

/** How sure it is that a fragment of XML is the file, whatever stands around it. */
export function fragmentCertainty(head: Head, start: RegExp): number {
  if (head.byBytes !== null || !head.whole) return 0;
  const at = bodyOf(head.text).search(start);
  return at < 0 ? 0 : at < 800 ? 0.85 : 0.3;
}

/** A CAS server's answer to a validation: CAS 1.0 text, CAS 2 or 3 in XML or JSON. */
export const casResponse: Artefact = {
  recognise(head) {
    if (head.root?.name === "serviceResponse") return 1;
    if (head.byBytes !== null) return 0;
    const body = bodyOf(head.text);
    if (JSON_ANSWER.test(body)) return 0.95;
    if (CAS_1.test(body) && head.whole) return 0.9;
    return fragmentCertainty(head, XML);
  },
  async examine(source, { knowledge }) {
    const text = await wholeText(source, ANSWER_LIMIT);
    if (text === null)
      return examined("cas-response", [
        found("limits-exceeded", { values: { what: "size", line: 1, column: 1 } }),
      ]);
    const body = bodyOf(text);
    if (CAS_1.test(body)) return oldAnswer(body);
    const read = JSON_ANSWER.test(body)
      ? readJson(body)
      : readTree(text, fragmentOf(text, "serviceResponse"));
    if (read.kind === "fault") return examined("cas-response", [read.found]);
    const answer = nodeAt(read.root, "serviceResponse") ?? read.root;
    const success = nodeAt(answer, "authenticationSuccess");
    if (success !== undefined) {
      const user = leavesOf(nodeAt(success, "user")).get("")?.[0] ?? "";
      return judgePerson("cas-response", user, leavesOf(success), knowledge);
    }
    if (nodeAt(answer, "proxySuccess") !== undefined) return examined("cas-response", [found("cas-success")]);
    return failed(nodeAt(answer, "authenticationFailure") ?? nodeAt(answer, "proxyFailure"), knowledge);
  },
};

/** CAS 1.0: `yes` and the user, or `no` without a reason. */
function oldAnswer(body: string): ReturnType<typeof examined> {
  const [verdict, user] = body.split(/\r?\n/);
  if (verdict === "no")
    return examined("cas-response", [found("cas-invalid-ticket")], { summary: { protocol: "1.0" } });
  const findings: Found[] = [
    found("cas-success", { values: { user: (user ?? "").trim() === "" ? "no" : "yes" } }),
  ];
  return examined("cas-response", findings, { summary: { protocol: "1.0" } });
}

function failed(failure: Node | undefined, knowledge: Knowledge): ReturnType<typeof examined> {
  const written = leavesOf(failure).get("@code")?.[0] ?? leavesOf(failure).get("code")?.[0] ?? "";
  const code = written.trim().toUpperCase();
  const known = FAILURES[code];
  if (known !== undefined) return examined("cas-response", [found(known)], { summary: { code } });
  // A code nobody knows may hold anything: only one made of words of computing is shown.
  const words = code.split("_").map((word) => word.toLowerCase());
  const shown = words.every((word) => knowledge.words.includes(word)) ? code : "?";
  return examined("cas-response", [found("cas-unknown-code", { values: { code: shown } })], {
    summary: { code: shown },
  });
}

type Read =
  | { readonly kind: "read"; readonly root: Node }
  | { readonly kind: "fault"; readonly found: Found };

function readJson(text: string): Read {
  try {
    const root: unknown = JSON.parse(text);
    if (typeof root === "object" && root !== null) return { kind: "read", root: root as Node };
  } catch {
    // Told below: what JSON.parse says quotes the file.
  }
  return { kind: "fault", found: found("json-not-well-formed") };
}
