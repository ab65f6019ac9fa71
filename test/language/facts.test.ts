import { describe, expect, it } from "vitest";
import { read } from "../../src/language/read.ts";
import { lexicon } from "./lexicon.ts";

type Facts = Readonly<Record<string, string>>;

/** Bare values of what a text states by itself; what only follows from an address is left out. */
function factsOf(text: string, asked: string | null = null): Facts {
  const { facts } = read(text, lexicon, { asked });
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([, one]) => one.inferred === undefined)
      .map(([fact, one]) => [fact, one.value]),
  );
}

const STATED: readonly (readonly [string, Facts])[] = [
  // hosting
  ["Notre base est hébergée chez Index-Education.", { hosting: "hosted" }],
  ["on est heberges chez index education", { hosting: "hosted" }],
  ["PRONOTE hébergé", { hosting: "hosted" }],
  ["C'est Index qui nous héberge", { hosting: "hosted" }],
  ["Hébergement : Index-Education", { hosting: "hosted" }],
  ["notre base est herbergée par Index Éducation", { hosting: "hosted" }],
  ["Nous sommes hebergés", { hosting: "hosted" }],
  ["La base tourne sur les serveurs d’Index-Education", { hosting: "hosted" }],
  ["We are hosted by Index-Education", { hosting: "hosted" }],
  ["our database is hosted at index education", { hosting: "hosted" }],
  ["Index-Education hosts our base", { hosting: "hosted" }],
  ["ce n'est pas hébergé", { hosting: "self-hosted" }],
  ["On n’est pas du tout hébergés chez Index", { hosting: "self-hosted" }],
  ["Nous ne sommes plus hébergés chez Index Education", { hosting: "self-hosted" }],
  ["base non hébergée", { hosting: "self-hosted" }],
  ["version non-hébergée", { hosting: "self-hosted" }],
  ["Pronote est installé sur notre serveur au lycée", { hosting: "self-hosted" }],
  ["PRONOTE est hébergé au collège", { hosting: "self-hosted" }],
  ["hébergé en local", { hosting: "self-hosted" }],
  ["La base est hébergée par le département", { hosting: "self-hosted" }],
  ["auto-hébergé", { hosting: "self-hosted" }],
  ["le serveur Pronote est chez nous", { hosting: "self-hosted" }],
  ["not hosted", { hosting: "self-hosted" }],
  ["It isn't hosted", { hosting: "self-hosted" }],
  ["we are self-hosted", { hosting: "self-hosted" }],
  ["PRONOTE runs on our own server", { hosting: "self-hosted" }],
  ["We host PRONOTE ourselves", { hosting: "self-hosted" }],
  ["The database is hosted at the school", { hosting: "self-hosted" }],
  // product
  ["On utilise PRONOTE.net uniquement", { product: "web" }],
  ["nous utilisons seulement les espaces", { product: "web" }],
  ["client léger", { product: "web" }],
  ["we only use the thin client", { product: "web" }],
  ["Nous avons le client lourd", { product: "client" }],
  ["on utilise que le client lourd", { product: "client" }],
  ["redémarrer le SSO pour le client lourd", { product: "client" }],
  ["we use the thick client", { product: "client" }],
  ["PRONOTE client seulement", { product: "client" }],
  ["Nous utilisons PRONOTE.net, pas le client lourd", { product: "web" }],
  ["on utilise pronote.net et le client lourd", { product: "both" }],
  ["on utilise les deux produits", { product: "both" }],
  ["client lourd et client léger", { product: "both" }],
  ["Nous utilisons PRONOTE.net. Nous utilisons aussi le client lourd.", { product: "both" }],
  ["We use both", { product: "both" }],
  ["we have PRONOTE.net and the thick client", { product: "both" }],
  // who has credentials
  ["tout le monde a ses codes", { identifiers_distributed: "everyone" }],
  ["Les identifiants ENT ont été distribués à tout le monde", { identifiers_distributed: "everyone" }],
  ["Tous les utilisateurs ont reçu leurs identifiants", { identifiers_distributed: "everyone" }],
  ["Everyone has their credentials", { identifiers_distributed: "everyone" }],
  ["les profs les ont mais pas les familles", { identifiers_distributed: "not-families" }],
  ["Les élèves n'ont pas encore leurs codes ENT", { identifiers_distributed: "not-families" }],
  ["les parents n’ont pas reçu leurs identifiants", { identifiers_distributed: "not-families" }],
  ["tout le monde sauf les familles", { identifiers_distributed: "not-families" }],
  ["seuls les enseignants ont reçu leurs codes", { identifiers_distributed: "not-families" }],
  ["Les identifiants n'ont pas été distribués aux élèves", { identifiers_distributed: "not-families" }],
  ["the families haven't received their credentials yet", { identifiers_distributed: "not-families" }],
  ["only the staff have their accounts", { identifiers_distributed: "not-families" }],
  ["le secrétariat n'a pas encore ses codes", { identifiers_distributed: "not-staff" }],
  ["les personnels n'ont pas reçu leurs identifiants ENT", { identifiers_distributed: "not-staff" }],
  ["tout le monde sauf le secretariat", { identifiers_distributed: "not-staff" }],
  ["The staff don't have their passwords yet", { identifiers_distributed: "not-staff" }],
  ["personne n'a reçu ses identifiants", { identifiers_distributed: "nobody" }],
  ["personne na encore ses codes", { identifiers_distributed: "nobody" }],
  ["Les codes ENT n'ont pas encore été distribués", { identifiers_distributed: "nobody" }],
  ["nous n'avons pas encore distribué les identifiants", { identifiers_distributed: "nobody" }],
  ["identifiants pas encore distribués", { identifiers_distributed: "nobody" }],
  ["nobody has received their credentials", { identifiers_distributed: "nobody" }],
  ["The credentials have not been distributed yet", { identifiers_distributed: "nobody" }],
  [
    "Les profs n'ont pas leurs codes. Les parents n'ont pas leurs codes non plus.",
    { identifiers_distributed: "nobody" },
  ],
  // first or yearly
  ["c'est la première fois", { setup: "first" }],
  ["C’est la première fois qu’on active le connecteur", { setup: "first" }],
  ["le lien n'a jamais été activé", { setup: "first" }],
  ["première mise en place du connecteur", { setup: "first" }],
  ["This is our first time", { setup: "first" }],
  ["it was never activated", { setup: "first" }],
  ["comme chaque année", { setup: "yearly" }],
  ["l'an dernier ça marchait", { setup: "yearly" }],
  ["Ça fonctionnait très bien l’année dernière", { setup: "yearly" }],
  ["ce n'est pas la première fois", { setup: "yearly" }],
  ["It worked last year", { setup: "yearly" }],
  ["as every year", { setup: "yearly" }],
  // the machine
  ["on n'a pas changé de serveur", { same_machine: "yes" }],
  ["toujours le même PC", { same_machine: "yes" }],
  ["C'est la même machine que l'an dernier", { same_machine: "yes" }],
  ["same server as last year", { same_machine: "yes" }],
  ["On a changé de serveur cet été", { same_machine: "no" }],
  ["nous avons un nouveau serveur", { same_machine: "no" }],
  ["ce n'est pas le même PC que l'an dernier", { same_machine: "no" }],
  ["We moved to a new server", { same_machine: "no" }],
  // the addresses
  ["l'URL publique a changé", { urls_changed: "yes" }],
  ["on a de nouvelles adresses publiques", { urls_changed: "yes" }],
  ["nous avons changé d'URL", { urls_changed: "yes" }],
  ["the public URL has changed", { urls_changed: "yes" }],
  ["les URL n'ont pas changé", { urls_changed: "no" }],
  ["L’adresse n’a pas changé", { urls_changed: "no" }],
  ["ce sont les mêmes adresses publiques", { urls_changed: "no" }],
  ["the URLs are unchanged", { urls_changed: "no" }],
  // ENT, UAI, version, codes
  ["notre ENT est e-lyco", { ent: "e-lyco" }],
  ["elyco", { ent: "e-lyco" }],
  ["nous passons par l'ENT Leia", { ent: "leia" }],
  ["UAI 0440001M", { uai: "0440001M" }],
  ["notre rne : 0440001m", { uai: "0440001M" }],
  ["RNE 0440001 M", { uai: "0440001M" }],
  ["PRONOTE 2025", { pronote_version: "2025" }],
  ["pronote 2024.3.9", { pronote_version: "2024" }],
  ["on est en version 2026.1.3", { pronote_version: "2026" }],
  ["We run PRONOTE 2023", { pronote_version: "2023" }],
  ["code 14", { cas_code: "14" }],
  ["PRONOTE affiche le code d'erreur 22", { cas_code: "22" }],
  ["CAS error 37", { cas_code: "37" }],
  ["j'ai eCAS_AucunTrouve_Identite_errIdCAS dans le journal", { cas_code: "14" }],
  ["eCAS_AucunTrouve_Identite", { cas_code: "13" }],
  ["PersonnelVSEtDirection", { cas_code: "30" }],
  // who is touched
  ["Plus personne n'arrive à se connecter", { scope: "everyone" }],
  ["nobody can log in", { scope: "everyone" }],
  ["les parents n'arrivent pas à se connecter", { scope: "profile", profile: "guardian" }],
  ["les profs ne peuvent plus entrer", { scope: "profile", profile: "teacher" }],
  ["The teachers can't log in", { scope: "profile", profile: "teacher" }],
  ["un élève n'arrive pas à se connecter", { scope: "one", profile: "pupil" }],
  ["une maman n'a pas accès", { scope: "one", profile: "guardian" }],
  ["a student can't sign in", { scope: "one", profile: "pupil" }],
  // several at once, and corrections
  [
    "Bonjour, collège en Loire-Atlantique (0440001M), PRONOTE 2025 hébergé chez Index, PRONOTE.net seulement, tout le monde a ses codes, ça marchait l'an dernier.",
    {
      uai: "0440001M",
      pronote_version: "2025",
      hosting: "hosted",
      product: "web",
      identifiers_distributed: "everyone",
      setup: "yearly",
    },
  ],
  ["Nous sommes hébergés, enfin non, en fait nous ne sommes pas hébergés", { hosting: "self-hosted" }],
  ["Comment relancer le connecteur avec une base hébergée ?", { hosting: "hosted" }],
  ["Nous sommes hébergés chez Index, comment faire ?", { hosting: "hosted" }],
];

