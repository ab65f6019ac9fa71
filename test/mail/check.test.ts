import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Check } from "../../adapters/chat.ts";
import type { House, ReaderOptions } from "./house.ts";
import { mailOf, openHouse, soon } from "./house.ts";
import { freePort } from "./servers/freePort.ts";
import { hasDovecot, PASSWORD } from "./servers/startDovecot.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

/** A certificate for the name or address, made now, and where it stands. */
function certificate(name: string): { readonly settings: readonly string[]; readonly authority: string } {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-certificate-"));
  over.push(async () => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = ["-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2"];
  execFileSync(
    "openssl",
    ["req", "-x509", ...made, "-subj", "/CN=test", "-addext", `subjectAltName=${name}`],
    {
      stdio: "ignore",
    },
  );
  return {
    settings: ["ssl = yes", `ssl_cert = <${cert}`, `ssl_key = <${key}`],
    authority: readFileSync(cert, "utf8"),
  };
}

const checked = (
  house: House,
  options: ReaderOptions = {},
  language: "fr" | "en" = "fr",
): Promise<readonly Check[]> => house.reader(options).mailbox.check(language);

const states = (checks: readonly Check[]): readonly boolean[] => checks.map((one) => one.ok);

describe.skipIf(!hasDovecot())("the check of a mailbox", () => {
  it("finds nothing wrong where all is right, and leaves the folders made", async () => {
    const house = await openHouse();
    const checks = await checked(house);
    expect(states(checks)).toEqual(Array(7).fill(true));
    expect(checks.map((one) => one.found).join(" ")).toMatch(
      /annonce .* aussitôt.*Passerelle\/Traités, Passerelle\/À voir/,
    );
    expect(Object.keys(await house.folders())).toEqual(
      expect.arrayContaining(["Passerelle/Traités", "Passerelle/À voir"]),
    );
    expect(states(await checked(house))).toEqual(Array(7).fill(true));
  });

  it("tells what the server cannot do, which is not wrong", async () => {
    const house = await openHouse({ more: ["imap_capability = IMAP4rev1 NAMESPACE"] });
    const checks = await checked(house, {}, "en");
    expect(states(checks)).toEqual(Array(7).fill(true));
    expect(checks.map((one) => one.found).join(" ")).toMatch(/asked every 30 seconds.*copied, then deleted/);
  });

  it.each<[string, (house: House) => Promise<ReaderOptions>, readonly boolean[], RegExp, RegExp]>([
    [
      "nobody listens",
      async (house) => ({ url: house.dovecot.url({ at: await freePort() }) }),
      [false],
      /injoignable.*ECONNREFUSED/,
      /IMAP_URL.*IMAP/,
    ],
    [
      "another password",
      async (house) => ({ url: house.dovecot.url({ password: "tout-autre" }) }),
      [true, true, false],
      /refuse l’identifiant passerelle/,
      /IMAP_URL.*mot de passe d’application/,
    ],
    [
      "another folder",
      async (house) => ({ url: house.dovecot.url().replace("/INBOX", "/Courrier") }),
      [true, true, true, false],
      /pas de dossier Courrier/,
      /IMAP_URL/,
    ],
    [
      "TLS on a port that has none",
      async (house) => ({ url: house.dovecot.url().replace("imap:", "imaps:") }),
      [true, false],
      /certificat/,
      /IMAP_URL.*993/,
    ],
  ])("names the setting where there is %s", async (_what, options, expected, found, fix) => {
    const house = await openHouse();
    const checks = await checked(house, await options(house));
    expect(states(checks)).toEqual(expected);
    expect(checks.at(-1)?.found).toMatch(found);
    expect(checks.at(-1)?.fix).toMatch(fix);
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), "tout-autre"])
      expect(JSON.stringify(checks)).not.toContain(secret);
  });

  it("sends no password to a server elsewhere that offers no encryption", async () => {
    const house = await openHouse();
    // A name that is not this machine's own, though it leads there.
    const url = house.dovecot.url().replace("127.0.0.1", "0.0.0.0");
    const checks = await checked(house, { url });
    expect(states(checks)).toEqual([true, false]);
    expect(checks.at(-1)?.found).toMatch(/mot de passe n’a pas été envoyé/);
    expect(states(await checked(house, { url: `${url}?tls=off` }))).toEqual(Array(7).fill(true));
  });

  it("believes a certificate of an authority it was given, and no other", async () => {
    const { settings, authority } = certificate("IP:127.0.0.1");
    const house = await openHouse({ more: settings });
    const doubted = await checked(house);
    expect(states(doubted)).toEqual([true, false]);
    expect(doubted.at(-1)?.found).toMatch(/DEPTH_ZERO_SELF_SIGNED_CERT/);
    const believed = await checked(house, { authority });
    expect(states(believed)).toEqual(Array(7).fill(true));
    expect(believed[1]?.found).toMatch(/est chiffrée/);
    const reader = house.reader({ authority });
    await reader.start();
    house.dovecot.put(mailOf("Message 1"));
    await soon(() => expect(reader.taken).toEqual(["Message 1"]));
  });

  it("does not believe a certificate of another name", async () => {
    const { settings, authority } = certificate("DNS:autre.example");
    const house = await openHouse({ more: settings });
    const checks = await checked(house, { authority });
    expect(checks.at(-1)?.found).toMatch(/ERR_TLS_CERT_ALTNAME_INVALID/);
  });

  it("tells that no token could be had, without the reason's words", async () => {
    const house = await openHouse();
    const auth = (): Promise<never> => Promise.reject(new Error("client_secret=geheim"));
    const checks = await checked(house, { auth });
    expect(states(checks)).toEqual([false]);
    expect(checks[0]?.found).toMatch(/jeton/);
    expect(JSON.stringify(checks)).not.toContain("geheim");
  });

  it("tells that folders cannot be made", async () => {
    const house = await openHouse();
    // No file system takes so long a name.
    const checks = await checked(house, { url: house.dovecot.url({ query: `?aside=${"x".repeat(300)}` }) });
    expect(states(checks)).toEqual([true, true, true, true, true, true, false]);
    expect(checks.at(-1)?.fix).toMatch(/IMAP_URL.*aside=/);
  });
});
