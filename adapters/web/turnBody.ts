import { z } from "zod";
import type { Input } from "../adapter.ts";
import { Problem } from "./problem.ts";

/** No control character: an id is a key, and some stores refuse a NUL. */
export const EVENT_ID = z.string().regex(/^[^\p{Cc}]{1,200}$/u);

const OPENING = z.object({ lang: z.string().optional(), eventId: EVENT_ID.optional() });

const TURN = z.object({
  eventId: EVENT_ID,
  say: z.string().optional(),
  choose: z.string().optional(),
  /** Id of the message the choice stands on. */
  of: z.string().max(200).optional(),
  back: z.literal(true).optional(),
  restart: z.literal(true).optional(),
});

export type TurnBody = { readonly eventId: string; readonly input: Exclude<Input, { kind: "file" }> };

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new Problem(400, "malformed");
  return result.data;
}

/** The JSON of a body; an empty one is an empty object. Throws `Problem` 400. */
export function parseJson(body: string): unknown {
  if (body.trim() === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new Problem(400, "malformed");
  }
}

export function openingOf(value: unknown): z.infer<typeof OPENING> {
  return parse(OPENING, value);
}

/** One turn: an event id and exactly one of say, choose (`of` which message), back, restart. Throws `Problem` 400. */
export function turnOf(value: unknown): TurnBody {
  const { eventId, ...given } = parse(TURN, value);
  const inputs: TurnBody["input"][] = [];
  if (given.say !== undefined) inputs.push({ kind: "say", text: given.say.replaceAll("\0", "") });
  if (given.choose !== undefined)
    inputs.push({ kind: "choose", id: given.choose.replaceAll("\0", ""), of: given.of });
  if (given.back !== undefined) inputs.push({ kind: "back" });
  if (given.restart !== undefined) inputs.push({ kind: "restart" });
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0) throw new Problem(400, "one-input");
  return { eventId, input };
}
