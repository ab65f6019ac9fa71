import type { SlackOptions } from "./options.ts";

/** Every method of the Web API we call, with the scopes its page asks for (https://docs.slack.dev/reference/methods). */
export const METHODS = {
  "apps.connections.open": [],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "auth.test": [],
  "chat.getPermalink": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["im:history"],
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.members": ["channels:read", "groups:read"],
  "conversations.open": ["im:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  "files.info": ["files:read"],
  "usergroups.users.list": ["usergroups:read"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Every event we take, as the manifest names it, with the scope it asks for (https://docs.slack.dev/reference/events). */
export const EVENTS = {
  app_home_opened: null,
  app_mention: "app_mentions:read",
  assistant_thread_started: "assistant:write",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
} as const satisfies Readonly<Record<string, string | null>>;

/** What the command and the shortcut ask for. */
const OTHERS = ["commands"] as const;

/** Scopes only a configuration with agents needs. */
const WITH_CHANNEL: readonly string[] = ["channels:read", "groups:read"];
const WITH_GROUP: readonly string[] = ["usergroups:read"];

export function allScopes(): readonly string[] {
  const ofEvents = Object.values(EVENTS).filter((scope) => scope !== null);
  return [...new Set([...Object.values(METHODS).flat(), ...ofEvents, ...OTHERS])].sort();
}

/** Scopes the bot token must have with this configuration. */
export function neededScopes({
  agentsChannel,
  agentsGroup,
}: Pick<SlackOptions, "agentsChannel" | "agentsGroup">): readonly string[] {
  return allScopes().filter(
    (scope) =>
      (agentsChannel !== undefined || !WITH_CHANNEL.includes(scope)) &&
      (agentsGroup !== undefined || !WITH_GROUP.includes(scope)),
  );
}
