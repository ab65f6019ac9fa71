import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expiryOf, readSignedId, signedId } from "../../src/mail/rules/token.ts";

const SECRET = "one secret of this test";
const NOW = new Date("2026-09-14T08:00:00Z");
const UNTIL = expiryOf(NOW);
const ID = signedId("Mail-0042", SECRET, "passerelle.example", UNTIL);
const VALID = { kind: "valid", mail: "mail-0042" };

const mails = fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/);

describe("a signed id", () => {
  it("has the form of a Message-ID, and a number in lower case", () => {
    expect(ID).toMatch(/^<psl\.mail-0042\.[0-9a-z]{6}\.[a-z2-7]{24}@passerelle\.example>$/);
    expect(ID.length).toBeLessThan(120);
  });

  it("stays what it was: ids that were sent are read for months", () => {
    expect(
      signedId(
        "esc-0001",
        "only the tests sign with this secret",
        "passerelle.example",
        new Date("2027-03-01T08:00:00Z"),
      ),
    ).toBe("<psl.esc-0001.ttzkw0.a7t2wiurjynzyehz5sv73wyx@passerelle.example>");
  });

  it("is valid for 180 days, to the second", () => {
    expect(UNTIL.toISOString()).toBe("2027-03-13T08:00:00.000Z");
    expect(readSignedId(ID, SECRET, new Date(UNTIL.getTime() - 1))).toEqual(VALID);
    expect(readSignedId(ID, SECRET, UNTIL)).toEqual({ ...VALID, kind: "expired" });
  });

  it("names every mail it can be made for", () => {
    const moments = fc.date({ min: new Date(0), max: new Date(8.64e15), noInvalidDate: true });
    fc.assert(
      fc.property(mails, moments, (mail, expires) => {
        const id = signedId(mail, SECRET, "a.example", expires);
        const kind = Math.floor(expires.getTime() / 1000) * 1000 > NOW.getTime() ? "valid" : "expired";
        expect(readSignedId(id, SECRET, NOW)).toEqual({ kind, mail: mail.toLowerCase() });
      }),
    );
  });

  it.each([
    ["without brackets", ID.slice(1, -1)],
    ["between blanks", `  ${ID}\t`],
    ["in upper case", ID.toUpperCase()],
    ["folded", ID.replace(".", ".\r\n ")],
    ["folded before the domain", ID.replace("@", "\r\n\t@")],
    ["with its local part quoted", ID.replace(/<([^@]+)@/, '<"$1"@')],
    ["under another domain", ID.replace("passerelle.example", "[192.0.2.1]")],
    ["without a domain", ID.replace(/@.*/, "")],
  ])("is read %s", (_how, id) => {
    expect(readSignedId(id, SECRET, NOW)).toEqual(VALID);
  });

  it.each([
    "",
    "<>",
    "<x@y.example>",
    "<psl-7f3k2m.8f14e45f@passerelle.example>",
    "<psl.a.b@x>",
    `<a.${ID.slice(1)}`,
  ])("is not %j", (id) => {
    expect(readSignedId(id, SECRET, NOW)).toBeNull();
  });

  it("is forged with another secret", () => {
    expect(readSignedId(ID, "another secret", NOW)).toEqual({ kind: "forged" });
  });

  it("is not read where it is longer than a line may be", () => {
    expect(readSignedId(ID.replace("@", `@${"a".repeat(990)}.`), SECRET, NOW)).toBeNull();
  });

  it("is not valid with any one character altered", () => {
    const places = fc.integer({ min: 1, max: ID.indexOf("@") - 1 });
    const signs = fc.integer({ min: 0, max: 0x10_ff_ff }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(places, signs, (at, sign) => {
        // Case does not count, that of ASCII alone.
        fc.pre(sign.toLowerCase() !== ID.charAt(at) || sign > "~");
        const altered = ID.slice(0, at) + sign + ID.slice(at + 1);
        expect(readSignedId(altered, SECRET, NOW)?.kind).not.toBe("valid");
      }),
      { numRuns: 1_000 },
    );
  });

  it("is not valid with a character left out, put in or changed for any other of an id", () => {
    const signs = "abcdefghijklmnopqrstuvwxyz0123456789-._=+\u212A\u017F";
    for (let at = 1; at < ID.indexOf("@"); at++) {
      const [before, was, after] = [ID.slice(0, at), ID.charAt(at), ID.slice(at + 1)];
      const wrong = [`${before}${after}`, ...[...signs].map((sign) => `${before}${sign}${was}${after}`)];
      wrong.push(...[...signs].filter((sign) => sign !== was).map((sign) => `${before}${sign}${after}`));
      for (const id of wrong) expect(readSignedId(id, SECRET, NOW)?.kind, id).not.toBe("valid");
    }
  });

  it("is made for no other name of a mail", () => {
    for (const mail of ["", "a.b", "a@b", "é", "a b", "a\n", "x".repeat(41)])
      expect(() => signedId(mail, SECRET, "a.example", UNTIL)).toThrow(RangeError);
    expect(() => signedId("a", SECRET, "a.example", new Date(Number.NaN))).toThrow(RangeError);
  });

  it("is read out of nothing by chance", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (id) => {
        expect(readSignedId(id, SECRET, NOW)).toBeNull();
      }),
    );
  });
});
