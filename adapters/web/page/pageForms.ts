import type { WebContext } from "../context.ts";
import { Problem } from "../problem.ts";
import { readBody } from "../readBody.ts";
import { EVENT_ID, parseJson } from "../turnBody.ts";

/** A form of the page, as the script posts it or as a browser does without script. */
export type PageForm = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly eventId: string;
  /** The conversation the script shows, null for none yet; undefined without script. */
  readonly shown: string | null | undefined;
  /** Turns, and updates, the script shows already. */
  readonly after: number;
  readonly seq: number;
};

/** Whether the script asks: it is answered with what changed, a plain form with the page. */
export function byScript(context: WebContext): boolean {
  return context.req.header("accept")?.includes("application/json") ?? false;
}

/** A number of things shown; anything else is none. */
export function countOf(value: unknown): number {
  const number = Number(value ?? 0);
  return Number.isInteger(number) && number >= 0 ? number : 0;
}

export function pageForm(fields: Readonly<Record<string, unknown>>): PageForm {
  const eventId = EVENT_ID.safeParse(fields["eventId"]);
  if (!eventId.success) throw new Problem(400, "malformed");
  const shown = fields["conversation"];
  return {
    fields,
    eventId: eventId.data,
    shown: typeof shown === "string" ? shown || null : undefined,
    after: countOf(fields["after"]),
    seq: countOf(fields["seq"]),
  };
}

/** Reads a posted form of either kind. Throws `Problem`. */
export async function readForm(context: WebContext): Promise<PageForm> {
  const { incoming } = context.env;
  if (/^application\/json\b/i.test(incoming.headers["content-type"] ?? "")) {
    const value = parseJson(await readBody(incoming, "application/json"));
    if (typeof value !== "object" || value === null) throw new Problem(400, "malformed");
    return pageForm({ ...value });
  }
  const body = new URLSearchParams(await readBody(incoming, "application/x-www-form-urlencoded"));
  const fields: Record<string, unknown> = Object.fromEntries(body);
  for (const flag of ["back", "restart"]) if (fields[flag] === "true") fields[flag] = true;
  // A browser sends line ends as CR LF (WHATWG HTML, form submission); a person wrote one.
  for (const text of ["say", "text"]) {
    if (typeof fields[text] === "string") fields[text] = fields[text].replaceAll("\r\n", "\n");
  }
  return pageForm(fields);
}
