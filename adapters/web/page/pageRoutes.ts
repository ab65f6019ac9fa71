import type { Context } from "hono";
import { admit } from "../admit.ts";
import { mountCallSheet } from "../callSheetRoutes.ts";
import type { WebApp, WebContext, WebEnv } from "../context.ts";
import { forgetCookie, fromCookie } from "../credentials.ts";
import { openLink } from "../openLink.ts";
import type { Web } from "../options.ts";
import { OPEN_PATH } from "../sealed.ts";
import { requireSameOrigin } from "../sameOrigin.ts";
import { asProblem, sentence, tell } from "../tell.ts";
import { postEdit, postFile, postTurn } from "./pageActions.ts";
import type { PageForm } from "./pageForms.ts";
import { byScript, countOf, readForm } from "./pageForms.ts";
import { createSample } from "./sample.ts";
import type { Done, Page } from "./showPage.ts";
import { showChanges, showPage } from "./showPage.ts";

/** Runs one form; answers the script with what changed, a browser with the page. `keep` holds what was typed. */
async function answerForm(
  context: WebContext,
  page: Page,
  run: (keep: (text: unknown) => void) => Promise<Done>,
): Promise<Response> {
  let typed = "";
  const keep = (text: unknown): void => {
    if (typeof text === "string") typed = text;
  };
  try {
    requireSameOrigin(context, page.options);
    const done = await run(keep);
    if (byScript(context)) return await showChanges(context, page, done);
    const last = (await page.assistant.read(done.conversation))?.turns.length ?? 1;
    return context.redirect(`/#turn-${last - 1}`, 303);
  } catch (error) {
    const problem = asProblem(error, page);
    if (byScript(context)) return tell(problem, context, page);
    for (const [name, value] of Object.entries(problem.headers)) context.header(name, value);
    context.status(problem.status);
    return showPage(context, page, await sentence(problem, context, page), typed);
  }
}

async function showLog(context: WebContext, page: Page): Promise<Response> {
  await admit(context, page, "read");
  const conversation = await fromCookie(context, page.assistant);
  if (conversation === undefined) return context.body(null, 204);
  const { after, seq } = context.req.query();
  return showChanges(context, page, { conversation, after: countOf(after), seq: countOf(seq) });
}

/** The page and what its forms post, with or without script. */
export function mountPage(app: WebApp, web: Web): void {
  const page: Page = { ...web, sample: createSample(web.assistant) };
  const form = (post: (context: WebContext, page: Page, form: PageForm) => Promise<Done>) => {
    return (context: Context<WebEnv>) =>
      answerForm(context, page, async (keep) => {
        const read = await readForm(context);
        keep(read.fields["say"]);
        return post(context, page, read);
      });
  };
  app.get("/", async (context) => {
    await admit(context, page, "read");
    return showPage(context, page, null, "");
  });
  app.get(`${OPEN_PATH}/:key`, (context) => openLink(context, page));
  mountCallSheet(app, page);
  app.get("/chat/log", (context) => showLog(context, page));
  app.post("/chat/turns", form(postTurn));
  app.post("/chat/edit", form(postEdit));
  app.post("/chat/files", (context) => answerForm(context, page, () => postFile(context, page)));
  app.post("/chat/new", (context) => {
    requireSameOrigin(context, page.options);
    forgetCookie(context, page.options);
    return context.redirect("/", 303);
  });
}
