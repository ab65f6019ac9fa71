import type { WebContext } from "./context.ts";
import { admit } from "./admit.ts";
import { requireAccess } from "./credentials.ts";
import type { Web } from "./options.ts";
import { Problem } from "./problem.ts";
import { wholeTalk } from "./wholeTalk.ts";

/** A picture styles its own letters, and does nothing else. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The picture of a message of the conversation, as SVG; it never changes, so a browser may keep it. */
export async function figurePicture(context: WebContext, web: Web): Promise<Response> {
  await admit(context, web, "read");
  const id = await requireAccess(context, web.assistant, web.options);
  const held = await wholeTalk(web.assistant, id);
  const message = held?.turns
    .flatMap((turn) => turn.messages)
    .find((one) => one.type === "message" && one.id === context.req.param("message"));
  if (message?.type !== "message" || message.figure === undefined) throw new Problem(404, "not-found");
  return context.body(await web.assistant.draw(message.figure), 200, {
    "Content-Type": "image/svg+xml; charset=utf-8",
    "Content-Security-Policy": POLICY,
    "Cache-Control": "private, max-age=86400, immutable",
  });
}