const NOTHING: readonly string[] = [
  "c'est quoi hébergé ?",
  "c’est quoi hébergé",
  "Est-ce que notre base est hébergée ?",
  "est ce que je suis hebergé chez index",
  "je ne sais pas si on est hébergé",
  "Comment savoir si la base est hébergée ?",
  "Qu'est-ce que ça veut dire, hébergé ?",
  "Hébergé, ça veut dire quoi ?",
  "Si la base est hébergée, que faut-il faire ?",
  "nous sommes peut-être hébergés",
  "L'an prochain nous allons être hébergés",
  "Avant on était hébergés",
  "comment passer en hébergé ?",
  "le site du collège est hébergé chez OVH",
  "L'ENT est hébergé par itslearning",
  "le lycée voisin est hébergé chez Index",
  "Nos élèves internes sont hébergés en semaine",
  "hébergé ou pas hébergé ?",
  "What does hosted mean?",
  "is it hosted?",
  "How do I know if we are hosted?",
  "maybe we are hosted",
  "Quelle est la différence entre client lourd et client léger ?",
  "client lourd, c'est quoi ?",
  "le client lourd ne s'ouvre plus",
  "Dans PRONOTE.net je vois une page blanche",
  "on n'utilise pas le client lourd",
  "what is the thick client?",
  "Qui doit distribuer les identifiants ?",
  "deux élèves n'ont pas leurs codes",
  "les identifiants CAS n'ont pas été importés",
  "les élèves n'ont pas leurs codes PRONOTE",
  "C'est la première fois que je vois cet écran",
  "c'est la première fois que je m'occupe de ça",
  "première connexion d'un parent",
  "This is the first time I see this",
  "PRONOTE et PRONOTE.net sont sur le même PC",
  "j'ai essayé depuis un autre PC",
  "le nouveau serveur CAS de l'ENT",
  "Faut-il changer de serveur ?",
  "l'adresse des parents a changé",
  "nous avons une nouvelle adresse mail",
  "Les URL ont-elles changé ?",
  "Léia a douze ans",
  "le guide de redémarrage Pronote 2019",
  "Faut-il passer à PRONOTE 2026 ?",
  "année scolaire 2025-2026",
  "la rentrée 2025",
  "PRONOTE 2018",
  "code postal 44000",
  "code 44",
  "code PIN 12",
  "14",
  "2025",
  "oui",
  "non",
  "chez nous",
  "les deux",
  "le responsable du SSO est absent",
  "Bonjour",
  "Pourquoi me demandez-vous si on est hébergé ?",
  "Un parent demande comment faire",
  "le secrétariat ouvre à 8 h",
];

