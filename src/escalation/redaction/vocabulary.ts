/** Words of PRONOTE, of ENTs, of schools and of everyday French and English that may bear a capital and name nobody. */
const WORDS = `
  pronote net ent cas sso xml csv url urls http https uai rne spr aaf siecle sts pdf ine cpe aed aesh segpa ulis lp lgt
  lpo erea cfa greta eple rep dane dsi drasi dsden edt har json zip dns tls ssl ip vpn ok nb ps pc tv svp stp cdi crpe
  upe2a mef ddf aefe lea leg lgt lpa legta mlds sgt educonnect education index itslearning lyco e-lyco elyco leia
  hyperplanning kosmos edifice arena apereo shibboleth saml samlvalidate servicevalidate wsfed adfs rgpd cnil wifi app
  windows mac linux chrome firefox edge safari explorer excel word outlook teams slack discord android iphone ios ctrl alt
  maj html utf bom base64 rsa aes sha md5 get post api id ids idp sp otp qr faq bdd sql vm nas gpo ad ldap proxy
  cas3 cas2 cas1 psl error errors erreur not authorized application use service status server log logs info warn debug
  failed success ticket tickets invalid internal unauthorized request spec callback national elv tut ens doc dir evs eta
  aca col cassification

  nom noms prénom prenom prénoms prenoms sn givenname entpersondatenaissance entpersonprofils entpersoncodepostal
  datenaissance categories catégories codepostal identifiant identifiants identité identités code codes mot mots passe
  attribut attributs valeur valeurs champ champs login compte comptes profil profils espace espaces parents parent élève
  élèves eleve eleves professeur professeurs prof profs enseignant enseignants personnel personnels direction vie scolaire
  accompagnant accompagnants entreprise entreprises académie academie inscription responsable responsables légal légaux
  préférentiel préférentiels préférentielle administrateur administratrice administrateurs administratif administratifs
  chef principal principale proviseur proviseure adjoint adjointe directeur directrice gestionnaire secrétaire secretaire
  secrétariat secretariat intendant intendante infirmière infirmier documentaliste surveillant surveillante technicien
  technicienne référent référente numérique rectorat recteur inspecteur inspectrice collectivité département region région
  mairie maire conseil collège college collèges lycée lycee lycées école ecole écoles établissement etablissement
  établissements institution cité groupe ensemble polyvalent professionnel général technologique privé public agricole
  maternelle élémentaire primaire secondaire supérieur classe classes sixième cinquième quatrième troisième seconde première
  terminale bts cap bac brevet mathématiques maths français anglais histoire eps svt physique

  mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs le la les un une des du de d l en au aux à a et ou où
  mais donc or ni car si ce cet cette ces ça c je j tu il elle on nous vous ils elles me m te t se s y qui que qu quoi dont
  quel quelle quels quelles lequel laquelle est es suis sommes êtes sont était étaient sera serait être ai as avons avez ont
  avait avaient avoir aura fait faire fais faites peut peux pouvez pouvons peuvent doit dois devons devez faut va vais vont
  allez veut veux voudrais souhaite merci bonjour bonsoir salut coucou hello hi hey dear cher chère chers chères madame
  monsieur mesdames messieurs mademoiselle mme mlle mr ms mrs miss dr cordialement bien sincères salutations respectueusement
  amicalement bonne bon journée soirée après avant pendant depuis dans sur sous pour par avec sans chez vers contre entre
  jusque jusqu comme quand comment pourquoi combien lorsque puisque parce alors ainsi aussi encore toujours jamais souvent
  parfois déjà maintenant aujourd hui hier demain ensuite puis enfin voici voilà oui non pas plus moins très trop peu beaucoup
  tout tous toute toutes chaque plusieurs certains certaines quelques aucun aucune autre autres même mêmes rien personne
  quelqu quelque impossible possible attention important urgent problème probleme souci erreur message messages question
  réponse reponse objet sujet suite rappel note remarque exemple étape etape étapes section page pages site sites adresse
  adresses lien liens fichier fichiers dossier dossiers document documents capture écran ecran logiciel logiciels application
  serveur serveurs client clients léger lourd console hébergement hebergement hébergé hébergée base bases publication publier
  publiée publié publics arrêter arrêtez arrêt démarrer lancez lancer cochez cocher décochez cliquez cliquer ouvrez ouvrir
  fermez fermer choisissez choisir sélectionnez sélectionner vérifiez vérifier renseignez activez activer activation
  désactiver désactivé autoriser autorisez autorisation autorisations authentification directe direct délégation deleguer
  déléguer interconnexion intégration integration intégrer connexion connexions connexe déconnexion connecter connectez
  connecté connectée accès acces accéder refusé refusée incorrect incorrecte indisponible suspendue suspendu provisoirement
  expiré expirée désolé désolée hum veuillez patienter contactez contacter assistance support aide ressources communication
  gestion résolution resolution échecs echecs partenaires partenaire partenariat récupérer recuperer paramètres parametres
  préférences preferences affichage affichages menu menus onglet onglets bouton rubrique rubriques liste listes colonne
  colonnes case cases clic droit sélection suivi synchro synchronisation export exports import imports exporter importer
  extraire socles options option outils configuration réglages paramétrage parametrage modèle modeles modèles version versions
  mise jour année annee rentrée rentree trimestre semestre semaine mois lundi mardi mercredi jeudi vendredi samedi dimanche
  janvier février mars avril mai juin juillet août septembre octobre novembre décembre france français française pays loire
  atlantique loire-atlantique maine sarthe mayenne vendée anjou nantes angers mans laval corse bretagne normandie aquitaine
  saint sainte st ste nord sud est ouest centre val haute haut hauts basse bas grand grande petit petite nouvelle nouveau
  nouveaux identification données donnees personnelles fiche renseignements date naissance postal postale ville mail mails
  courriel téléphone telephone tél tel fax portable domicile rue avenue boulevard résumé constat constats information
  informations infos info demande demandes numéro numero certificat certificats chaîne sécurité hier équipe équipes service
  services bureau salle poste postes machine réseau navigateur navigation privée mobile appli applications prod test démo
  utilisateur utilisateurs utilisatrice agent agents individu individus personnes gens famille familles enfant enfants fils
  fille frère sœur soeur mère mere père pere maman papa tuteur tutrice tuteurs beau belle collègue collègues ami amie
  étudiant étudiante étudiants stagiaire stagiaires maître maîtresse cordiales
  jules ferry hugo curie zola prévert pasteur moulin jaurès camus verne descartes pagnol

  the an and but for nor so yet of to in on at by from with without about into over under after before since until while
  when where why how what which who whom whose this that these those i you he she it we they my your his her its our their
  am is are was were be been being do does did have has had can could will would shall should may might must no yes please
  thanks thank regards best kind sincerely cheers good morning afternoon evening day school schools student students pupil
  pupils teacher teachers parents parent guardian guardians user users staff head headteacher principal deputy office account
  accounts password passwords name names first last family given surname birth address phone email file files link links
  everyone nobody someone somebody anyone everything nothing something all some any each every other another same new old
  next year last month week today tomorrow yesterday now then here there again also only just still already space spaces
  sign in log out off up down back start stop open close check error message page site website sir madam team monday tuesday
  wednesday thursday friday saturday sunday january february march april june july august september october november december
  hosted hosting self administrator admin mr browser database machine computer issue problem question answer hello
  identity identifiers identifier settings setting connector connection login`;

