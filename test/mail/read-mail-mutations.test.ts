import { describe, expect, it } from "vitest";
import type { IncomingMail } from "../../adapters/mail.ts";
import { ownText } from "../../src/mail/own-text.ts";
import { fixtures, read } from "./raw-mail.ts";

const MUTATIONS = 500;

/** A generator that gives the same numbers for the same seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const TOKENS = [
  "\r\n",
  "\r\n\r\n",
  "--",
  "=?utf-8?Q?",
  "boundary=",
  "Content-Type: multipart/mixed; boundary=b\r\n",
  "message/rfc822",
  "base64",
  "\0",
  "\xff\xfe",
  "=",
  '"',
  "<blockquote>",
  "<table><tr>",
  "Content-Transfer-Encoding: base64\r\n",
  "-----BEGIN PGP SIGNED MESSAGE-----\n",
  "(".repeat(500),
];

function mutated(raw: Buffer, next: (below: number) => number): Buffer {
  let bytes = raw;
  for (let times = 1 + next(8); times > 0; times--) {
    const at = next(bytes.length + 1);
    const to = Math.min(bytes.length, at + next(200));
    const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
    const token = Buffer.from(TOKENS[next(TOKENS.length)] ?? "", "latin1");
    const made: readonly (readonly Buffer[])[] = [
      [before, after],
      [before, piece, piece, after],
      [before, token, piece, after],
      [before, Buffer.from(piece.map(() => next(256))), after],
      [before, after, piece],
      [before, Buffer.from([...piece].toReversed()), after],
      [before],
      [before, ...Array.from({ length: next(50) }, () => piece), after],
    ];
    bytes = Buffer.concat(made[next(made.length)] ?? []);
  }
  return bytes;
}

function sizeOf({ text, attachments, headers, subject, reports }: IncomingMail): number {
  const files = attachments.reduce((sum, { content }) => sum + content.length, 0);
  const fields = [...headers.values()].flat().join("").length;
  return text.length + files + fields + subject.length + JSON.stringify(reports).length;
}

describe("mails damaged at random", () => {
  it("are read all the same, and nothing grows out of them", async () => {
    const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000_000);
    const next = numbers(seed);
    const all = fixtures();
    const before = process.memoryUsage().rss;
    for (let index = 0; index < MUTATIONS; index++) {
      const [name, raw] = all[next(all.length)] ?? ["", Buffer.alloc(0)];
      const bytes = mutated(raw, next);
      const told = `SEED=${seed}, mutation ${index} of ${name}`;
      const begun = process.cpuUsage();
      const mail = await read(bytes).catch((error: unknown) => expect.fail(`${told}: ${String(error)}`));
      const own = ownText(mail.text, mail.subject);
      expect(mail.id, told).toMatch(/^[0-9a-f]{64}$/);
      expect(Number.isNaN(Date.parse(mail.receivedAt)), told).toBe(false);
      expect(own.length, told).toBeLessThanOrEqual(mail.text.length);
      // A quotation adds a mark to each line, at most twenty deep.
      expect(sizeOf(mail), told).toBeLessThanOrEqual(2_000 + bytes.length * 25);
      // Of the processor's time, in microseconds: what else runs on the machine is none of the mail's.
      expect(process.cpuUsage(begun).user, told).toBeLessThan(3_000_000);
    }
    expect(process.memoryUsage().rss - before, `SEED=${seed}`).toBeLessThan(400 * 1024 * 1024);
    console.log(`${MUTATIONS} mails damaged at random, SEED=${seed}`);
  });
});
