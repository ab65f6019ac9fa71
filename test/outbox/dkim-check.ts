import { createHash, verify } from "node:crypto";

/** How a DKIM signature stands (RFC 6376 §6.1.3), by the check that failed first. */
export type DkimVerdict = "good" | "no signature" | "body changed" | "header changed";

/**
 * Verifies the signature of a mail against the public key (PEM) its domain would publish: rsa-sha256, relaxed/relaxed. Written
 * from RFC 6376 alone; it shares nothing with what signs.
 */
export function dkimCheck(raw: Uint8Array, publicKey: string): DkimVerdict {
  const text = Buffer.from(raw).toString("latin1");
  const split = text.indexOf("\r\n\r\n");
  const fields = text.slice(0, split).split(/\r\n(?![ \t])/);
  const signature = fields.find((field) => /^dkim-signature:/i.test(field));
  if (signature === undefined) return "no signature";
  const tags = tagsOf(signature);
  if (tags.get("a") !== "rsa-sha256" || tags.get("c") !== "relaxed/relaxed") return "no signature";
  const body = Buffer.from(relaxedBody(text.slice(split + 4)), "latin1");
  if (createHash("sha256").update(body).digest("base64") !== tags.get("bh")) return "body changed";
  const unsigned = signature.replace(/([;\s]b=)[^;]*/, "$1");
  const signed = [...chosen(fields, tags.get("h") ?? ""), relaxedField(unsigned)].join("\r\n");
  const given = Buffer.from(tags.get("b") ?? "", "base64");
  return verify("sha256", Buffer.from(signed, "latin1"), publicKey, given) ? "good" : "header changed";
}

/** Names of the fields a signature covers, in lower case. */
export function signedFields(raw: Uint8Array): readonly string[] {
  const head = Buffer.from(raw).toString("latin1").split("\r\n\r\n")[0] ?? "";
  const signature = head.split(/\r\n(?![ \t])/).find((field) => /^dkim-signature:/i.test(field)) ?? "";
  return (tagsOf(signature).get("h") ?? "").toLowerCase().split(":");
}

function tagsOf(field: string): ReadonlyMap<string, string> {
  const list = field.slice(field.indexOf(":") + 1).split(";");
  return new Map(
    list.map((tag) => {
      const at = tag.indexOf("=");
      return [tag.slice(0, at).trim(), tag.slice(at + 1).replace(/\s+/g, "")] as const;
    }),
  );
}

/** §5.4.2: of several fields of one name the last one not yet taken; a name that is not there is the empty string. */
function chosen(fields: readonly string[], names: string): readonly string[] {
  const left = [...fields];
  return names.split(":").flatMap((name) => {
    const at = left.findLastIndex(
      (field) => field.slice(0, field.indexOf(":")).trim().toLowerCase() === name.trim().toLowerCase(),
    );
    return at === -1 ? [] : left.splice(at, 1).map(relaxedField);
  });
}

/** §3.4.2 */
function relaxedField(field: string): string {
  const at = field.indexOf(":");
  const value = field
    .slice(at + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${field.slice(0, at).trim().toLowerCase()}:${value}`;
}

/** §3.4.4 */
function relaxedBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  const kept = lines.join("\r\n").replace(/(?:\r\n)*$/, "");
  return kept === "" ? "" : `${kept}\r\n`;
}
