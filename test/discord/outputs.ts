import type { Choice, Draft, Figure, Message, Ticket } from "../../src/message.ts";

export function message(text: string, more: Partial<Message> = {}): Message {
  return {
    type: "message",
    id: "1.0",
    text,
    step: "restart/hosting",
    asks: null,
    guide: [],
    choices: [],
    ...more,
  };
}

export function draft(body: string, more: Partial<Draft> = {}): Draft {
  return {
    type: "draft",
    id: "4.2",
    step: "person/draft",
    route: "itslearning",
    channel: "mail",
    to: "support.fr@itslearning.com",
    phone: null,
    form: null,
    subject: "[PSL-1] PRONOTE / ENT : interconnexion CAS bloquée",
    body,
    hidden: [],
    choices: [
      { id: "send", label: "Envoyer" },
      { id: "edit", label: "Modifier" },
      { id: "cancel", label: "Ne pas envoyer" },
    ],
    ...more,
  };
}

export const ticket: Ticket = {
  type: "ticket",
  id: "PSL-1",
  route: "itslearning",
  status: "new",
  text: "Votre demande **PSL-1** est transmise à nos agents.",
  mail: null,
};

export function choices(count: number, label = (at: number): string => `Réponse ${at}`): readonly Choice[] {
  return Array.from({ length: count }, (_, at) => ({ id: `choice-${at}`, label: label(at) }));
}

/** Real sentences up to a length, in paragraphs, with the words told apart. */
export function longText(length: number): string {
  const words: string[] = [];
  for (let at = 0, size = 0; size < length; at++) {
    const word = at % 40 === 39 ? `mot${at}.\n\n` : at % 11 === 10 ? `**mot${at}**, ` : `mot${at} `;
    words.push(word);
    size += word.length;
  }
  return words.join("").slice(0, length);
}

export const figures: readonly Figure[] = [
  {
    kind: "timeline",
    title: "Échecs par heure",
    from: "2026-09-01T08:00:00",
    minutes: 60,
    series: [{ name: "refus", counts: [0, 3, 12, 5] }],
  },
  { kind: "bars", title: "Motifs", bars: [{ name: "Service non enregistré", count: 14 }] },
  {
    kind: "sequence",
    title: "Chemin de la connexion",
    actors: ["navigateur", "ENT", "PRONOTE"],
    hops: [
      { from: 0, to: 1, label: "https://cas.example.fr/login?service=https%3A%2F%2Fpronote", wrong: false },
      { from: 1, to: 2, label: "ticket refusé `INVALID_SERVICE`", wrong: true },
    ],
  },
];
