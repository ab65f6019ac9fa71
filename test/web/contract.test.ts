import { adapterContract } from "../contracts/adapter.ts";
import type { Capabilities } from "../contracts/channel.ts";
import { forgery, programs, strangers } from "./intruders.ts";
import { malformed } from "./malformed.ts";
import type { Visitor } from "./visitor.ts";
import { eventId, follow, sit } from "./visitor.ts";

const can: Capabilities<Visitor> = {
  redelivery({ take, choice }, act) {
    const body = { eventId: eventId(), ...("say" in act ? act : choice(act.choose)) };
    return (cut) => take(body, cut);
  },
  choosingTwice: true,
  oldChoices: async ({ take, choice }, question, label) => take(choice(label, question)),
  limit: ({ wait }) => wait(),
  following: follow,
  forgery,
  programs,
  strangers,
  // Not typingAhead and hangingUp: a page sends one thing at a time, whole; what is lost on the way is sent again.
};

adapterContract({ name: "web", setting: "over HTTP", sit, malformed, can });
