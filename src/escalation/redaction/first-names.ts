import { foldName } from "./vocabulary.ts";

/** First names common among pupils, parents and staff; those that are words too (Pierre, Rose, Marine) are left out. */
const NAMES = `
  adam adele adrien agathe agnes alain alban albane alexandre alexandra alexia alexis alice alicia aline alix alizee amandine
  ambre amelie amina amine anais andre andrea anna annabelle anne annie anthony antoine antoinette apolline ariane armand
  arnaud arthur assia aurelie aurelien axel ayoub aya baptiste basile bastien beatrice benedicte benjamin benoit bernadette
  bernard bertrand bilal brigitte bruno camille capucine carole caroline catherine cecile cedric celia celine chantal charles
  charlie charline charlotte chloe christelle christian christiane christine christophe claire clara clarisse claude claudine
  clemence clement clementine clotilde coline coralie corentin corinne cyril cyrille damien daniel daniele danielle david
  deborah delphine denis denise diane didier dominique dorian dorothee dylan edouard eleonore eliott elias elina eline elisa
  elisabeth elise ella elodie eloise elsa emeline emilie emma emmanuel emmanuelle enzo eric erwan estelle esteban ethan etienne
  eugenie eva evan eve fabien fabienne fabrice fanny farid fatima fatou felix fernand flavie flora florence florent florian
  francine francois francoise franck frederic frederique gabin gabriel gabrielle gaelle gaetan gael gauthier genevieve georges
  gerald geraldine gerard ghislaine gilbert gilles gregoire gregory guillaume guy gwenaelle hamza hannah hassan helene henri
  herve hugues ibrahim ines irene iris isaac isabelle ismael jacqueline jacques jade jean jeanne jeremie jeremy jerome jessica
  joel joelle johan jonathan jordan joseph josephine julia julie julien juliette justine kamel karim karima karine kevin khadija
  killian lamia laura laure laurence laurent laurie layla leane lena leo leon leonie leila lilou lina lino lisa lise loane loic
  lola lorenzo lou louane louis louise louna luc lucas lucie lucien lucile ludovic lukas lydie lylou maeva mael maelle maelys
  magali malo manon manuel marc marcel marie marion marius marianne martine mateo mathias mathieu mathilde mathis matteo
  matthieu maud maurice maxence maxime mehdi melanie melina melissa michael michel michele mickael mila milan mohamed mohammed
  monique morgane mourad myriam nadia nadine nael naomi natacha nathalie nathan nicolas nicole nina nino noa noah noam noe noemie
  nolan nora norbert odile olivia olivier ophelie oscar oceane omar pascal pascale patrice patricia patrick paul paule pauline
  philippe priscilla quentin rachid rachel raphael raphaelle raymond rayan regis remi remy rene renee robin rodolphe roger
  roland romain romane romuald roxane ryan sabine sabrina sacha said salome samia samuel samy sandra sandrine sarah sebastien
  serge severine simone simon soline sofia solene sonia sophia sophie soumaya stephane stephanie sylvain sylvaine sylvie tania
  theo theodore thibault thibaut thierry thomas tiago timeo timothee titouan tom tristan ugo valentin valentine valerie vanessa
  veronique victor victoria vincent violaine virginie vivien viviane wassim william xavier yann yanis yannick yasmine yassine
  yves yvette yvonne yvan zacharie zelie zoe zohra
  alex amy andrew ben charlie emily george grace harry jack james john joshua katie lily mary matthew olivia peter sam smith
  sofiane soren steve steven sue susan tim tony walter`;

const FIRST_NAMES: ReadonlySet<string> = new Set(NAMES.split(/\s+/).filter((one) => one !== ""));

/** Whether a word is a first name; every part of a compound one must be. */
export function isFirstName(word: string): boolean {
  const parts = foldName(word).split("-");
  return parts.every((part) => FIRST_NAMES.has(part));
}
