import type { Assistant } from "../../adapters/adapter.ts";
import { webAdapter } from "../../adapters/web/webAdapter.ts";
import type { Message, Output } from "../../src/message.ts";
import type { Person, Shown, Sitting, Told } from "../contracts/channel.ts";
import type { Opened } from "./serve.ts";
import { bearer, MIB, open, post } from "./serve.ts";

/** A person with the address of the page, and what his browser keeps. */
export type Visitor = Person & {
  readonly url: string;
  readonly talk: Opened;
  /** Posts one turn, whole as it is given. */
  take(body: object, cut?: AbortSignal): Promise<Shown>;
  /** What is posted to choose the answer with this label on `shown`, or on what was shown last. */
  choice(label: string, shown?: Shown): object;
  /** Shows what was answered. */
  answered(response: Response): Promise<Shown>;
  /** Seconds the last answer said to wait. */
  readonly wait: () => number | null;
};

type Answer = { readonly messages: readonly Output[] } | { readonly error: { readonly message: string } };
type Whole = {
  readonly turns: readonly { readonly messages: readonly Output[] }[];
  readonly updates: readonly { readonly seq: number; readonly messages: readonly Output[] }[];
  readonly seq: number;
};

function textOf(one: Output): string {
  if (one.type !== "draft") return one.text;
  return [one.to, one.phone, one.form, one.subject, one.body].filter((part) => part !== null).join("\n");
}

/** The page keeps its conversation in a cookie, and the number of the last update it shows: who comes back has both. */
const held = new WeakMap<object, { readonly talk: Opened; seq: number }>();
/** What was said in what is shown. */
const saidIn = new WeakMap<Shown, readonly Output[]>();
let events = 0;

function show(messages: readonly Output[]): Shown {
  const choices = asking(messages)?.choices.map((one) => one.label) ?? [];
  const shown = { text: messages.map(textOf).join("\n\n"), choices };
  saidIn.set(shown, messages);
  return shown;
}

function asking(messages: readonly Output[]): Exclude<Output, { type: "ticket" }> | undefined {
  return messages.findLast(
    (one): one is Exclude<Output, { type: "ticket" }> => one.type !== "ticket" && one.choices.length > 0,
  );
}

/** A fresh one for each event. */
export function eventId(): string {
  events += 1;
  return `event-${Date.now()}-${events}`;
}

/** Serves the page and its API on loopback, and opens a conversation there or goes on with the one held before. */
export async function sit(assistant: Assistant, options: Sitting): Promise<Visitor> {
  const adapter = webAdapter({
    host: "127.0.0.1",
    port: 0,
    rateLimit: options.turnsAMinute ?? "off",
    trustProxy: false,
    uploadLimit: 8 * MIB,
  });
  await adapter.start(assistant);
  const { url } = adapter;
  const known = options.again === true ? held.get(assistant) : undefined;
  const browser = known ?? { talk: await open(url, { lang: options.language }), seq: 0 };
  held.set(assistant, browser);
  const { talk } = browser;
  const path = `${url}/api/conversations/${talk.id}`;
  const whole = (await (await fetch(path, { headers: bearer(talk) })).json()) as Whole;
  const missed = whole.updates.filter((one) => one.seq > browser.seq).flatMap((one) => one.messages);
  browser.seq = whole.seq;
  let wait: number | null = null;
  let last = show([...missed, ...(whole.turns.at(-1)?.messages ?? [])]);
  const answered = async (response: Response): Promise<Shown> => {
    const seconds = response.headers.get("Retry-After");
    wait = seconds === null ? null : Number(seconds);
    const answer = (await response.json()) as Answer;
    if ("error" in answer) return { text: answer.error.message, choices: [] };
    const shown = show(answer.messages);
    if (shown.choices.length > 0) last = shown;
    return shown;
  };
  const take = async (body: object, cut?: AbortSignal): Promise<Shown> =>
    answered(await post(url, talk, "turns", { eventId: eventId(), ...body }, cut));
  const choice = (label: string, shown: Shown = last): object => {
    const message = asking(saidIn.get(shown) ?? []);
    const found = message?.choices.find((one) => one.label.startsWith(label));
    if (message === undefined || found === undefined) throw new Error(`${label} is not offered`);
    return { choose: found.id, of: message.id };
  };
  return {
    url,
    talk,
    take,
    choice,
    answered,
    wait: () => wait,
    greeting: last,
    say: (say) => take({ say }),
    choose: async (label) => take(choice(label)),
    back: () => take({ back: true }),
    startOver: () => take({ restart: true }),
    async upload(name, content) {
      const form = new FormData();
      form.set("eventId", eventId());
      form.set("file", new Blob([content]), name);
      return answered(await fetch(`${path}/files`, { method: "POST", headers: bearer(talk), body: form }));
    },
    async next() {
      const [told] = await follow({ url, talk }, browser.seq, (all) => all.length > 0);
      if (told === undefined) throw new Error("the stream ended");
      browser.seq = told.seq;
      const shown = show(told.messages);
      if (shown.choices.length > 0) last = shown;
      return shown;
    },
    leave: () => adapter.stop(),
  };
}

type Update = Told & { readonly messages: readonly Output[] };

/** Reads the live updates after number `seq` until it is enough, then cuts the line: what came whole by then. */
export async function follow(
  { url, talk }: Pick<Visitor, "url" | "talk">,
  seq: number,
  enough: (told: readonly Told[], bytes: number) => boolean,
): Promise<readonly Update[]> {
  const headers = { ...bearer(talk), "Last-Event-ID": String(seq) };
  const path = `${url}/api/conversations/${talk.id}/events`;
  const { body } = await fetch(path, { headers });
  let bytes = Buffer.alloc(0);
  let told: readonly Update[] = [];
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    // The line is cut anywhere, also in the middle of a letter: leaving the loop cuts it.
    for (const byte of piece) {
      bytes = Buffer.concat([bytes, Buffer.of(byte)]);
      told = updatesIn(bytes.toString());
      if (!enough(told, bytes.length)) continue;
      return told;
    }
  }
  throw new Error("the stream ended");
}

/** The events that are there to their end, as a browser takes them (WHATWG HTML §9.2.6). */
function updatesIn(text: string): readonly Update[] {
  return text
    .split("\n\n")
    .slice(0, -1)
    .flatMap((event) => {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data === undefined) return [];
      const { seq, messages } = JSON.parse(data) as { seq: number; messages: readonly Message[] };
      return [{ seq, messages, text: messages.map(textOf).join("\n") }];
    });
}
