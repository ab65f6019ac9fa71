import { describe, expect, it } from "vitest";
import { sameOrganisation } from "../../src/mail/rules/same-organisation.ts";

describe("one organisation", () => {
  it.each([
    ["support@editeur.example", "julie@editeur.example"],
    ["support@editeur.example", "julie@tech.editeur.example"],
    ["support@aide.editeur.example", "julie@editeur.example"],
    ["ce.0440001a@ac-nantes.fr", "assistance@ac-nantes.fr"],
    ["assistance@dsi.ac-nantes.fr", "agent@ac-nantes.fr"],
    ["a@education.gouv.fr", "b@education.gouv.fr"],
    ["a@education.gouv.fr", "b@dne.education.gouv.fr"],
    ["a@Editeur.EXAMPLE", "b@editeur.example."],
  ])("%s and %s", (one, other) => {
    expect(sameOrganisation(one, other)).toBe(true);
    expect(sameOrganisation(other, one)).toBe(true);
  });
});

describe("two organisations", () => {
  it.each([
    ["a@ac-nantes.fr", "b@ac-rennes.fr"],
    ["a@ac-nantes.fr", "b@xac-nantes.fr"],
    ["a@education.gouv.fr", "b@culture.gouv.fr"],
    ["a@education.gouv.fr", "b@gouv.fr"],
    ["a@gouv.fr", "b@gouv.fr"],
    ["a@lycee.asso.fr", "b@asso.fr"],
    ["a@x.co.uk", "b@co.uk"],
    ["a@editeur.fr", "b@fr"],
    ["a@localhost", "b@localhost"],
    ["a@gmail.com", "b@gmail.com"],
    ["a@orange.fr", "b@orange.fr"],
    ["a@one.zendesk.com", "b@zendesk.com"],
    ["a@a.editeur.example", "b@b.editeur.example"],
    ["a@editeur.example", "b@editeur.example.attaquant.example"],
    ["a@editeur.example", "editeur.example@attaquant.example"],
    ["", ""],
    ["a@", "b@"],
    ["a@.", "b@."],
  ])("%s and %s", (one, other) => {
    expect(sameOrganisation(one, other)).toBe(false);
    expect(sameOrganisation(other, one)).toBe(false);
  });
});
