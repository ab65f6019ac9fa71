import { z } from "zod";
import { member, user } from "./messageEvent.ts";

const snowflake = z.string().regex(/^\d{1,20}$/);

const field = z.object({ custom_id: z.string(), value: z.string().optional() });

/**
 * A component of a window as it was filled in: below a label, or in a row as older versions have it.
 * docs.discord.com/developers/components/using-modal-components
 */
const filled = z.object({
  component: field.partial().optional(),
  components: z.array(field.partial()).optional(),
});

const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

/** What is read of an interaction. docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export const interactionEvent = z.object({
  id: snowflake,
  application_id: snowflake,
  token: z.string().min(1),
  type: z.number(),
  guild_id: snowflake.optional(),
  channel_id: snowflake,
  channel: z.object({ type: z.number() }).optional(),
  member: member.extend({ user }).optional(),
  user: user.optional(),
  locale: z.string().optional(),
  message: z.object({ id: snowflake }).optional(),
  data: z
    .object({
      name: z.string().optional(),
      custom_id: z.string().optional(),
      values: z.array(z.string()).optional(),
      options: z.array(option).optional(),
      components: z.array(filled).optional(),
    })
    .default({}),
});

export type InteractionEvent = z.infer<typeof interactionEvent>;
