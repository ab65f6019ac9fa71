import { describe, expect, it } from "vitest";
import { read } from "../../src/language/read.ts";
import { lexicon } from "./lexicon.ts";

const WANTED: readonly (readonly [string, string])[] = [
  ["Bonjour, je dois remettre en route le connecteur PRONOTE / e-lyco pour la rentrée", "restart"],
  ["redémarage du connecteur SSO", "restart"],
  ["I want to restart the connector", "restart"],
  ["Comment configurer le SSO CAS dans PRONOTE ?", "configure-sso"],
  ["Où choisir Mon ENT dans la liste ?", "configure-sso"],
  ["set up the CAS connector", "configure-sso"],
  ["comment marche ?login=true", "direct-access"],
  ["je veux un accès direct sans passer par l'ENT", "direct-access"],
  ["direct access without the ENT", "direct-access"],
  ["envoyer les URL à itslearning", "declare-urls"],
  ["je dois communiquer nos adresses publiques", "declare-urls"],
  ["send the public URLs to itslearning", "declare-urls"],
  ["supprimer les identifiants CAS de l'an dernier", "reset-identifiers"],
  ["delete last year's identifiers", "reset-identifiers"],
  ["importer le XML crypté dans PRONOTE", "import-identifiers"],
  ["comment exporter les identifiants depuis Suivi Synchro", "import-identifiers"],
  ["import the encrypted XML", "import-identifiers"],
  ["vérifier mon fichier", "check-file"],
  ["est-ce le bon fichier ?", "check-file"],
  ["can you check my file", "check-file"],
  ["on me demande nom et prénom", "login-failure"],
  ["un élève n'arrive pas à se connecter", "login-failure"],
  ["mes collegues n'arivent pas a se connecter", "login-failure"],
  ["a teacher can't log in", "login-failure"],
  ["les parents n'ont pas accès", "parents-access"],
  ["ouvrir l'Espace Parents", "parents-access"],
  ["le deuxième parent ne peut pas se connecter", "parents-access"],
  ["the parents have no access", "parents-access"],
  ["contacter le support d'Index-Education", "escalate"],
  ["open a ticket with itslearning", "escalate"],
  ["où en est ma demande ?", "ticket-status"],
  ["what is the status of my ticket?", "ticket-status"],
  ["Bonjour", "greeting"],
  ["hello", "greeting"],
  ["Quelles sont les notes de cet élève ?", "out-of-scope"],
  ["donne-moi la date de naissance de l'élève", "out-of-scope"],
  ["quel temps fait-il ?", "out-of-scope"],
  ["tell me a joke", "out-of-scope"],
];

describe("what a text wants", () => {
  it.each(WANTED)("« %s » → %s", (text, intent) => {
    expect(read(text, lexicon).intent).toBe(intent);
  });

  it.each(["ok", "0440001M", "asdf qwer", "hébergé"])("« %s » wants nothing that is known", (text) => {
    expect(read(text, lexicon).intent).toBeNull();
  });
});
