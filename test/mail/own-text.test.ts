import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ownText } from "../../src/mail/own-text.ts";
import { READING, fixtures, onlyHtml, read } from "./raw-mail.ts";

/** Without empty lines: HTML has a paragraph where plain text has a line. */
function written(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const replies = fixtures().filter(([name]) => !name.includes("/"));

function expected(name: string): readonly string[] {
  return written(readFileSync(join(READING, `${name}.txt`), "utf8"));
}

describe("what was written anew", () => {
  it("is told for every program people write with", () => {
    expect(replies.length).toBeGreaterThanOrEqual(25);
  });

  it.each(replies)("%s", async (name, raw) => {
    const mail = await read(raw);
    expect(mail.problems).toEqual([]);
    expect(written(ownText(mail.text, mail.subject))).toEqual(expected(name));
  });

  const withHtml = replies.flatMap(([name, raw]) => {
    const html = onlyHtml(raw);
    return html === null ? [] : [[name, html] as const];
  });

  it.each(withHtml)("%s, of its HTML alone", async (name, raw) => {
    const mail = await read(raw);
    expect(written(ownText(mail.text, mail.subject))).toEqual(expected(name));
  });

  it("is nothing where a reply holds only the mail that it answers", () => {
    const quoted =
      "De : Assistance <aide@passerelle.exemple>\nEnvoyé : mardi 1 septembre 2026 08:12\nÀ : Claire\nObjet : Base\n\nEst-elle publiée ?";
    expect(ownText(quoted, "RE: Base")).toBe("");
    expect(ownText(quoted, "[Support] RE : Base")).toBe("");
    expect(ownText(quoted, "TR: Base")).toContain("Est-elle publiée ?");
    expect(ownText(quoted, "Base")).toContain("Est-elle publiée ?");
    expect(ownText(`À vous de voir.\n\n${quoted}`, "TR: Base")).toBe("À vous de voir.");
  });

  it("keeps a reply of one word or one number", () => {
    expect(ownText("Oui", "RE: Base")).toBe("Oui");
    expect(
      ownText("2\n\nLe 1 sept. 2026 à 08:12, X <x@exemple.fr> a écrit :\n\n> 1. Oui\n> 2. Non\n", "Re: x"),
    ).toBe("2");
  });

  it("stands in its order where something is written below a mail that was forwarded with its marks", () => {
    const mail =
      "> Début du message transféré :\n> \n> De: X <x@exemple.fr>\n> Objet: Panne\n> Date: 31 août 2026\n> \n> Rien ne va.\n\nPour info\n";
    expect(written(ownText(mail, "Fwd: Panne"))).toEqual(["Panne", "Rien ne va.", "Pour info"]);
  });
});
