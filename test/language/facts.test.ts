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

/** Sentences as admins write them: long and short, with their detours, their jargon and their mistakes. */
const WRITTEN: readonly (readonly [string, Facts])[] = [
  // hosting
  ["bonjour, notre pronote est en SaaS chez Index", { hosting: "hosted" }],
  ["PRONOTE est hébergé dans le cloud d'Index Éducation", { hosting: "hosted" }],
  [
    "bonjour petit college rural pronote en local juste le client lourd pas de pronote.net",
    { hosting: "self-hosted", product: "client" },
  ],
  ["Pronote chez nous = formule hébergée", { hosting: "hosted" }],
  ["Ours is hosted, I have access to the hosting console", { hosting: "hosted" }],
  [
    "The PRONOTE.net address changed when we moved to the hosted version",
    { urls_changed: "yes", hosting: "hosted" },
  ],
  ["We use Index Education's hosting service", { hosting: "hosted" }],
  ["Notre base se trouve sur les serveurs de l'éditeur", { hosting: "hosted" }],
  ["We keep PRONOTE in-house", { hosting: "self-hosted" }],
  ["Serveur : physique, situé au collège", { hosting: "self-hosted" }],
  ["non, pas hébergée", { hosting: "self-hosted" }],
  ["Since 2022 our database has been hosted by Index-Education", { hosting: "hosted" }],
  // identifiers_distributed
  ["seuls les adultes ont leurs identifiants pour le moment", { identifiers_distributed: "not-families" }],
  ["pr l'instant persone n'a ses codes ent", { identifiers_distributed: "nobody" }],
  [
    "Parents and students got their codes in June but the admin staff are still waiting for theirs",
    { identifiers_distributed: "not-staff" },
  ],
  [
    "identifiants distribués aux élèves et aux parents, mais pas au personnel administratif",
    { identifiers_distributed: "not-staff" },
  ],
  ["Distribution des codes : pas commencée", { identifiers_distributed: "nobody" }],
  ["The parents are still waiting for their ENT codes", { identifiers_distributed: "not-families" }],
  ["tous les profs ont leurs comptes, reste les familles", { identifiers_distributed: "not-families" }],
  [
    "Les profs oui, les élèves et parents pas encore, pour les codes ENT",
    { identifiers_distributed: "not-families" },
  ],
  ["On n'a rien distribué pour le moment côté identifiants", { identifiers_distributed: "nobody" }],
  ["les codes parents arrivent la semaine prochaine", { identifiers_distributed: "not-families" }],
  [
    "J'ai donné les codes aux collègues, mais pas encore aux familles",
    { identifiers_distributed: "not-families" },
  ],
  ["Les agents et le secrétariat n'ont pas de compte ENT", { identifiers_distributed: "not-staff" }],
  ["None of our users have their credentials", { identifiers_distributed: "nobody" }],
  ["The logins were given to all users in June", { identifiers_distributed: "everyone" }],
  [
    "families haven't got anything yet, staff have had their codes since Monday",
    { identifiers_distributed: "not-families" },
  ],
  ["Pour l'instant zéro code distribué", { identifiers_distributed: "nobody" }],
  ["la distribution des identifiants est finie", { identifiers_distributed: "everyone" }],
  ["Office staff still have no ENT password", { identifiers_distributed: "not-staff" }],
  // setup
  ["bonjour c'est encore moi, reprise de la liaison comme à chaque rentrée", { setup: "yearly" }],
  ["Notre lycée n'a encore jamais relié PRONOTE à l'ENT.", { setup: "first" }],
  ["ce n'est pas une première, on l'a déjà fait l'an dernier", { setup: "yearly" }],
  ["nous n'avions pas Pronote l'année dernière", { setup: "first" }],
  ["yearly restart", { setup: "yearly" }],
  ["PRONOTE arrive chez nous à cette rentrée", { setup: "first" }],
  ["Il s'agit d'une réactivation, le connecteur existe depuis 2022", { setup: "yearly" }],
  ["Première mise en route du SSO au lycée", { setup: "first" }],
  ["On avait fait la même chose en septembre dernier", { setup: "yearly" }],
  ["Back to school, same restart as always", { setup: "yearly" }],
  ["We're a new school, everything has to be set up", { setup: "first" }],
  ["Ça marchait nickel avant les vacances d'été", { setup: "yearly" }],
  ["Tout était opérationnel en juin dernier", { setup: "yearly" }],
  // ent
  ["The link between e-lyco and PRONOTE was never set up here", { setup: "first", ent: "e-lyco" }],
  ["Collège Jean Moulin, ENT e-lyco, bonjour.", { ent: "e-lyco" }],
  ["je souhaite brancher PRONOTE.net sur e-lyco", { product: "web", ent: "e-lyco" }],
  ["SSO between e-lyco and PRONOTE worked all last year", { setup: "yearly", ent: "e-lyco" }],
  // same_machine
  ["on a installé pronote sur un nouveau serveur pendant l'été", { same_machine: "no" }],
  ["same box as last year, nothing moved", { same_machine: "yes" }],
  ["We replaced the server over the summer", { same_machine: "no" }],
  ["serveur identique à l'an dernier", { same_machine: "yes" }],
  ["PRONOTE a déménagé sur une autre machine", { same_machine: "no" }],
  ["Notre serveur PRONOTE n'a pas été remplacé", { same_machine: "yes" }],
  ["We changed the PRONOTE server in August", { same_machine: "no" }],
  ["Notre serveur a été renouvelé cet été", { same_machine: "no" }],
  ["On est resté sur la même machine", { same_machine: "yes" }],
  // urls_changed
  ["Attention notre url a changé depuis qu'on est passés au nouveau nom de domaine", { urls_changed: "yes" }],
  ["on n'a pas touché aux URL", { urls_changed: "no" }],
  ["pas de nouvelle URL", { urls_changed: "no" }],
  ["Rien de changé côté URL", { urls_changed: "no" }],
  ["Notre URL PRONOTE a été modifiée cet été", { urls_changed: "yes" }],
  ["L'adresse de PRONOTE.net est nouvelle", { urls_changed: "yes" }],
  ["Ni l'URL de PRONOTE.net ni celle du client n'ont changé", { urls_changed: "no" }],
  ["Nos URL publiques sont toujours les mêmes", { urls_changed: "no" }],
  // pronote_version
  ["On tourne en 2025 (PRONOTE 2025.2.8)", { pronote_version: "2025" }],
  ["running Pronote 2024 still", { pronote_version: "2024" }],
  ["our version is 2026.1", { pronote_version: "2026" }],
  ["La version qu'on utilise : 2024", { pronote_version: "2024" }],
  ["Nous avons la version 2026 depuis le 20 août", { pronote_version: "2026" }],
  ["Nous utilisons PRONOTE 2026.1", { pronote_version: "2026" }],
  // profile
  ["Deux de mes élèves sont renvoyés sur la page d'accueil de l'ENT", { scope: "profile", profile: "pupil" }],
  ["M. Durand, prof de SVT, est refusé à l'entrée", { scope: "one", profile: "teacher" }],
  ["none of our students can get into PRONOTE", { scope: "profile", profile: "pupil" }],
  ["a maths teacher is locked out", { scope: "one", profile: "teacher" }],
  ["le deuxième parent ne peut pas se connecter", { scope: "one", profile: "guardian" }],
  ["Un professeur stagiaire n'a pas accès, il est inconnu de PRONOTE", { scope: "one", profile: "teacher" }],
  ["seuls les 2ndes ont le problème, impossible de se connecter", { scope: "profile", profile: "pupil" }],
  ["trois profs sur quatre ont une page blanche", { scope: "profile", profile: "teacher" }],
  ["Juste une élève concernée, elle ne peut pas se connecter", { scope: "one", profile: "pupil" }],
  [
    "J'ai un souci avec un élève arrivé hier : quand il clique sur PRONOTE il est rejeté",
    { scope: "one", profile: "pupil" },
  ],
  ["Our office staff have lost access to the client", { scope: "profile", profile: "staff" }],
  ["Seul un élève a le problème, les autres se connectent normalement", { scope: "one", profile: "pupil" }],
  [
    "Nos AED n'ont plus la main sur PRONOTE, message d'erreur à la connexion",
    { scope: "profile", profile: "staff" },
  ],
  ["Most parents cannot connect", { scope: "profile", profile: "guardian" }],
  ["Trop de parents bloqués, que faire ?", { scope: "profile", profile: "guardian" }],
  ["Le personnel de vie scolaire est refoulé", { scope: "profile", profile: "staff" }],
  ["Half of the students cannot get past the login page", { scope: "profile", profile: "pupil" }],
  ["one of the supervisors has no access any more", { scope: "one", profile: "staff" }],
  ["un élève de Segpa, nouveau, est inconnu de PRONOTE", { scope: "one", profile: "pupil" }],
  ["year 7 pupils can't get in", { scope: "profile", profile: "pupil" }],
  // scope
  ["mes collègues tombent sur une page d'erreur", { scope: "profile" }],
  ["all our users are stuck on the login page", { scope: "everyone" }],
  ["le collège entier est coupé de Pronote", { scope: "everyone" }],
  ["everybody gets the same error", { scope: "everyone" }],
  ["Ni les profs ni les élèves ni les parents ne peuvent se connecter", { scope: "everyone" }],
  ["tous les utilisateurs, quel que soit le profil, ont une page blanche", { scope: "everyone" }],
  ["Rien ne passe, ni profs, ni élèves, ni parents", { scope: "everyone" }],
  ["All logins fail since this morning, for everyone", { scope: "everyone" }],
  // message
  ["il me met identification impossible", { message: "identification-impossible" }],
  ["Chrome dit ce site est inaccessible", { message: "site-unreachable" }],
  ["HTTP error 503, service unavailable", { message: "http-503" }],
  ["it says our IP address is temporarily suspended", { message: "ip-suspended" }],
  ['pronote affiche "impossible d\'afficher cette page"', { message: "cannot-display-page" }],
  ["erreur interne du serveur (500)", { message: "http-500" }],
  ["You do not have access to the Espace Parents, it says", { message: "no-access-to-space" }],
  ["PRONOTE répond « Le site n'est pas disponible »", { message: "site-unavailable" }],
  // many
  [
    "une mère voit « Vous n'avez pas accès à l'Espace Parents »",
    { message: "no-access-to-space", scope: "one", profile: "guardian" },
  ],
  [
    "PRONOTE 2026 hébergé, nos élèves sont rejetés, le journal dit code d'erreur 13",
    { pronote_version: "2026", hosting: "hosted", scope: "profile", profile: "pupil", cas_code: "13" },
  ],
  [
    "Bonjour, une de mes collègues professeure d'anglais reçoit le message « Votre identifiant ou votre mot de passe est incorrect » quand elle passe par l'ENT. Pourriez-vous m'aider ?",
    { scope: "one", profile: "teacher", message: "wrong-credentials" },
  ],
  [
    "Hello, we're hosted, web spaces only. Families don't have their codes yet. Teachers see \"vous n'avez pas accès à l'Espace Professeurs\".",
    {
      hosting: "hosted",
      product: "web",
      identifiers_distributed: "not-families",
      scope: "profile",
      profile: "teacher",
      message: "no-access-to-space",
    },
  ],
  [
    "hébergés index, les eleves ont identification impossible, ds la liste des echecs c'est le code 14",
    {
      scope: "profile",
      profile: "pupil",
      cas_code: "14",
      message: "identification-impossible",
      hosting: "hosted",
    },
  ],
  [
    "Self-hosted, only PRONOTE.net, codes given to everybody, URLs the same as before; it worked in June.",
    {
      hosting: "self-hosted",
      identifiers_distributed: "everyone",
      urls_changed: "no",
      setup: "yearly",
      product: "web",
    },
  ],
  [
    'Parents get "Votre identifiant ou votre mot de passe est incorrect"',
    { message: "wrong-credentials", scope: "profile", profile: "guardian" },
  ],
  [
    "slt c le college on est heberge, les parents arrivent pas a se connecter alors que lan dernier sa marchait",
    { hosting: "hosted", scope: "profile", profile: "guardian", setup: "yearly" },
  ],
  [
    "Le client lourd est passé en SSO mais le secrétariat ne peut plus l'ouvrir. Par ailleurs les parents n'ont pas encore leurs codes.",
    { identifiers_distributed: "not-families", scope: "profile", profile: "staff", product: "client" },
  ],
  [
    "un élève lit « Votre compte a été désactivé »",
    { message: "account-disabled", scope: "one", profile: "pupil" },
  ],
  [
    'Teachers can\'t access PRONOTE and see "page has expired"',
    { scope: "profile", profile: "teacher", message: "page-expired" },
  ],
  [
    "Hosted base, PRONOTE 2026, e-lyco, thick client only, staff don't have their ENT codes yet",
    {
      hosting: "hosted",
      pronote_version: "2026",
      ent: "e-lyco",
      identifiers_distributed: "not-staff",
      product: "client",
    },
  ],
  [
    "Les élèves n'ont pas encore leurs codes ENT. Les profs les ont, mais PRONOTE leur répond « Identification impossible ».",
    {
      identifiers_distributed: "not-families",
      scope: "profile",
      profile: "teacher",
      message: "identification-impossible",
    },
  ],
  [
    "Une quarantaine d'élèves de 6e sont refusés, la liste des échecs donne le code 13",
    { scope: "profile", profile: "pupil", cas_code: "13" },
  ],
  // cas_code
  ["on a le code 14 dans la résolution des échecs", { cas_code: "14" }],
  ["eCAS_AucunTrouve_Identite pour 40 élèves", { cas_code: "13" }],
  ["code d'échec 5", { cas_code: "5" }],
  ["j'ai des échecs code 26 dans la liste", { cas_code: "26" }],
  ["eCAS_Conf_URLService_NonDefini", { cas_code: "22" }],
  // product
  ["Nous utilisons les espaces web, rien d'autre", { product: "web" }],
  ["We want SSO on the thick client", { product: "client" }],
  ["nous avons les deux, le client et le web", { product: "both" }],
  ["on a abandonné le client lourd, tout se fait dans PRONOTE.net", { product: "web" }],
  ["We only publish PRONOTE.net", { product: "web" }],
  ["On veut le SSO partout : client lourd et espaces", { product: "both" }],
  ["Utilisation mixte : client lourd au secrétariat, PRONOTE.net ailleurs", { product: "both" }],
  ["We have both the client and the web version", { product: "both" }],
  ["Les utilisateurs ne connaissent que PRONOTE.net", { product: "web" }],
  ["On a le client lourd en salle des profs et PRONOTE.net à la maison", { product: "both" }],
];

