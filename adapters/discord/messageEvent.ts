import { z } from "zod";

const snowflake = z.string().regex(/^\d{1,20}$/);

export const user = z.object({
  id: snowflake,
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
  system: z.boolean().optional(),
});

export const member = z.object({
  nick: z.string().nullish(),
  roles: z.array(snowflake).default([]),
});

const attachment = z.object({ id: snowflake, filename: z.string() });

/** A message somebody forwarded: its words and files come with it. */
const snapshot = z.object({
  message: z.object({
    content: z.string().default(""),
    attachments: z.array(attachment).default([]),
  }),
});

/** What is read of a message. docs.discord.com/developers/resources/message, /developers/events/gateway-events#message-create */
export const messageEvent = z.object({
  id: snowflake,
  channel_id: snowflake,
  channel_type: z.number().optional(),
  guild_id: snowflake.optional(),
  type: z.number(),
  author: user,
  member: member.optional(),
  webhook_id: snowflake.optional(),
  content: z.string().default(""),
  mentions: z.array(z.object({ id: snowflake })).default([]),
  mention_roles: z.array(snowflake).default([]),
  attachments: z.array(attachment).default([]),
  message_snapshots: z.array(snapshot).default([]),
});

export type MessageEvent = z.infer<typeof messageEvent>;
