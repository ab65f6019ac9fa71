import { webAdapter } from "../../adapters/web/webAdapter.ts";
import type { Choice, Output } from "../../src/message.ts";
import type { Person, Shown } from "../contracts/adapter.ts";
import { adapterContract } from "../contracts/adapter.ts";
import type { Opened } from "./serve.ts";
import { bearer, MIB, open, post } from "./serve.ts";

type Answer = { readonly messages: readonly Output[] } | { readonly error: { readonly message: string } };

function textOf(one: Output): string {
  if (one.type !== "draft") return one.text;
  return [one.to, one.phone, one.form, one.subject, one.body].filter((part) => part !== null).join("\n");
}

/** The page keeps its conversation in a cookie: who comes back has it still. */
const held = new WeakMap<object, Opened>();

adapterContract({
  name: "web",
  async sit(assistant, { language, again }): Promise<Person> {
    const adapter = webAdapter({
      host: "127.0.0.1",
      port: 0,
      rateLimit: "off",
      trustProxy: false,
      uploadLimit: 8 * MIB,
    });
    await adapter.start(assistant);
    const { url } = adapter;
    const known = again === true ? held.get(assistant) : undefined;
    const talk = known ?? (await open(url, { lang: language }));
    held.set(assistant, talk);
    const whole = await fetch(`${url}/api/conversations/${talk.id}`, { headers: bearer(talk) });
    const { turns, seq } = (await whole.json()) as {
      turns: { messages: readonly Output[] }[];
      seq: number;
    };
    let offered: readonly Choice[] = [];
    const show = (messages: readonly Output[]): Shown => {
      const last = messages.findLast((one) => one.type !== "ticket" && one.choices.length > 0);
      if (last !== undefined && last.type !== "ticket") offered = last.choices;
      const choices = last === undefined || last.type === "ticket" ? [] : last.choices;
      return { text: messages.map(textOf).join("\n\n"), choices: choices.map((one) => one.label) };
    };
    const answered = async (response: Response): Promise<Shown> => {
      const answer = (await response.json()) as Answer;
      return "error" in answer ? { text: answer.error.message, choices: [] } : show(answer.messages);
    };
    let events = 0;
    const take = async (body: object): Promise<Shown> =>
      answered(await post(url, talk, "turns", { eventId: `event-${Date.now()}-${events++}`, ...body }));
    return {
      greeting: show(turns.at(-1)?.messages ?? []),
      say: (say) => take({ say }),
      choose(label) {
        const choice = offered.find((one) => one.label.startsWith(label));
        if (choice === undefined) throw new Error(`${label} is not offered`);
        return take({ choose: choice.id });
      },
      back: () => take({ back: true }),
      startOver: () => take({ restart: true }),
      async upload(name, content) {
        const form = new FormData();
        form.set("eventId", `file-${Date.now()}-${events++}`);
        form.set("file", new Blob([content]), name);
        const path = `${url}/api/conversations/${talk.id}/files`;
        return answered(await fetch(path, { method: "POST", headers: bearer(talk), body: form }));
      },
      async next() {
        const path = `${url}/api/conversations/${talk.id}/events`;
        const stream = await fetch(path, { headers: { ...bearer(talk), "Last-Event-ID": String(seq) } });
        let text = "";
        for await (const piece of stream.body!.pipeThrough(new TextDecoderStream())) {
          text += piece;
          const update = /^data: (.*)$/m.exec(text)?.[1];
          if (update !== undefined) return show((JSON.parse(update) as { messages: Output[] }).messages);
        }
        throw new Error("the stream ended");
      },
      leave: () => adapter.stop(),
    };
  },
});
