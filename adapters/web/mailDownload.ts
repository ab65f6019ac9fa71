import { admit } from "./admit.ts";
import type { WebContext } from "./context.ts";
import { requireAccess } from "./credentials.ts";
import type { Web } from "./options.ts";
import { Problem } from "./problem.ts";

/** A mail of the conversation, as it was or will be sent, to open in a mail program. */
export async function mailDownload(context: WebContext, web: Web): Promise<Response> {
  await admit(context, web, "read");
  const id = await requireAccess(context, web.assistant, web.options);
  const mail = context.req.param("mail") ?? "";
  const bytes = await web.assistant.mail(id, mail);
  if (bytes === null) throw new Problem(404, "not-found");
  const name = mail.replace(/[^\w.-]/g, "_");
  return context.body(new Uint8Array(bytes), 200, {
    "Content-Type": "message/rfc822",
    "Content-Disposition": `attachment; filename="${name}.eml"`,
  });
}
