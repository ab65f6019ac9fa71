import { describe, expect, it } from "vitest";
import { vendorNumber } from "../../src/mail/rules/vendor-number.ts";

describe("a party's number in a subject", () => {
  it.each([
    ["[#123456] Adresses publiques PRONOTE", "123456"],
    ["RE: [Ticket#2026091234] Adresses publiques", "2026091234"],
    ["[GLPI #0012345] Nouveau ticket", "0012345"],
    ["[support.editeur.example #4821] AutoReply: connexion", "4821"],
    ["Re: Votre demande [Ticket ID: 123456]", "123456"],
    ["Demande n° 2026-01234 : prise en compte", "2026-01234"],
    ["Demande n°2026-01234", "2026-01234"],
    ["Demande N° 2026/01234", "2026/01234"],
    ["Demande nº\u00a02026-01234", "2026-01234"],
    ["Demande no 202601234", "202601234"],
    ["INC0012345 - Connexion ENT", "INC0012345"],
    ["Incident RITM0098765 opened", "RITM0098765"],
    ["Case 01234567: SSO", "01234567"],
    ["Case Number: 01234567", "01234567"],
    ["##12345## Connexion ENT", "12345"],
    ["RE: [ITSL-12345] Adresses publiques", "ITSL-12345"],
    ["Dossier n° 1234567 - Hébergement PRONOTE", "1234567"],
    ["Dossier : 1234567", "1234567"],
    ["Ticket : ITSL-4711 créé", "ITSL-4711"],
    ["Votre demande #98765", "98765"],
    ["#98765 Connexion ENT", "98765"],
    ["Re: PSL-7F3K2M Adresses [#123456]", "123456"],
    ["[PSL-7F3K2M] Ticket n° 55512", "55512"],
    ["Votre demande du 14/09/2026 (ticket n° 4455667)", "4455667"],
    ["Numéro de dossier : 7654321", "7654321"],
    ["Référence de votre demande : REF-20261234", "REF-20261234"],
    ["ref:_00D20Abc1._5002XyZ9:ref", "ref:_00D20Abc1._5002XyZ9:ref"],
    ["Sandbox: SSO [ ref:!00D200Abc.!5002XyZ9:ref ]", "ref:!00D200Abc.!5002XyZ9:ref"],
  ])("%s", (subject, number) => {
    expect(vendorNumber(subject, "")).toBe(number);
  });
});

describe("a party's number in the first lines", () => {
  it.each([
    ["Votre demande a bien été enregistrée, ticket n° 12345.", "12345"],
    ["Bonjour,\n\nVotre demande est enregistrée sous le numéro 778899.\nCordialement", "778899"],
    ["Votre appel, portant la référence 2026-778899, est en cours.", "2026-778899"],
    ["Le ticket n° 1234567 a été créé", "1234567"],
    ["Bonjour\nVotre numéro de ticket est le 445566", "445566"],
    ["Your request has been received, ticket number 445566", "445566"],
    ["Merci de rappeler la référence : INC-445566", "INC-445566"],
    ["Bonjour,\n\nRéponse ci-dessous.\n\nref:_00D20Abc1._5002XyZ9:ref", "ref:_00D20Abc1._5002XyZ9:ref"],
  ])("%j", (text, number) => {
    expect(vendorNumber("Re: Adresses publiques", text)).toBe(number);
  });

  it("is the subject's where both have one", () => {
    expect(vendorNumber("[#123456] Connexion", "Ticket n° 654321")).toBe("123456");
  });
});

describe("no number of a party", () => {
  it.each([
    ["our own", "Re: [PSL-7F3K2M] Adresses publiques", "Demande n° PSL-7F3K2M\nRéférence : psl-234567"],
    ["our own in digits alone", "Ticket PSL-234567", "ticket n° PSL-234567"],
    ["a UAI", "Établissement 0440001M", "Dossier : 0440001M\nRéférence : 0440001 M"],
    [
      "a phone number",
      "Appel : 0240123456",
      "Demande : 02 40 12 34 56\nAssistance : +33240123456\nAppel : 02.40.12.34.56",
    ],
    [
      "a date",
      "Incident du 14/09/2026",
      "Demande : 14/09/2026\nIncident : 2026-09-14\nDemande n° 20260914\nAppel : 14-09-2026",
    ],
    [
      "a year",
      "Demande 2026 [ENT-2026]",
      "Dossier : 2026\nDossier 2026-2027\nDemande n° 2026/2027 [PRONOTE-2026] #2026",
    ],
    ["a postcode", "Lycée Perrin 44000 Nantes", "12 rue des Tickets 44000 Nantes\nDossier 44000"],
    ["a number nobody calls one", "Connexion 12345", "Il y a 123456 élèves.\nCode 123456789\n#123456"],
    ["an error of a server", "Incident : 503", "Demande : 500 Internal Server Error"],
    [
      "a standard",
      "[COVID-19] [UTF-8] [SAML-2]",
      "Référence : ISO-8859\nticket ST-12345-abcDEF\nTicket : TGT-98765",
    ],
    [
      "an identifier in an address",
      "Re: https://x.example/#123456",
      "https://x.example/ticket/123456?id=77777",
    ],
    ["a small count", "Demande n° 3", "2 tickets, dossier 12"],
    ["nothing", "", ""],
  ])("%s", (_what, subject, text) => {
    expect(vendorNumber(subject, "")).toBeNull();
    expect(vendorNumber("", text)).toBeNull();
  });

  it.each([
    ["a line with its sign", "Bonjour,\n\n> Ticket n° 123456"],
    ["Outlook", "Bonjour,\n\nDe : Support <s@editeur.example>\nObjet : Ticket n° 123456"],
    ["Gmail", "Bonjour,\n\nLe lun. 14 sept. 2026, Support a écrit :\nTicket n° 123456"],
    ["an original message", "Bonjour,\n\n-----Message d’origine-----\nTicket n° 123456"],
    ["far below", `${"Bonjour.\n".repeat(30)}Ticket n° 123456`],
  ])("in what is quoted: %s", (_how, text) => {
    expect(vendorNumber("Re: Adresses publiques", text)).toBeNull();
  });

  it("takes no time with what is made to take some", () => {
    const long = [
      "[".repeat(50_000),
      "ticket n° ".repeat(20_000),
      `ref:_00D${"a".repeat(90_000)}`,
      "numéro de ".repeat(20_000),
    ];
    const before = performance.now();
    for (const text of long) {
      expect(vendorNumber(text, text)).toBeNull();
      expect(vendorNumber(text, `${text}\n`.repeat(3))).toBeNull();
    }
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