const ANSWERED: readonly (readonly [string, string, string])[] = [
  ["hosting", "oui", "hosted"],
  ["hosting", "Oui, chez Index", "hosted"],
  ["hosting", "non", "self-hosted"],
  ["hosting", "Non, chez nous", "self-hosted"],
  ["hosting", "chez nous", "self-hosted"],
  ["hosting", "index education", "hosted"],
  ["hosting", "elle contient .index-education.net", "hosted"],
  ["hosting", "yes", "hosted"],
  ["hosting", "no, on site", "self-hosted"],
  ["product", "les deux", "both"],
  ["product", "le client", "client"],
  ["product", "Les espaces", "web"],
  ["product", "both", "both"],
  ["identifiers_distributed", "personne", "nobody"],
  ["identifiers_distributed", "tout le monde", "everyone"],
  ["identifiers_distributed", "les profs", "not-families"],
  ["identifiers_distributed", "seulement les enseignants", "not-families"],
  ["identifiers_distributed", "pas les familles", "not-families"],
  ["identifiers_distributed", "nobody yet", "nobody"],
  ["setup", "oui", "yearly"],
  ["setup", "première fois", "first"],
  ["setup", "ça marchait", "yearly"],
  ["same_machine", "oui", "yes"],
  ["same_machine", "non, on a changé de serveur", "no"],
  ["same_machine", "la même", "yes"],
  ["urls_changed", "non", "no"],
  ["urls_changed", "les mêmes", "no"],
  ["pronote_version", "2025", "2025"],
  ["pronote_version", "la 2024", "2024"],
  ["pronote_version", "25", "2025"],
  ["cas_code", "14", "14"],
  ["ent", "leia", "leia"],
  ["scope", "tout le monde", "everyone"],
  ["scope", "un seul élève", "one"],
  ["profile", "les parents", "guardian"],
  ["uai", "c'est 0440001m", "0440001M"],
  ["message", "identification imposible", "identification-impossible"],
];

