import type { DeliveryReport } from "../mail.ts";
import { decodeText } from "./decodeText.ts";
import type { Header } from "./readHeader.ts";
import { firstRaw, readHeader } from "./readHeader.ts";

const ACTIONS: readonly DeliveryReport["action"][] = [
  "failed",
  "delayed",
  "delivered",
  "relayed",
  "expanded",
];

/** Recipients of one report that are read. */
const MOST = 200;
const LONGEST_DIAGNOSTIC = 1_000;
/** What is read of a report, in bytes. */
const LARGEST = 256 * 1024;

/**
 * What a message/delivery-status part says of each recipient (RFC 3464 §2.3): groups of fields parted by empty lines, the
 * first of which is about the mail itself. Postfix, Exchange and Gmail write it so; where the empty line is missing, a
 * group begins with its recipient all the same.
 */
export function deliveryReports(bytes: Uint8Array): readonly DeliveryReport[] {
  return groups(decodeText(bytes.subarray(0, LARGEST), "utf-8"))
    .slice(0, MOST)
    .flatMap((group) => reportOf(readHeader(Buffer.from(`${group}\r\n\r\n`))));
}

/** Field that begins a recipient's group where an empty line does not. */
const RECIPIENT = /^(?:original|final)-recipient[ \t]*:/i;

function groups(text: string): readonly string[] {
  const found: string[] = [];
  let lines: string[] = [];
  const close = (): void => {
    if (lines.length > 0) found.push(lines.join("\r\n"));
    lines = [];
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const name = RECIPIENT.exec(line)?.[0].toLowerCase();
    const again = name !== undefined && lines.some((before) => before.toLowerCase().startsWith(name));
    const first = name !== undefined && !lines.some((before) => RECIPIENT.test(before));
    if (line.trim() === "" || again || (first && lines.some((before) => /^reporting-mta/i.test(before))))
      close();
    if (line.trim() !== "") lines.push(line);
  }
  close();
  return found;
}

function reportOf(header: Header): readonly DeliveryReport[] {
  const action = ACTIONS.find(
    (one) =>
      one ===
      firstRaw(header, "action")
        ?.toLowerCase()
        .replace(/[^a-z].*$/, ""),
  );
  // The address the mail was sent to comes first: the other is where a server sent it on to.
  const recipient =
    recipientOf(firstRaw(header, "original-recipient")) ?? recipientOf(firstRaw(header, "final-recipient"));
  if (action === undefined || recipient === null) return [];
  const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(firstRaw(header, "status") ?? "")?.[0] ?? null;
  const diagnostic = header.decoded.get("diagnostic-code")?.[0]?.replace(/^[\w-]+\s*;\s*/, "") ?? "";
  return [
    {
      action,
      recipient,
      status,
      diagnostic: diagnostic === "" ? null : diagnostic.slice(0, LONGEST_DIAGNOSTIC),
    },
  ];
}

/** « rfc822; Address »; in an original one signs may stand as « +2B » (RFC 3461 §4). */
function recipientOf(value: string | null): string | null {
  const address = (value ?? "")
    .replace(/^[\w-]+\s*;/, "")
    .replace(/\+([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/[<>\s]/g, "")
    .toLowerCase();
  return address.includes("@") ? address : null;
}
