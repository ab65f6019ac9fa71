import { describe, expect, it } from "vitest";
import { nameOf, readImapAddress } from "../../adapters/mail/imapAddress.ts";
import { imapMailbox } from "../../adapters/mail/imapMailbox.ts";
import { MAIL_LIMITS } from "../../adapters/mail/mailLimits.ts";
import { waitBefore } from "../../adapters/mail/waitBefore.ts";
import { whatFailed } from "../../adapters/mail/whatFailed.ts";
import { memoryOf } from "./memoryOf.ts";

describe("IMAP_URL", () => {
  it("names server, login and folders, and leaves little to be said", () => {
    expect(readImapAddress("imaps://aide%40college.example:a%2Fb%3A%20c@Imap.College.example/")).toEqual({
      host: "imap.college.example",
      port: 993,
      secure: true,
      clear: false,
      user: "aide@college.example",
      password: "a/b: c",
      inbox: ["INBOX"],
      processed: ["Passerelle", "Traités"],
      aside: ["Passerelle", "À voir"],
    });
  });

  it("may name port and folders, with or without percent signs", () => {
    const url =
      "imap://aide@college.example:secret@[::1]:1143/Support/Entr%C3%A9e?processed=Fait&aside=%C3%80%20voir/Vite";
    expect(readImapAddress(url)).toMatchObject({
      host: "::1",
      port: 1143,
      user: "aide@college.example",
      password: "secret",
      clear: true,
      inbox: ["Support", "Entrée"],
      processed: ["Fait"],
      aside: ["À voir", "Vite"],
    });
  });

  it.each([
    ["imap://u:p@college.example/", false],
    ["imap://u:p@127.0.0.1.example/", false],
    ["imap://u:p@localhost.example/", false],
    ["imap://u:p@127.0.0.1/", true],
    ["imap://u:p@localhost/", true],
    ["imap://u:p@college.example/INBOX?tls=off", true],
  ])("%s: the password may go in the clear: %s", (url, clear) => {
    expect(readImapAddress(url)?.clear).toBe(clear);
  });

  it.each([
    "",
    "college.example",
    "https://u:p@college.example/",
    "imap:///INBOX",
    "imaps://u:%zz@college.example",
    "imaps://u:p@h/?aside=/",
  ])("is not %s, and no part of it is told", (url) => {
    expect(readImapAddress(url)).toBeNull();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const options = { url, memory: memoryOf(), limits: MAIL_LIMITS, log, text: () => "" };
    expect(() => imapMailbox(options)).toThrow("IMAP_URL: this is no imap:// or imaps:// address");
  });

  it("is remembered without password, port or the folders put away in", () => {
    const one = readImapAddress("imaps://u:one@college.example:993/INBOX?aside=A");
    const other = readImapAddress("imap://u:two@COLLEGE.example:143/INBOX?aside=B");
    expect(one === null || other === null ? null : [nameOf(one), nameOf(other)]).toEqual(
      Array(2).fill("u@college.example/INBOX"),
    );
  });
});

describe("the wait before another try", () => {
  const pace = { firstMs: 1_000, longestMs: 300_000 };
  it("begins with a second, doubles, and ends at five minutes", () => {
    const waits = Array.from({ length: 12 }, (_one, index) => waitBefore(index + 1, "broken", pace, () => 0));
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waits.at(-1)).toBe(300_000);
  });
  it("is shortened at random, by half at most", () => {
    expect(waitBefore(1, "unreachable", pace, () => 1)).toBe(500);
  });
  it("is a minute at once where a person must mend it", () => {
    expect(waitBefore(1, "login", pace, () => 0)).toBe(64_000);
  });
  it("does not grow without end", () => {
    expect(waitBefore(5_000, "unreachable", pace, () => 0)).toBe(300_000);
  });
});

describe("what failed", () => {
  const error = (more: object): Error => Object.assign(new Error("Command failed"), more);
  it.each([
    [{ code: "ECONNREFUSED" }, "unreachable"],
    [{ code: "GREETING_TIMEOUT" }, "unreachable"],
    [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "tls"],
    [{ code: "ERR_TLS_CERT_ALTNAME_INVALID" }, "tls"],
    [{ authenticationFailed: true, serverResponseCode: "AUTHENTICATIONFAILED" }, "login"],
    [{ authenticationFailed: true, serverResponseCode: "UNAVAILABLE" }, "later"],
    [{ mailboxMissing: true }, "no-folder"],
    [{ code: "NoConnection" }, "broken"],
  ] as const)("%j: %s", (more, kind) => {
    expect(whatFailed(error(more)).kind).toBe(kind);
  });
});
