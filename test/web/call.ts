import type { Language, Output } from "../../src/message.ts";
import type { Opened } from "./serve.ts";
import { open, post } from "./serve.ts";

/** A conversation of the web that came to a call: PRONOTE gives a CAS code that is its maker's to explain. */
export async function toCall(url: string, lang: Language = "fr"): Promise<Opened> {
  const talk = await open(url, { lang });
  const inputs = [
    { choose: "restart" },
    {
      say: "notre PRONOTE 2024 est hébergé chez Index-Education, UAI 0440001M, e-lyco, PRONOTE.net, code CAS 20",
    },
    { choose: "person" },
  ];
  let said: readonly Output[] = [];
  for (const [at, input] of inputs.entries()) {
    const response = await post(url, talk, "turns", { eventId: `call-${at}`, ...input });
    said = ((await response.json()) as { messages: readonly Output[] }).messages;
  }
  if (!said.some((one) => one.type === "draft" && one.channel === "phone"))
    throw new Error("no call was proposed");
  return talk;
}
