import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownWords } from "../../src/language/own-words.ts";

/** The lines of a text that hold something, without what is around them. */
function written(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function parted(mail: string): { readonly body: readonly string[]; readonly signature: readonly string[] } {
  const { body, signature } = ownWords(mail);
  return { body: written(body), signature: written(signature) };
}

const SAID = "Les parents ne peuvent plus se connecter depuis l'ENT.";
const THEIRS = "La base est-elle publiée ? Le code est 14.";

/** What every mail program puts above the mail that is answered, and how it shows that mail. */
const REPLIES: readonly (readonly [string, string])[] = [
  [
    "Gmail",
    `Le lun. 2 sept. 2026 à 08:12, Assistance Passerelle <aide@exemple.fr> a écrit :\n\n> ${THEIRS}\n> Cordialement\n`,
  ],
  [
    "Gmail, over two lines",
    `Le mar. 1 sept. 2026 à 08:12, Assistance de l'académie d'Exemple <\naide@exemple.fr> a écrit :\n\n> ${THEIRS}\n>\n> L'équipe\n`,
  ],
  [
    "Gmail, over three lines",
    `Le mar. 1 sept. 2026 à 08:12, Assistance de l'académie\nd'Exemple, service du numérique <\naide@exemple.fr> a écrit :\n\n> ${THEIRS}\n`,
  ],
  ["Gmail in English", `On Mon, Sep 1, 2026 at 8:12 AM Help <help@example.org> wrote:\n\n> ${THEIRS}\n`],
  [
    "Apple Mail",
    `> Le 1 sept. 2026 à 08:12, Assistance <aide@exemple.fr> a écrit :\n> \n> ${THEIRS}\n> Bien à vous\n`,
  ],
  ["Apple Mail in English", `> On 1 Sep 2026, at 08:12, Help <help@example.org> wrote:\n> \n> ${THEIRS}\n`],
  ["Thunderbird", `Le 01/09/2026 à 08:12, Assistance a écrit :\n> ${THEIRS}\n`],
  ["Roundcube", `Le 2026-09-01 08:12, Assistance a écrit :\n\n> ${THEIRS}\n`],
  ["Horde", `Assistance <aide@exemple.fr> a écrit :\n\n> ${THEIRS}\n`],
  ["SOGo", `Le Mardi, Septembre 01, 2026 08:12 CEST, Assistance <aide@exemple.fr> a écrit:\n \n${THEIRS}\n`],
  [
    "Yahoo, without marks",
    `Le mardi 1 septembre 2026 à 08:12:33 UTC+2, Assistance <aide@exemple.fr> a écrit :\n\n\n${THEIRS}\n\nCordialement,\nL'équipe\n`,
  ],
  [
    "K-9",
    `Le 1 septembre 2026 08:12:33 GMT+02:00, Assistance <aide@exemple.fr> a écrit :\n>${THEIRS}\n>-- \n>L'équipe\n`,
  ],
  ["a space that does not break", `Le 1 sept. 2026 à 08:12, X <x@exemple.fr> a écrit :\n\n> ${THEIRS}\n`],
  [
    "Outlook",
    `De : Assistance <aide@exemple.fr>\nEnvoyé : mardi 1 septembre 2026 08:12\nÀ : DUBREUIL Claire <c.dubreuil@exemple.fr>\nObjet : RE: Connexion\n\nBonjour,\n${THEIRS}\n`,
  ],
  [
    "Outlook, with copies over lines",
    `De : Assistance\nEnvoyé : mardi 1 septembre 2026 08:12\nÀ : c.dubreuil@exemple.fr;\n m.khelifi@exemple.fr\nCc : Direction <direction@exemple.fr>;\nviescolaire@exemple.fr\nObjet : RE: Connexion\nImportance : Haute\n\n${THEIRS}\n`,
  ],
  [
    "Outlook in bold",
    `*De :* Assistance <aide@exemple.fr>\n*Envoyé :* mardi 1 septembre 2026 08:12\n*À :* Claire\n*Objet :* RE: Connexion\n\n${THEIRS}\n`,
  ],
  [
    "Outlook in English",
    `From: Help <help@example.org>\nSent: Tuesday, September 1, 2026 8:12 AM\nTo: Claire Dubreuil\nSubject: RE: Sign-on\n\n${THEIRS}\n`,
  ],
  [
    "Outlook on a telephone",
    `________________________________\nDe : Assistance <aide@exemple.fr>\nEnvoyé : mardi 1 septembre 2026 08:12\nÀ : Claire\nObjet : Re: Connexion\n\n${THEIRS}\n`,
  ],
  [
    "old Outlook",
    `-----Message d'origine-----\nDe : Assistance [mailto:aide@exemple.fr]\nEnvoyé : mardi 1 septembre 2026 08:12\nÀ : Claire\nObjet : Connexion\n\n${THEIRS}\n`,
  ],
  [
    "old Outlook, curled apostrophe",
    `-----Message d’origine-----\nDe : aide@exemple.fr\nObjet : Connexion\n\n${THEIRS}\n`,
  ],
  [
    "old Outlook in English",
    `-----Original Message-----\nFrom: Help\nSent: Tuesday\nTo: Claire\nSubject: RE: x\n\n${THEIRS}\n`,
  ],
  [
    "Zimbra",
    `----- Mail original -----\nDe: "Assistance" <aide@exemple.fr>\nÀ: "Claire" <c@exemple.fr>\nEnvoyé: Mardi 1 Septembre 2026 08:12:33\nObjet: Re: Connexion\n\n${THEIRS}\n`,
  ],
  [
    "new Zimbra",
    `De: "Assistance" <aide@exemple.fr>\nÀ: "Claire" <c@exemple.fr>\nEnvoyé: Mardi 1 Septembre 2026 08:12:33\nObjet: Re: Connexion\n\n${THEIRS}\n`,
  ],
  [
    "Samsung",
    `-------- Message d'origine --------\nDe : Assistance <aide@exemple.fr>\nDate : 01/09/2026 08:12 (GMT+01:00)\nÀ : Claire\nObjet : Connexion\n\n${THEIRS}\n`,
  ],
  [
    "Orange",
    `> Message du 01/09/26 08:12\n> De : "Assistance" <aide@exemple.fr>\n> A : claire@exemple.fr\n> Objet : Connexion\n>\n> ${THEIRS}\n`,
  ],
  ["German", `Am 01.09.2026 um 08:12 schrieb Hilfe <hilfe@example.org>:\n\n> ${THEIRS}\n`],
  ["Spanish", `El mar, 1 sept 2026 a las 8:12, Ayuda (<ayuda@example.org>) escribió:\n\n> ${THEIRS}\n`],
  ["Portuguese", `Em ter., 1 de set. de 2026 às 08:12, Ajuda <ajuda@example.org> escreveu:\n\n> ${THEIRS}\n`],
  [
    "Italian",
    `Il giorno mar 1 set 2026 alle ore 08:12 Aiuto <aiuto@example.org> ha scritto:\n\n> ${THEIRS}\n`,
  ],
];

describe("a mail quoted below", () => {
  it.each(REPLIES)("%s", (_, quoted) => {
    const mail = `Bonjour,\n\n${SAID}\n\nCordialement,\nClaire Dubreuil\nCollège Jules-Ferry 0750001A\n\n${quoted}`;
    expect(parted(mail)).toEqual({
      body: ["Bonjour,", SAID],
      signature: ["Claire Dubreuil", "Collège Jules-Ferry 0750001A"],
    });
    expect(parted(mail.replaceAll("\n", "\r\n")).body).toEqual(["Bonjour,", SAID]);
  });

  it.each(REPLIES.filter(([, quoted]) => /^>/m.test(quoted)))("answered below: %s", (_, quoted) => {
    expect(parted(`${quoted}\nOui, elle est publiée.\n\nCdlt\nC. Dubreuil\n`)).toEqual({
      body: ["Oui, elle est publiée."],
      signature: ["C. Dubreuil"],
    });
  });

  it.each([
    ["Ninon Le Guen, principale adjointe", true],
    ["Claire Dubreuil", true],
    ["Claire Dubreuil, je ne comprends plus rien", false],
    ["Pronote, Espace Parents", false],
  ])("takes « %s » below a message, with no formula between, for who signs: %s", (line, signs) => {
    expect(parted(`${SAID}\n${line}`)).toEqual(
      signs ? { body: [SAID], signature: [line] } : { body: [SAID, line], signature: [] },
    );
  });

  it("answered line by line", () => {
    const mail =
      "Le 01/09/2026 à 08:12, Assistance a écrit :\n> La base est-elle publiée ?\nOui.\n\n> Quel code ?\n> Et depuis quand ?\n14, depuis lundi.\n";
    expect(parted(mail).body).toEqual(["Oui.", "14, depuis lundi."]);
  });

  it("a signature above the quotation, an answer below", () => {
    const mail = `Bonjour\n\nCordialement\nClaire Dubreuil\n\nLe 01/09/2026 à 08:12, X a écrit :\n> ${THEIRS}\n\n${SAID}\n`;
    expect(parted(mail)).toEqual({ body: ["Bonjour", SAID], signature: ["Claire Dubreuil"] });
  });

  it.each([
    "Le principal nous a écrit :\nla base n'est plus publiée\net je ne sais pas quoi faire",
    "Le 1er septembre à 08:12 le support m'a écrit :\nil faut republier\nje l'ai fait",
    "J'ai reçu ceci :\nDe : parents\nils ne voient plus rien",
    "Voici les réglages.\nObjet : la connexion\nElle ne marche pas",
    "On Monday they wrote: republish\nI did",
    "Date : 01/09/2026\nObjet : connexion impossible\nBonjour",
  ])("« %s » quotes no mail", (text) => {
    expect(ownWords(text).body).toBe(text);
  });
});

const FORWARDS: readonly (readonly [string, string])[] = [
  [
    "Gmail",
    "---------- Forwarded message ---------\nDe : Parent Inventé <parent@exemple.fr>\nDate: mar. 1 sept. 2026 à 08:12\nSubject: Connexion impossible\nTo: <college@exemple.fr>\n",
  ],
  [
    "Thunderbird",
    "-------- Message transféré --------\nSujet : \tConnexion impossible\nDate : \tTue, 1 Sep 2026 08:12:33 +0200\nDe : \tParent <parent@exemple.fr>\nPour : \tcollege@exemple.fr\n",
  ],
  [
    "Apple Mail",
    "Début du message transféré :\n\nDe: Parent <parent@exemple.fr>\nObjet: Connexion impossible\nDate: 1 septembre 2026 à 08:12:00 UTC+2\nÀ: college@exemple.fr\n",
  ],
  [
    "Apple Mail in English",
    "Begin forwarded message:\n\nFrom: Parent <parent@exemple.fr>\nSubject: Connexion impossible\nDate: 1 September 2026 at 08:12:00\nTo: college@exemple.fr\n",
  ],
  [
    "Zimbra",
    "----- Mail transféré -----\nDe: Parent <parent@exemple.fr>\nÀ: college@exemple.fr\nEnvoyé: Mardi 1 Septembre 2026 08:12:33\nObjet: Connexion impossible\n",
  ],
  [
    "Outlook",
    "De : Parent <parent@exemple.fr>\nEnvoyé : mardi 1 septembre 2026 08:12\nÀ : college@exemple.fr\nObjet : Connexion impossible\n",
  ],
];

describe("a mail forwarded", () => {
  it.each(FORWARDS)("%s: with nothing above it is the matter", (_, head) => {
    const mail = `\n\n${head}\n${SAID}\n\nCordialement\nMme Inventée\n\nLe 01/09/2026 à 07:00, X a écrit :\n> autre chose\n`;
    expect(parted(mail)).toEqual({
      body: ["Connexion impossible", SAID],
      signature: ["Mme Inventée"],
    });
  });

  it.each(FORWARDS)("%s: with a signature alone above, too", (_, head) => {
    const mail = `Bonjour,\n\nCordialement,\nClaire Dubreuil\n0750001A\n\n${head}\n${SAID}\n`;
    expect(parted(mail)).toEqual({
      body: ["Bonjour,", "Connexion impossible", SAID],
      signature: ["Claire Dubreuil", "0750001A"],
    });
  });

  it.each(FORWARDS.slice(0, 5))("%s: with words that send to it, too", (_, head) => {
    const mail = `Bonjour, pouvez-vous regarder le message ci-dessous ?\n\n${head}\n${SAID}\n`;
    expect(parted(mail).body).toEqual([
      "Bonjour, pouvez-vous regarder le message ci-dessous ?",
      "Connexion impossible",
      SAID,
    ]);
  });

  it.each(FORWARDS)("%s: with the matter above, it is not", (_, head) => {
    expect(parted(`${SAID}\n\n${head}\nLe texte d'un parent.\n`).body).toEqual([SAID]);
  });

  it("forwarded twice, the innermost words are the matter", () => {
    const [, outer = ""] = FORWARDS[0] ?? [];
    const [, inner = ""] = FORWARDS[1] ?? [];
    expect(parted(`${outer}\n\n${inner}\n${SAID}\n`).body).toEqual([
      "Connexion impossible",
      "Connexion impossible",
      SAID,
    ]);
  });
});

const CLOSINGS: readonly string[] = [
  "Cordialement",
  "Cordialement,",
  "Cordialement.",
  "Bien cordialement,",
  "Très cordialement",
  "BIEN CORDIALEMENT",
  "bien cordialement à vous",
  "Cordialement vôtre,",
  "Cdlt",
  "Cdt,",
  "Bien à vous",
  "Bien à vous,",
  "Sincères salutations",
  "Avec mes salutations distinguées,",
  "Salutations,",
  "Respectueusement,",
  "Merci",
  "Merci d'avance",
  "Merci d’avance !",
  "Merci par avance pour votre aide,",
  "Merci, cordialement,",
  "Bonne journée, cordialement",
  "Bonne journée",
  "Bonne fin de journée à vous,",
  "En vous remerciant par avance,",
  "Best regards,",
  "Kind regards",
  "Regards,",
  "Thanks,",
  "Many thanks",
  "Thank you",
  "*Bien cordialement,*",
  "Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées.",
  "Veuillez agréer, Monsieur, l'expression de\nmes sentiments respectueux.",
  "Dans l'attente de votre retour, je vous prie de recevoir mes sincères salutations.",
  "-- ",
  "--",
];

describe("a signature", () => {
  it.each(CLOSINGS)("below « %s »", (closing) => {
    const mail = `${SAID}\n\n${closing}\n\nClaire Dubreuil\nPrincipale adjointe\nCollège Jules-Ferry — 0750001A\n12 rue des Lilas, 75000 Paris\nTél. : 01 02 03 04 05\nhttps://college.exemple.fr`;
    expect(parted(mail)).toEqual({
      body: [SAID],
      signature: [
        "Claire Dubreuil",
        "Principale adjointe",
        "Collège Jules-Ferry — 0750001A",
        "12 rue des Lilas, 75000 Paris",
        "Tél. : 01 02 03 04 05",
        "https://college.exemple.fr",
      ],
    });
  });

  it("stands at its offsets", () => {
    const mail = `${SAID}\nCordialement, Claire Dubreuil\n0750001A`;
    const { body, signature } = ownWords(mail);
    expect(signature.indexOf("0750001A")).toBe(mail.indexOf("0750001A"));
    expect(signature.indexOf("Claire")).toBe(mail.indexOf("Claire"));
    expect(body.trimEnd()).toBe(SAID);
  });

  it.each([
    "Cordialement, Claire Dubreuil",
    "Bien cordialement Mme Dubreuil",
    "Cdlt, C. Dubreuil",
    "Merci d'avance, Claire Dubreuil",
    "Cordialement. Claire Dubreuil, principale",
  ])("in the line of the formula: « %s »", (line) => {
    const { body, signature } = parted(`${SAID}\n${line}`);
    expect(body).toEqual([SAID]);
    expect(signature.join()).toContain("Dubreuil");
  });

  it("below a formula and a rule", () => {
    const mail = `${SAID}\n\nBien cordialement.\n\n--\nJean Khelifi\nCollège Les Hauts 0690001B\n______\nDANE`;
    expect(parted(mail)).toEqual({
      body: [SAID],
      signature: ["Jean Khelifi", "Collège Les Hauts 0690001B", "DANE"],
    });
  });

  it("after the last sentence of a line", () => {
    expect(parted("La base est publiée.\nPouvez-vous m'aider ? Cordialement, C. Dubreuil\n0750001A")).toEqual(
      {
        body: ["La base est publiée.", "Pouvez-vous m'aider ?"],
        signature: ["C. Dubreuil", "0750001A"],
      },
    );
  });

  it.each([
    "PS : la base est publiée",
    "P.S. j'ai oublié le code : 14",
    "J'ai aussi le code 14 sur la liste",
    "Est-ce normal ?",
    "Nous sommes hébergés chez Index-Education.",
  ])("does not hold « %s » written below it", (line) => {
    const mail = `Bonjour\n\n${SAID}\n\nCordialement\nClaire Dubreuil\n\n${line}\nrien d'autre`;
    expect(parted(mail)).toEqual({
      body: ["Bonjour", SAID, line, "rien d'autre"],
      signature: ["Claire Dubreuil"],
    });
  });

  it.each([
    "bonjour\nmerci de m'aider à relancer la connexion\nles parents sont bloqués",
    "Merci\nLa base est publiée",
    "Merci\nBonjour, j'ai le code 14",
    "J'ai publié la base, merci\nQue dois-je faire ensuite ?",
    "Cordialement parlant, je ne comprends pas\nl'écran est vide",
    "Ce que je vois :\n---\nÉlèves et parents bloqués, personne d'autre\n---\nce que je voudrais : que cela marche",
    "- la base est publiée\n- l'adresse est collée\n- rien ne marche",
    "thanks\nthe base is published",
    "1. oui\n2. non\n3. je ne sais pas",
    "voici la liste\n--\nélèves\nparents",
    "Bonne journée pour nous : tout marche\nsauf les parents",
    "oui\nmerci",
  ])("is not read into « %s »", (text) => {
    expect(ownWords(text).body).toBe(text);
    expect(ownWords(text).signature.trim()).toBe("");
  });
});

const NOTICES: readonly string[] = [
  "Ce message et toutes les pièces jointes sont confidentiels et établis à l'intention exclusive de ses destinataires.\nSi vous recevez ce message par erreur, merci de le détruire et d'en avertir l'expéditeur.",
  "Ce courriel et ses pièces jointes peuvent contenir des informations confidentielles. Toute utilisation non autorisée est interdite.",
  "AVERTISSEMENT : Cet e-mail est confidentiel et réservé à son destinataire.",
  "Les informations contenues dans ce message sont confidentielles et destinées au seul destinataire.",
  "Si vous n'êtes pas le destinataire de ce message, merci de le supprimer.",
  "This e-mail and any attachments are confidential and intended solely for the addressee.\nIf you have received it in error, please delete it.",
  "This message is intended only for the use of the addressee and may be privileged.",
  "If you are not the intended recipient, please notify the sender.",
  "CAUTION: This email originated from outside your organization. Do not click links.",
  "Pensez à l'environnement avant d'imprimer ce message.",
  "🌳 Pensez à l’environnement : n'imprimez que si nécessaire !",
  "P Avant d'imprimer, pensez à l'environnement",
  "Please consider the environment before printing this e-mail",
  "Envoyé de mon iPhone",
  "Envoyé depuis l'application Mail pour Windows",
  "Envoyé à partir de Outlook pour Android",
  "Envoyé depuis mon appareil Galaxy",
  "Envoyé depuis mon mobile Orange",
  "Envoyé avec la messagerie sécurisée Proton Mail.",
  "Sent from my Samsung Galaxy S24",
  "Sent from Mail for Windows",
  "Obtenir Outlook pour Android<https://aka.ms/AAb9ysg>",
  "Télécharger Outlook pour iOS",
  "Get Outlook for iOS",
  "Sans virus. www.avast.com",
  "Garanti sans virus. www.avast.com <https://www.avast.com/sig-email>",
  "L'absence de virus dans ce courrier électronique a été vérifiée par le logiciel antivirus Avast.",
  "[cid:image001.png@01DA0000.00000000]",
  "[Une image contenant texte, logo]\nDescription générée automatiquement",
  "Provenance : Courrier pour Windows",
  "Enviado desde mi iPhone",
  "Gesendet von Mail für Windows",
];

describe("what a program or a lawyer adds", () => {
  it.each(NOTICES)("below a signature: « %s »", (notice) => {
    expect(parted(`${SAID}\n\nCordialement\nClaire Dubreuil\n\n${notice}`)).toEqual({
      body: [SAID],
      signature: ["Claire Dubreuil"],
    });
  });

  it.each(NOTICES)("by itself below the words: « %s »", (notice) => {
    expect(parted(`${SAID}\n\n${notice}\n`)).toEqual({ body: [SAID], signature: [] });
  });

  it.each([
    "Ce message s'affiche par erreur quand j'ouvre la pièce jointe",
    "Ce message s'affiche quand les parents se connectent : Identification impossible",
    "Je dois imprimer les codes de l'environnement numérique de travail",
    "Avant d'imprimer les codes, que faut-il faire dans l'environnement numérique ?",
    "Envoyé depuis la console, le fichier est refusé",
    "Envoyé par mail aux parents hier",
    "Ce mail a été vérifié par mes soins",
    "Toute modification de l'adresse est refusée",
    "Les informations contenues dans le fichier sont bonnes",
    "This message appears when parents sign in",
  ])("is not « %s »", (line) => {
    const text = `Bonjour\n${line}\nque faire`;
    expect(ownWords(text).body).toBe(text);
  });
});

describe("nothing is lost", () => {
  it.each([
    "",
    "\n",
    "bonjour",
    "merci",
    "Cordialement",
    "De : je ne sais pas",
    "> Identification impossible",
    "Bonjour, la base est publiée. Cordialement, Claire Dubreuil",
    "Cordialement\n",
    "Cordialement,\nClaire Dubreuil\nCollège Jules-Ferry 0750001A",
    `> ${THEIRS}\n> Cordialement`,
    `Le 01/09/2026 à 08:12, X a écrit :\n\n> ${THEIRS}\n`,
    `Le 01/09/2026 à 08:12, X <x@exemple.fr> a écrit :\n\n${THEIRS}\n`,
    "Envoyé de mon iPhone\n",
    "De : X <x@exemple.fr>\nEnvoyé : lundi\nÀ : Y\n",
  ])("where nothing would be left of « %s », all is the body", (text) => {
    const { body, signature } = ownWords(text);
    expect(body).toBe(text);
    expect(signature.trim()).toBe("");
    expect(signature).toHaveLength(text.length);
  });

  it("a sign of the hand is an answer", () => {
    expect(parted("👍\n\n> C'est fait ?\n").body).toEqual(["👍"]);
  });

  it("markup broken over lines is no quotation", () => {
    const text =
      "voici :\n<cas:serviceResponse\n  xmlns:cas='http://www.yale.edu/tp/cas'\n>\n</cas:serviceResponse>";
    expect(ownWords(text).body).toBe(text);
  });
});

const PIECES = [
  "Bonjour",
  "Cordialement",
  "Merci",
  "Claire Dubreuil",
  "> cité",
  "-- ",
  "--",
  "De : a",
  "À : b",
  "Objet : c",
  "Envoyé : d",
  "-----Message d'origine-----",
  "Message transféré",
  "Le 1 sept. 2026 à 08:12, X <x@exemple.fr> a écrit :",
  "Envoyé de mon iPhone",
  "Ce message est confidentiel, réservé au destinataire",
  "😀",
  "\ud83d",
  "e\u0301",
  "\u2028",
  "",
];

const BREAKS = ["\n", "\r\n", "\r", "\n\n"];

/** Texts made of what mails are made of, and of anything. */
const mails = fc
  .array(
    fc.tuple(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary" })), fc.constantFrom(...BREAKS)),
  )
  .map((parts) => parts.map(([piece, sign]) => `${piece}${sign}`).join(""));

describe("for every text", () => {
  it("both parts are as long, break where it breaks and hold its characters where they stand, each in one", () => {
    fc.assert(
      fc.property(mails, (text) => {
        const { body, signature } = ownWords(text);
        expect([body.length, signature.length]).toEqual([text.length, text.length]);
        for (let at = 0; at < text.length; at++) {
          const [one, other, whole] = [body.charAt(at), signature.charAt(at), text.charAt(at)];
          const breaks = /[\r\n\u2028\u2029]/.test(whole);
          if (breaks) expect([one, other]).toEqual([whole, whole]);
          else if (whole !== " ") expect([`${whole} `, ` ${whole}`, "  "]).toContain(one + other);
          else expect(one + other).toBe("  ");
        }
      }),
      { numRuns: 300 },
    );
  });

  it("something is always said where something was", () => {
    fc.assert(
      fc.property(mails, (text) => {
        const says = /\S/.test(ownWords(text).body);
        expect(says || !/[\p{L}\p{N}]/u.test(text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  // Not timed, but one of them alone holds the parser for minutes where it is given a whole text.
  it.each([
    ">",
    "a",
    "Le ",
    "\n",
    "-",
    "_",
    "2026from<",
    "2026from<:\n",
    "abc. a skrev a\n",
    "Op a\n",
    "ce message\n",
  ])("20,000 characters of %j come back", (unit) => {
    const text = `${unit.repeat(20_000 / unit.length)}\nfin`;
    expect(ownWords(text).body).toHaveLength(text.length);
  });
});
