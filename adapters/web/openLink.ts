import { admit } from "./admit.ts";
import type { WebContext } from "./context.ts";
import { keepInCookie } from "./credentials.ts";
import type { Web } from "./options.ts";
import { Problem } from "./problem.ts";
import { unsealed } from "./sealed.ts";

/**
 * A link out of a mail that opens its conversation in the page. It only opens: programs follow links in mails too, and none
 * of them shall answer for the person.
 */
export async function openLink(context: WebContext, web: Web): Promise<Response> {
  await admit(context, web, "read");
  const shown = unsealed(context.req.param("key"));
  if (shown === undefined || !(await web.assistant.admits(shown.conversation, shown.token)))
    throw new Problem(404, "not-found");
  keepInCookie(context, web.options, shown);
  return context.redirect("/", 303);
}
