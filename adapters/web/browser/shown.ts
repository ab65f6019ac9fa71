/** What the page shows: which conversation, how many of its turns, and up to which update. */
export type Shown = { conversation: string; count: number; seq: number };

export const shown: Shown = {
  conversation: document.body.dataset["conversation"] ?? "",
  count: Number(document.body.dataset["count"] ?? 0),
  seq: Number(document.body.dataset["seq"] ?? 0),
};

/** What the server answers the script: the turns it does not show yet. */
export type Changes = {
  readonly conversation: string;
  readonly language: string;
  readonly count: number;
  readonly seq: number;
  readonly html: string;
  readonly where: string;
};
