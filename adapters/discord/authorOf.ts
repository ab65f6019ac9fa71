import type { Author } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import type { MessageEvent } from "./messageEvent.ts";

/** Who agents are: those of a role, or whoever acts in a channel where no role is named. */
export type Agents = { readonly role: string | null; readonly channel: string | null };

/** Somebody as an event tells of him. A user's id is the same everywhere on Discord. */
export function authorOf(
  from: {
    readonly user: MessageEvent["author"];
    readonly member: MessageEvent["member"];
    readonly channel: string;
    readonly language: Language | null;
  },
  agents: Agents,
): Author {
  const { user, member, channel, language } = from;
  const agent =
    agents.role === null
      ? channel === agents.channel
      : member !== undefined && member.roles.includes(agents.role);
  return { id: user.id, name: member?.nick ?? user.global_name ?? user.username, language, agent };
}
