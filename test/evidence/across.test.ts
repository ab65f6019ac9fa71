import { describe, expect, it } from "vitest";
import { besideOthers } from "../../src/evidence/across-files.ts";
import type { Clues } from "../../src/evidence/finding.ts";
import { containerXml, OTHER_UAI } from "../make/container.ts";
import { goodDance, harOf } from "../make/har.ts";
import { access, auditBlock, ticket } from "../make/logs.ts";
import { judge } from "./judge.ts";

const SERVICE = "https://0440001M.index-education.net/pronote/";
const clueKey = "a key of this test";

/** Each file in turn, as held against those before it. */
async function together(files: readonly string[]): Promise<readonly (readonly string[])[]> {
  const clues: Clues[] = [];
  const uais: string[] = [];
  const codes: string[][] = [];
  for (const file of files) {
    const { examined } = await judge(file, { clueKey });
    const alone = examined.found.map((one) => one.code);
    codes.push(
      besideOthers(examined, { clues, uais })
        .found.map((one) => one.code)
        .filter((one) => !alone.includes(one)),
    );
    if (examined.clues !== undefined) clues.push(examined.clues);
    const uai = examined.facts["uai"];
    if (uai !== undefined) uais.push(uai);
  }
  return codes;
}

const server = (service: string, at = 0): string =>
  [1, 2, 3]
    .map((n) =>
      auditBlock({
        action: "SERVICE_TICKET_CREATED",
        what: `${ticket(n)} for ${service}`,
        who: `p${n}`,
        at: at + n * 60,
      }),
    )
    .join("");
const client = (at: number): string =>
  [1, 2, 3].map((n) => access(at + n * 60, `/pronote/?ticket=${ticket(n)}`, 302)).join("");

describe("several files together", () => {
  it("agree", async () => {
    expect(await together([server(SERVICE), client(1), harOf(goodDance()), containerXml()])).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it("one spells PRONOTE's address otherwise than the other", async () => {
    const trace = harOf(goodDance());
    expect(await together([server(SERVICE.replace("https", "http")), trace])).toEqual([
      [],
      ["service-mismatch"],
    ]);
    expect(await together([trace, server(SERVICE.slice(0, -1))])).toEqual([[], ["service-mismatch"]]);
  });

  it("two servers saw the same tickets at another hour", async () => {
    expect(await together([server(SERVICE), client(240)])).toEqual([[], ["clock-skew"]]);
    expect(await together([server(SERVICE), client(20)])).toEqual([[], []]);
  });

  it("one is of another school", async () => {
    expect(await together([harOf(goodDance()), containerXml({ uai: OTHER_UAI })])).toEqual([
      [],
      ["uai-mismatch"],
    ]);
  });

  it("tickets are kept only as keyed hashes", async () => {
    const { examined } = await judge(client(0), { clueKey });
    expect(Object.keys(examined.clues?.tickets ?? {})).toHaveLength(3);
    expect(JSON.stringify(examined)).not.toContain(ticket(1));
    expect((await judge(client(0))).examined.clues?.tickets).toEqual({});
  });
});