/** What holds the words of a fact and states nothing of it. */
const BESIDE: readonly string[] = [
  "combien de temps faut-il pour distribuer les codes aux élèves ?",
  "les codes postaux des parents sont faux dans Siècle",
  "Que se passe-t-il si le connecteur n'a jamais été activé ?",
  "le serveur ne répond plus",
  "téléphone 0240123456 B",
  "un prof voudrait changer sa photo",
  "The teachers are on strike today",
  "j'ai 500 élèves et 503 parents dans la base",
  "salle 14",
  "j'ouvre la console PRONOTE.net et tout est grisé",
  "Le lycée d'à côté a un serveur local et ça marche",
  "mon collègue d'un autre établissement est hébergé chez Index",
  "nos fichiers sont hébergés sur un NAS",
  "Quel est l'intérêt de PRONOTE.net ?",
  "trois profs remplaçants n'ont pas encore de compte ENT",
  "one student lost his password",
  "last year the school had 500 students",
  "un nouvel ordinateur pour le CDI",
  "les parents ont changé d'adresse mail",
  "Les fonctions de PRONOTE 2026 sont-elles différentes ?",
  "Les familles ne paient pas la cantine",
  "tous les élèves ont été importés",
  "comment désactiver un compte ?",
  "je prends mon poste demain, pouvez-vous m'expliquer le fonctionnement ?",
  "Un parent a refusé de signer la charte",
  "On m'a demandé si les parents pouvaient se connecter au wifi",
  "Sur le forum on parle de bases hébergées, je ne comprends pas ce que c'est",
  "Le client lourd est-il obligatoire ?",
  "Est-il normal que les parents n'aient pas encore leurs codes ?",
  "les identifiants CAS des élèves sont vides",
  "For the first time, a parent complained",
  "Notre adresse a changé, nous sommes maintenant rue Pasteur",
  "La documentation distingue base hébergée et base non hébergée",
  "J'ai réinstallé le client lourd sur le poste de la CPE",
  "Les parents ont bien reçu le courrier de rentrée",
  "Do students need an ENT account for this?",
  "Is this to be done each year?",
  "I'll try from a new computer",
  "Le voyage de 2025 est annulé",
  "Tous les parents ont été invités à la réunion",
  "no one told us about this",
  "Ma question : l'hébergement change-t-il quelque chose au CAS ?",
  "les icônes de PRONOTE.net sont grises",
  "Nos professeurs ont des identifiants compliqués",
  "C'est mon premier jour au collège",
  "combien coûte un serveur ?",
  "réunion le 12/09/2025",
  "Everyone can log in, I just want to check the settings",
  "il y a 25 élèves par classe",
  "PRONOTE.net est-il compatible avec Firefox ?",
  "C'est la première fois qu'un parent m'appelle",
  "Les élèves ne peuvent pas entrer dans la cour",
  "Comment un parent peut-il se connecter à PRONOTE ?",
  "Comment distribuer les identifiants aux élèves ?",
  "Quelle est la procédure pour une première activation ?",
  "Je souhaite parler à un conseiller",
  "Notre site web est hébergé chez OVH et il est lent",
  "Les codes de la photocopieuse sont distribués aux profs",
  "Faut-il que les parents aient leurs codes pour que le SSO fonctionne ?",
  "Doit-on tout refaire si on change de serveur ?",
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

  it.each(WRITTEN)("%s", (text, expected) => {
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
  it.each(BESIDE)("%s", (text) => {
    expect(factsOf(text)).toEqual({});
  });

  it.each(NOTHING)("%s", (text) => {
    expect(factsOf(text)).toEqual({});
  });
});

describe("of whom something is said", () => {
  it.each<readonly [string, Facts]>([
    // Who comes before what befalls them or after it, and the nearest counts.
    ["les profs entrent mais les parents sont refusés", { scope: "profile", profile: "guardian" }],
    ["impossible de se connecter pour les élèves", { scope: "profile", profile: "pupil" }],
    ["Lucas n'arrive pas à entrer, c'est un élève de 5e", { scope: "one", profile: "pupil" }],
    ["une de nos profs ne peut plus se connecter", { scope: "one", profile: "teacher" }],
    ["la mère d'un élève ne peut pas se connecter", { scope: "one", profile: "guardian" }],
    // The pronoun stands for who was named in the sentence before.
    ["Une maman a appelé. Elle n'arrive pas à se connecter.", { scope: "one", profile: "guardian" }],
    // Several profiles are none of them, all of them are everyone.
    ["les parents et les élèves n'arrivent pas à se connecter", { scope: "profile" }],
    ["profs, élèves et parents n'arrivent plus à se connecter", { scope: "everyone" }],
    // Oneself is nobody of the list.
    ["les parents vont bien mais je n'arrive pas à me connecter", {}],
    // The codes that are missing, and whose.
    [
      "les codes sont distribués aux profs mais pas encore aux familles",
      { identifiers_distributed: "not-families" },
    ],
    ["les codes ne sont distribués ni aux profs ni aux élèves", { identifiers_distributed: "nobody" }],
    ["tout le monde n'a pas encore ses codes", {}],
  ])("%s", (text, expected) => {
    expect(factsOf(text)).toEqual(expected);
  });
});

describe("what is asked, supposed, settled or said of others", () => {
  it.each<readonly [string, Facts]>([
    ["Hébergée ? Oui, chez Index.", { hosting: "hosted" }],
    ["Hébergés ? Non, on a notre propre serveur", { hosting: "self-hosted" }],
    ["la base est hébergée… euh non, en fait sur notre serveur", { hosting: "self-hosted" }],
    ["on est en local. pardon, c'est hébergé chez Index", { hosting: "hosted" }],
    ["Je croyais qu'on était hébergés mais non, c'est sur notre serveur", { hosting: "self-hosted" }],
    ["Pourquoi les élèves n'arrivent-ils pas à se connecter ?", { scope: "profile", profile: "pupil" }],
    ["Les parents sont bloqués, pouvez-vous m'aider ?", { scope: "profile", profile: "guardian" }],
    ["que faire quand un parent ne peut pas se connecter ?", {}],
    ["Les parents sont bloqués. C'est réglé, merci.", {}],
    ["au lycée voisin les parents ne peuvent plus se connecter", {}],
    ["au collège voisin c'est hébergé, nous c'est en local", { hosting: "self-hosted" }],
  ])("%s", (text, expected) => {
    expect(factsOf(text)).toEqual(expected);
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
