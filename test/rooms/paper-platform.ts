import type { Chat, ChatAdapter, ChatInput, Delivery, Posted, Posting } from "../../adapters/chat.ts";
import type { Output } from "../../src/message.ts";
import type { Act, Ack, Platform, PlatformEvent, ShownMessage, StandIn, Who } from "../contracts/platform.ts";

const PLACE = "school/thread-1";
const AGENTS = "school/agents";

type Paper = { -readonly [Key in keyof ShownMessage]: ShownMessage[Key] } & {
  place: string;
  key: string;
  choices: readonly { readonly id: string; readonly label: string }[];
};

/** The least a chat platform can be: what is shown is written on a list, and events are handed over. No network. */
export const paperPlatform: Platform = {
  name: "paper",
  async open({ language }): Promise<StandIn> {
    const papers: Paper[] = [];
    const files = new Map<string, string>();
    const told: { who: Who; text: string }[] = [];
    let chat: Chat | null = null;
    let limited = { times: 0, seconds: 0 };
    let lost = 0;
    let down = false;
    let count = 0;

    function shown({ post, place, id, key }: Posting): Posted {
      if (down) return { kind: "later", seconds: null, why: "no connection" };
      if (limited.times > 0) {
        limited = { ...limited, times: limited.times - 1 };
        return { kind: "later", seconds: limited.seconds, why: "too many requests" };
      }
      const text =
        post.kind === "call" ? `${post.call.text} ${post.call.takenBy ?? ""}` : textOf(post.output);
      const choices = post.kind === "show" && post.output.type !== "ticket" ? post.output.choices : [];
      const whole = post.kind === "settle" && post.answer !== null ? `${text}\n→ ${post.answer}` : text;
      const known = papers.find((one) => one.id === id || one.key === key);
      const written = { text: whole, fallback: whole, choices, labels: choices.map((one) => one.label) };
      if (known === undefined) papers.push({ id: `m${papers.length}`, place, key, edits: 0, ...written });
      else if (id !== null) Object.assign(known, written, { edits: known.edits + 1 });
      if (lost > 0) {
        lost -= 1;
        return { kind: "later", seconds: 0, why: "the answer was lost" };
      }
      return { kind: "posted", id: known?.id ?? papers.at(-1)?.id ?? "" };
    }

    function inputOf(act: Act): ChatInput {
      switch (act.kind) {
        case "press": {
          const on = papers.findLast((one) => one.labels.includes(act.label));
          const choice = on?.choices.find((one) => one.label === act.label);
          if (on === undefined || choice === undefined) throw new Error(`nothing shows « ${act.label} »`);
          return { kind: "choose", id: choice.id, message: on.id };
        }
        case "upload":
          files.set(`f${files.size}`, act.content);
          return { kind: "file", name: act.name, ref: `f${files.size - 1}` };
        default:
          return act;
      }
    }

    function make(who: Who, act: Act): PlatformEvent {
      count += 1;
      const delivery: Delivery = {
        eventId: `e${count}`,
        place: PLACE,
        order: String(count).padStart(6, "0"),
        author: { id: who, name: who, language, agent: who === "agent" },
        opens: act.kind === "open" || who === "admin",
        input: inputOf(act),
      };
      return { id: delivery.eventId, payload: who === "robot" ? null : delivery };
    }

    async function deliver(event: PlatformEvent): Promise<Ack> {
      const from = performance.now();
      if (chat === null) throw new Error("nobody takes events");
      const delivery = event.payload as Delivery | null;
      if (delivery !== null) {
        const received = await chat.receive(delivery);
        if (received.kind === "refused")
          told.push({ who: delivery.author.id as Who, text: received.message });
      }
      return { accepted: true, milliseconds: performance.now() - from };
    }

    return {
      adapter: (): ChatAdapter => ({
        name: "paper",
        agents: AGENTS,
        mounts: [],
        async start(given) {
          chat = given;
        },
        async post(posting) {
          return shown(posting);
        },
        async *fetch(ref) {
          yield new TextEncoder().encode(files.get(ref) ?? "");
        },
        check: async () => [],
        async stop() {
          chat = null;
        },
      }),
      reach: () => undefined,
      make,
      deliver,
      async act(who, act) {
        const event = make(who, act);
        return { event, ack: await deliver(event) };
      },
      shown: () => papers.filter((one) => one.place === PLACE).map((one) => ({ ...one })),
      notices: (who) => told.filter((one) => one.who === who).map((one) => one.text),
      calls: () => papers.filter((one) => one.place === AGENTS).map((one) => ({ ...one })),
      limit(times, seconds) {
        limited = { times, seconds };
      },
      lose(times) {
        lost = times;
      },
      async cut(milliseconds) {
        down = true;
        setTimeout(() => (down = false), milliseconds);
      },
      expire: () => undefined,
      forge: async () => null,
      malformed: async () => undefined,
      close: async () => undefined,
    };
  },
};

function textOf(output: Output): string {
  return output.type === "draft"
    ? [output.to, output.phone, output.form, output.subject, output.body]
        .filter((one) => one !== null)
        .join("\n")
    : output.text;
}
