import { describe, expect, it } from "vitest";
import { affectedIn } from "../../src/language/affected.ts";
import { wordsOf } from "../../src/language/words.ts";
import { lexicon } from "./lexicon.ts";

/** Who cannot get in: « one guardian », « profile pupil », « everyone », « some pupil »; null where nobody is told of. */
function who(text: string, sure = false): string | null {
  const told = affectedIn(wordsOf(text, lexicon.spell), lexicon.people, sure);
  return told === null ? null : [told.scope ?? "some", told.profile].filter((one) => one !== null).join(" ");
}

const TOLD: readonly (readonly [string, string | null])[] = [
  // what keeps them out stands before or after who is named
  ["Les profs se font jeter à l'entrée", "profile teacher"],
  ["PRONOTE rejette la maman de Jules depuis lundi", "one guardian"],
  ["Impossible pour les parents de se connecter ce matin", "profile guardian"],
  ["The portal won't admit our pupils any more", "profile pupil"],
  ["Une maman m'appelle : elle n'arrive pas à entrer", "one guardian"],
  ["L'infirmière lit « La page a expiré »", "one staff"],
  // who gets in is left out
  ["Nos profs entrent sans problème, par contre PRONOTE rejette les familles", "profile guardian"],
  ["La mère de Jules entre, le père non", "one guardian"],
  ["ça marche pour les profs mais pas pour les élèves", "profile pupil"],
  ["It works for teachers but not for parents", "profile guardian"],
  ["Everyone gets in except the bursar, who sees an error page", "one staff"],
  ["Tout va bien sauf Mme Roux, prof d'anglais", "one teacher"],
  ["Pas de problème pour les familles, ce sont les enseignants qui restent à la porte", "profile teacher"],
  ["nos AED passent, la CPE reste bloquée à la page de login", "one staff"],
  // more ways to name people
  ["L'intendante a oublié son mot de passe ENT", "one staff"],
  ["Un collègue d'espagnol n'a plus accès depuis son congé", "one teacher"],
  ["M. Petit, gestionnaire, ne peut plus se connecter", "one staff"],
  ["Madame Le Bris, notre documentaliste, n'est pas reconnue", "one teacher"],
  ["la 4eB ne peut plus se connecter", "profile pupil"],
  ["Toute l'équipe de vie scolaire tombe sur une page blanche", "profile staff"],
  ["One of our supervisors is locked out", "one staff"],
  ["Une quarantaine d'élèves sont renvoyés à la page de connexion", "some pupil"],
  ["Des parents ne peuvent pas entrer", "some guardian"],
  ["Ni la CPE ni les AED ne parviennent à entrer", "profile staff"],
  // some of several kinds are neither one person nor a kind
  ["Identification impossible pour une AESH et deux profs, les autres passent", null],
  ["Parents can log in all right, yet a couple of screens inside say access refused", null],
  // nobody gets in
  ["Plus un seul utilisateur n'entre dans PRONOTE", "everyone"],
  ["Ni les élèves ni les parents ni les profs n'arrivent à passer", "everyone"],
  ["all staff and pupils are locked out", "everyone"],
  ["Plus personne au secrétariat ne peut ouvrir le client", "profile staff"],
  ["aucun enseignant ne parvient à entrer", "profile teacher"],
  ["Personne n'a encore reçu ses codes", null],
  ["Nobody has told us which address to declare", null],
  // of two of one name, or of two parents
  ["Deux élèves ont le même nom ; l'un passe, l'autre non", "one pupil"],
  ["two pupils share a name and PRONOTE refuses one of them", "one pupil"],
  // the writer himself
  ["chui élève en seconde, je rentre pas dans pronote et mes potes oui", "one pupil"],
  ["Je suis stagiaire en lettres, ça me dit inconnu", "one teacher"],
  ["mon ex mari voit tout et moi la mère je suis refusée", "one guardian"],
  ["Je n'arrive pas à activer le connecteur dans la console", null],
  ["I can't find where to paste the address", null],
  // supposed, wished for, asked how to, or over
  ["Que faire quand un parent n'arrive pas à se connecter ?", null],
  ["Si jamais un élève est refusé, que doit-il faire ?", null],
  ["Nous voudrions éviter que les parents soient bloqués", null],
  ["Les profs n'arrivaient pas à entrer hier mais c'est réglé", null],
  // only told of
  ["Le secrétariat a communiqué aux parents le lien du portail", null],
  ["Le principal m'a demandé de vérifier pourquoi les élèves sont refusés", "profile pupil"],
  // two kinds of which none enters
  ["aucun prof aucun élève ne rentre", "everyone"],
  // in already
  ["un parent est connecté mais la page compétences est refusée", null],
];

describe("who cannot get in", () => {
  it.each(TOLD)("%s", (text, expected) => {
    expect(who(text)).toBe(expected);
  });

  it("takes a sign of it only where the matter is of that", () => {
    const sign = "une élève a tapé le mauvais code PIN";
    expect([who(sign), who(sign, true)]).toEqual([null, "one pupil"]);
  });

  it("takes who is named first where the matter is of that and nothing is said of anybody", () => {
    expect(who("c'est pour un élève", true)).toBe("one pupil");
    expect(who("c'est pour un élève")).toBeNull();
    expect(who("une élève de 4e et sa mère, code 26", true)).toBe("one pupil");
  });
});