describe("facts a text states", () => {
  it.each(STATED)("%s", (text, expected) => {
    expect(factsOf(text)).toEqual(expected);
  });

  it("says where each was read", () => {
    const text = "Bonjour, notre base est hébergée chez Index.";
    const one = read(text, lexicon).facts["hosting"];
    expect(one).toBeDefined();
    expect(text.slice(one?.span[0], one?.span[1])).toBe(one?.text);
    expect(one?.text).toContain("hébergée");
  });
});

describe("texts that state nothing", () => {
  it.each(NOTHING)("%s", (text) => {
    expect(factsOf(text)).toEqual({});
  });
});

describe("answers to the question at hand", () => {
  it.each(ANSWERED)("%s: « %s » is %s", (asked, text, value) => {
    expect(factsOf(text, asked)[asked]).toBe(value);
  });

  it.each([
    ["hosting", "c'est quoi hébergé ?"],
    ["hosting", "je ne sais pas"],
    ["hosting", "ok"],
    ["product", "oui"],
    ["uai", "0440001A"],
    ["same_machine", "les deux"],
  ])("%s: « %s » answers nothing", (asked, text) => {
    expect(factsOf(text, asked)[asked]).toBeUndefined();
  });

  it("settles a question as not known beside other facts", () => {
    expect(factsOf("je ne sais pas, on utilise le client lourd", "hosting")).toEqual({
      hosting: "unknown",
      product: "client",
    });
  });
});

describe("a UAI", () => {
  it("with a wrong control letter is reported, and not taken", () => {
    expect(read("UAI : 0440001a", lexicon).invalid).toEqual([{ fact: "uai", text: "0440001a" }]);
  });

  it("is not made up from a number and a word", () => {
    expect(read("le 0440001 a appelé", lexicon)).toMatchObject({ facts: {}, invalid: [] });
  });
});
