import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { casFailure } from "../make/cas-answer.ts";
import { containerXml, OTHER_UAI } from "../make/container.ts";
import { harOf, looping } from "../make/har.ts";
import { access, auditBlock, noise, ticket } from "../make/logs.ts";
import { passerelle } from "./run.ts";

let folder = "";
const SERVICE = "http://0440001M.index-education.net/pronote/";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "passerelle-check-"));
  mkdirSync(join(folder, "serveur"));
  mkdirSync(join(folder, ".git"));
  const put = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
  put("1-identifiants.xml", containerXml({ uai: OTHER_UAI }));
  put("2-trace.har", harOf(looping(3)));
  put("3-reponse.txt", casFailure("INVALID_SERVICE"));
  put("4-echecs.csv", "Code;Nombre\n14;120\n13;30\n");
  put(
    "serveur/cas.log.gz",
    gzipSync(
      noise(200) +
        auditBlock({ action: "SERVICE_TICKET_CREATED", what: `${ticket(1)} for ${SERVICE}`, at: 1 }),
    ),
  );
  put(
    "serveur/access.log",
    access(400, `/pronote/?ticket=${ticket(1)}`, 302) + access(401, "/pronote/", 200),
  );
  put(".git/config", "hidden");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Checked = {
  readonly files: readonly {
    readonly file: string;
    readonly kind: string;
    readonly verdict: string;
    readonly findings: readonly { readonly code: string; readonly owner: string }[];
  }[];
};

describe("a folder of files", () => {
  it("is read whole, in order, each as its own kind and beside the others", () => {
    const ran = passerelle(["check", folder, "--json", "--today", "2026-09-15"]);
    expect([ran.status, ran.stderr]).toEqual([1, ""]);
    const { files } = JSON.parse(ran.stdout) as Checked;
    expect(
      files.map((one) => [
        one.file.slice(folder.length + 1),
        one.kind,
        one.findings.map((finding) => finding.code),
      ]),
    ).toEqual([
      ["1-identifiants.xml", "identifiers-container", ["container-ok"]],
      ["2-trace.har", "har", ["redirect-loop", "uai-mismatch"]],
      ["3-reponse.txt", "cas-response", ["cas-invalid-service"]],
      [
        "4-echecs.csv",
        "failures-list",
        ["pronote-cas-14", "pronote-cas-13", "identifier-conflict", "identity-not-matched"],
      ],
      ["serveur/access.log", "server-log", ["link-works"]],
      ["serveur/cas.log.gz", "server-log", ["service-mismatch", "clock-skew"]],
    ]);
  });

  it("is told as a table, then file by file, in either language", () => {
    const { stdout, status } = passerelle(["check", folder, "--today", "2026-09-15"]);
    expect(status).toBe(1);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^Fichier +Nature +Verdict +Constats$/);
    expect(stdout).toContain("Qui agit\u00A0: l’établissement");
    expect(stdout).toContain("[redirect-loop]");
    expect(stdout).toMatch(/█+ +120/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110 + folder.length);
    expect(passerelle(["check", folder, "--lang", "en"]).stdout).toMatch(/^File +What it is +Verdict +Found/);
  });

  it("an empty one, and a missing file, are named; the others are still answered", () => {
    const empty = join(folder, "vide");
    mkdirSync(empty);
    const ran = passerelle([
      "check",
      empty,
      join(folder, "absent.xml"),
      join(folder, "4-echecs.csv"),
      "--json",
    ]);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain("ne contient aucun fichier");
    expect(ran.stderr).toContain("absent.xml");
    expect((JSON.parse(ran.stdout) as Checked).files).toHaveLength(1);
    expect(passerelle(["check", empty, "--json"]).status).toBe(2);
  });
});