/** Lower case, no accents. */
export function foldName(word: string): string {
  return word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("œ", "oe");
}

const VOCABULARY: ReadonlySet<string> = new Set(WORDS.split(/\s+/).map(foldName));

/** Whether a word is nobody's name: it is one of the vocabulary, or all parts of a compound are. */
export function isPlainWord(word: string): boolean {
  const folded = foldName(word);
  if (VOCABULARY.has(folded)) return true;
  const parts = folded.split(/[-'’]/);
  if (parts.length > 1) return parts.every((part) => part === "" || VOCABULARY.has(part));
  // Regular plurals and feminines of what is known.
  return folded.endsWith("s") && VOCABULARY.has(folded.slice(0, -1));
}

/** Labels, titles and products that are kept as they are, whatever stands around them. */
export const LABELS =
  /(?<![\p{L}\d])(?:Mon ENT|Index[- ]Education|E-lyco \(ENT des Pays de la Loire\)|ENT des Pays de la Loire|Pays de la Loire|Suivi Synchro|Gestion des identités|Délégation d['’]authentification|Déléguer l['’]authentification|Récupérer les identifiants|Résolution des échecs d['’]interconnexion|Intégration dans un ENT|Interconnexion CAS|Identifiant CAS|Identifiant PRONOTE-ENT|Id\. PRONOTE-ENT|Id\. CAS|Ressources > (?:Professeurs|Élèves|Responsables|Personnels)|Application Not Authorized to Use CAS|Votre identifiant ou votre mot de passe est incorrect|Espace (?:Parents|Élèves|Professeurs|Direction|Vie scolaire)|Vie scolaire|PRONOTE\.net|PRONOTE client|e-lyco|itslearning|ÉduConnect|EduConnect)(?![\p{L}\d])/giu;

/** PRONOTE's names of its own reasons, and the codes of CAS and SAML answers. */
export const CODES =
  /\be(?:CAS|EduConnect)_\w{1,60}|\bPersonnelVSEtDirection\b|\bNational_[A-Za-z0-9]{1,4}\b|\b(?:INVALID|UNAUTHORIZED|INTERNAL)_[A-Z_]{3,30}\b|\b(?:SERVICE_TICKET|TICKET_GRANTING_TICKET|AUTHENTICATION)_[A-Z_]{3,30}\b|\b\d{7}[A-Za-z](?![\p{L}\d_])/gu;
