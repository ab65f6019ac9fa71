import { z } from "zod";

/** Entries that are not of the expected shape are left out: one strange mention must not lose a message. */
function listOf<Item>(item: z.ZodType<Item>) {
  return z
    .unknown()
    .optional()
    .transform((all): readonly Item[] =>
      Array.isArray(all) ? all.flatMap((one) => item.safeParse(one).data ?? []) : [],
    );
}

const account = z.object({
  id: z.string().min(1).max(500),
  name: z.string().catch(""),
  aadObjectId: z.string().min(1).max(100).optional().catch(undefined),
  role: z.string().optional().catch(undefined),
});

const mention = z.object({
  type: z.literal("mention"),
  mentioned: z.object({ id: z.string() }),
  text: z.string().optional(),
});

const attachment = z.object({
  contentType: z.string(),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
  content: z.unknown().optional(),
});

const activity = z.object({
  type: z.string(),
  id: z.string().min(1),
  channelId: z.literal("msteams"),
  serviceUrl: z.url(),
  timestamp: z.string().optional().catch(undefined),
  locale: z.string().optional().catch(undefined),
  name: z.string().optional(),
  action: z.string().optional().catch(undefined),
  text: z.string().catch(""),
  textFormat: z.string().optional().catch(undefined),
  from: account,
  recipient: account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z
    .object({ tenant: z.object({ id: z.string() }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  entities: listOf(mention),
  attachments: listOf(attachment),
  replyToId: z.string().optional().catch(undefined),
  value: z.unknown().optional(),
});

/**
 * An event as Teams posts it, by what of it is read. The SDK hands an activity over without looking at it.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object
 */
export type TeamsActivity = z.output<typeof activity>;

/** The event, or null where it is none of Teams. */
export function activityOf(value: unknown): TeamsActivity | null {
  return activity.safeParse(value).data ?? null;
}

/** What a press of one of our buttons brings along; inputs of the card are merged into `data` by Teams. */
const press = z.object({
  trigger: z.string().optional().catch(undefined),
  action: z.object({
    verb: z.enum(["choose", "pick", "back", "edit", "keep", "revise"]),
    data: z
      .object({
        id: z.string().min(1).max(200).optional().catch(undefined),
        choice: z.string().min(1).max(200).optional().catch(undefined),
        body: z.string().max(100_000).optional().catch(undefined),
        place: z.string().max(200).optional().catch(undefined),
        before: z.string().max(500).optional().catch(undefined),
      })
      .catch({}),
  }),
});

export type Press = z.output<typeof press>;

/** The press an `adaptiveCard/action` is; null where the button is none of ours. */
export function pressOf(value: unknown): Press | null {
  return press.safeParse(value).data ?? null;
}
