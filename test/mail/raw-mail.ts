import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { IncomingMail } from "../../adapters/mail.ts";
import { MAIL_LIMITS } from "../../adapters/mail/mailLimits.ts";
import type { MailLimits } from "../../adapters/mail/mailLimits.ts";
import { readMail } from "../../adapters/mail/readMail.ts";
import { ROOT } from "../../src/root.ts";

export const READING = join(ROOT, "test/mail/fixtures/reading");

export const HEADER =
  "From: Claire Dubreuil <c.dubreuil@clg-ferry.exemple>\r\nSubject: Connexion\r\nDate: Tue, 01 Sep 2026 09:00:00 +0200\r\nMessage-ID: <one@clg-ferry.exemple>\r\nMIME-Version: 1.0\r\n";

/** A part: its fields, an empty line, its body; text is written in UTF-8, or byte by byte where it is given in bytes. */
export function part(fields: string, body: string | Uint8Array = ""): Buffer {
  return Buffer.concat([Buffer.from(`${fields.replace(/\r?\n/g, "\r\n")}\r\n\r\n`), Buffer.from(body)]);
}

/** A multipart of such parts, with its own fields above; as the whole mail where `HEADER` is among them. */
export function multipart(
  subtype: string,
  parts: readonly Buffer[],
  fields = "",
  boundary = `=_${subtype}`,
): Buffer {
  const pieces = parts.flatMap((one) => [Buffer.from(`--${boundary}\r\n`), one, Buffer.from("\r\n")]);
  const kind = `Content-Type: multipart/${subtype}; boundary="${boundary}"`;
  return Buffer.concat([
    Buffer.from(`${fields}${kind}\r\n\r\n`),
    ...pieces,
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

export function mailOf(fields: string, body: string | Uint8Array = ""): Buffer {
  return part(`${HEADER}${fields}`.replace(/\r\n$/, ""), body);
}

export function base64(bytes: Uint8Array | string): string {
  return Buffer.from(bytes).toString("base64").replace(/.{76}/g, "$&\r\n");
}

export function file(type: string, name: string, content: Uint8Array | string): Buffer {
  return part(
    `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64`,
    base64(content),
  );
}

export function read(raw: Uint8Array, limits: Partial<MailLimits> = {}): Promise<IncomingMail> {
  return readMail(raw, { receivedAt: "2026-09-01T07:00:05.000Z", limits: { ...MAIL_LIMITS, ...limits } });
}

/** Every mail kept below a folder of the fixtures, with its name. */
export function fixtures(folder = ""): readonly (readonly [name: string, raw: Buffer])[] {
  return readdirSync(join(READING, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => [name.replace(/\.eml$/, ""), readFileSync(join(READING, folder, name))] as const);
}

/** The same mail as if no program had put a plain text beside its HTML; null where it has no HTML. */
export function onlyHtml(raw: Buffer): Buffer | null {
  const text = raw.toString("latin1");
  if (!text.includes("Content-Type: text/html")) return null;
  return Buffer.from(
    text.replace("Content-Type: text/plain", "Content-Type: application/x-left-out"),
    "latin1",
  );
}
