const LENGTH = 10_000;

/** Where what the writer says himself ends. */
const OWN = 5_000;

const SIGNATURE = `
Bien cordialement,

Claire Vasseur
Professeure de technologie, référente numérique
Collège des Trois Rivières
12 rue des Tilleuls, 44000 Nantes
02 40 00 00 00`;

const ATTRIBUTION = "Le mar. 2 sept. 2025 à 09:14, Support ENT <support@ent.example> a écrit :";

/** A mail of 10,000 characters made of sentences: half of it the writer's own, then a signature and a quoted thread. */
export function longMail(sentences: readonly string[]): string {
  let mail = "Bonjour,\n";
  let quoted = false;
  for (let index = 0; mail.length < LENGTH; index++) {
    if (!quoted && mail.length >= OWN) {
      quoted = true;
      mail += `${SIGNATURE}\n\n${ATTRIBUTION}\n`;
    }
    const sentence = sentences[index % sentences.length] ?? "";
    mail += quoted ? `${sentence.replaceAll(/^/gm, "> ")}\n` : `${sentence}\n`;
  }
  return mail.slice(0, LENGTH);
}
