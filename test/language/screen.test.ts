import { describe, expect, it } from "vitest";
import { read } from "../../src/language/read.ts";
import { lexicon } from "./lexicon.ts";

const SHOWN: readonly (readonly [string, string])[] = [
  ["HTTP Error 503", "http-503"],
  ["on a une erreur 503 depuis ce matin", "http-503"],
  ["Le site n'est pas disponible", "site-unavailable"],
  ["Le site est momentanément indisponible", "site-unavailable"],
  ["Vous n'avez pas accès à l'Espace Parents", "no-access-to-space"],
  [
    "Vous n'avez pas accès à votre compte (Espace Élèves).\nContactez l'établissement afin qu'il mette à jour votre profil d'autorisations.",
    "no-access-to-space",
  ],
  ["afin qu’il mette à jour votre fiche de renseignements", "no-access-to-space"],
  ["ce site est inaccesible", "site-unreachable"],
  ["Hum, nous ne parvenons pas à trouver ce site", "site-unreachable"],
  ["Votre identifiant ou votre mot de passe est incorrect", "wrong-credentials"],
  ["Que veut dire « Identification impossible » ?", "identification-impossible"],
  ["identifcation imposible", "identification-impossible"],
  ["Votre adresse IP est provisoirement suspendue", "ip-suspended"],
  ["La page a expiré ! (4)", "page-expired"],
  ["impossible d'afficher la page", "cannot-display-page"],
  ["Vous n'avez pas accès à l'Espace Parents.\nVotre compte a été désactivé.", "account-disabled"],
  ["votre compte a été desactivé", "account-disabled"],
  [
    "Suite à votre départ de l'établissement, votre connexion à l'Espace élèves a été bloquée.",
    "left-school",
  ],
  ["accès refusé", "access-refused"],
  ["on a une 503", "http-503"],
  ["notre adresse IP suspendue", "ip-suspended"],
  ["it says our IP address is temporarily suspended", "ip-suspended"],
  ["ca dit identifiant ou mdp incorrect", "wrong-credentials"],
  ["la page est expirée", "page-expired"],
  ["erreur interne du serveur (500)", "http-500"],
  ["the browser says this site can't be reached", "site-unreachable"],
  ["your account has been deactivated", "account-disabled"],
  ["Application Not Authorized to Use CAS", "cas-not-authorized"],
  ["application not autorized to use cas", "cas-not-authorized"],
  ["cas3.e-lyco.fr renvoie une erreur 500", "http-500"],
];

describe("messages on the screen", () => {
  it.each(SHOWN)("« %s » → %s", (text, message) => {
    expect(read(text, lexicon).facts["message"]?.value).toBe(message);
  });

  it.each([
    ["il n'y a pas d'erreur 503, la page est juste lente", null],
    ["ce n'est pas « identification impossible » mais « accès refusé »", "access-refused"],
    ["ça ne marche pas, erreur 503", "http-503"],
    ["erreur 503, pas moyen d'entrer", "http-503"],
  ])("said not to be shown, it is not: « %s » → %s", (text, message) => {
    expect(read(text, lexicon).facts["message"]?.value ?? null).toBe(message);
  });

  it.each(["l'identification est possible", "500 élèves", "le site est disponible", "la page d'accueil"])(
    "« %s » is none",
    (text) => {
      expect(read(text, lexicon).facts["message"]).toBeUndefined();
    },
  );

  it("has somebody who must act first for every value of the fact, and no other", () => {
    expect([...lexicon.messages.keys()].sort()).toEqual(
      [...(lexicon.facts.get("message")?.values ?? [])].sort(),
    );
  });
});
