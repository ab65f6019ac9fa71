/**
 * What the assistant says, free of any platform: Markdown, choices, drafts, tickets.
 * Every adapter renders these natively; the JSON of `chat --script --json` and of the HTTP API is exactly this.
 */

export type Language = "fr" | "en";

export const LANGUAGES: readonly Language[] = ["fr", "en"];

/** Who must act on a problem. */
export type Owner =
  | "school"
  | "school-it"
  | "itslearning"
  | "ent-operator"
  | "index-education"
  | "academy"
  | "user";

/** One button. `id` is what comes back as `choose`; `label` is plain text in the person's language. */
export type Choice = { readonly id: string; readonly label: string };

/** A picture of what was found, as words and numbers: whoever shows it may draw it or list it. */
export type Figure =
  | {
      readonly kind: "timeline";
      readonly title: string;
      /** Beginning of the first bucket, ISO 8601 without offset as it is told, and how long each is, in minutes. */
      readonly from: string;
      readonly minutes: number;
      readonly series: readonly { readonly name: string; readonly counts: readonly number[] }[];
    }
  | {
      readonly kind: "bars";
      readonly title: string;
      readonly bars: readonly { readonly name: string; readonly count: number }[];
    }
  | {
      readonly kind: "sequence";
      readonly title: string;
      /** The first is the browser. */
      readonly actors: readonly string[];
      readonly hops: readonly {
        readonly from: number;
        readonly to: number;
        readonly label: string;
        readonly wrong: boolean;
      }[];
    };

/** The same in rows, for whoever reads rather than looks. */
export type FigureTable = {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** One thing said. `text` is Markdown; `asks` the fact a question is about; `guide` the sections the step follows. */
export type Message = {
  readonly type: "message";
  readonly id: string;
  readonly text: string;
  /** `<flow>/<step>` */
  readonly step: string;
  readonly asks: string | null;
  readonly guide: readonly string[];
  readonly choices: readonly Choice[];
  /** Present where a file is awaited: an adapter then shows its drop zone first. */
  readonly awaits?: "file" | "text";
  /** What the text tells, as a picture. */
  readonly figure?: Figure;
};

/** How many things of one kind were taken out before anything was shown or sent. */
export type Hidden = { readonly kind: string; readonly count: number };

/** An escalation shown before it leaves. `to` is null where no address is known: it is then read out or pasted. */
export type Draft = {
  readonly type: "draft";
  readonly id: string;
  readonly step: string;
  readonly route: Owner;
  readonly channel: "mail" | "phone" | "form";
  readonly to: string | null;
  readonly phone: string | null;
  /** Address of the form the text can be pasted into. */
  readonly form: string | null;
  readonly subject: string;
  readonly body: string;
  readonly hidden: readonly Hidden[];
  readonly choices: readonly Choice[];
};

/**
 * `new`: before the agents · `pending`/`sent`/`failed`/`unknown`: what became of the mail · `noted`: told by phone or form ·
 * `answered`: the party wrote back · `resolved`: the person said that it is.
 */
export type TicketStatus =
  | "new"
  | "pending"
  | "sent"
  | "failed"
  | "unknown"
  | "noted"
  | "answered"
  | "resolved";

export type Ticket = {
  readonly type: "ticket";
  readonly id: string;
  readonly route: Owner;
  readonly status: TicketStatus;
  /** One sentence for the person: where it stands, and since when. */
  readonly text: string;
  /** Number of the mail in the outbox, where there is one. */
  readonly mail: string | null;
};

/** Where the conversation stands after one input. `facts` are bare values, `findings` those of this turn. */
export type Turn = {
  readonly type: "turn";
  readonly flow: string;
  /** `<flow>/<step>` */
  readonly step: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly findings: readonly string[];
  readonly done: boolean;
  /** Steps behind and in all, an estimate; null where no procedure is under way. */
  readonly progress: { readonly done: number; readonly total: number } | null;
};

export type Output = Message | Draft | Ticket;
