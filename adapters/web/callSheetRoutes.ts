import { html } from "hono/html";
import type { CallSheet } from "../adapter.ts";
import { admit } from "./admit.ts";
import { callSheetPage } from "./callSheetPage.ts";
import { callSheetPath } from "./callSheetPath.ts";
import { callSheetPdf } from "./callSheetPdf.ts";
import type { WebApp, WebContext } from "./context.ts";
import { requireAccess } from "./credentials.ts";
import type { Page } from "./page/showPage.ts";
import { showPage } from "./page/showPage.ts";
import { Problem } from "./problem.ts";
import { asProblem, sentence, tell } from "./tell.ts";

async function sheetOf(context: WebContext, page: Page): Promise<CallSheet> {
  await admit(context, page, "read");
  const sheet = await page.assistant.callSheet(await requireAccess(context, page.assistant, page.options));
  if (sheet === null) throw new Problem(404, "not-found", { key: "call-sheet.none" });
  return sheet;
}

/** A program is told a problem as it is everywhere; a person in a browser is told on the page. */
async function refuse(context: WebContext, page: Page, error: unknown): Promise<Response> {
  const problem = asProblem(error, page);
  if (context.req.header("authorization") !== undefined) return tell(problem, context, page);
  const alert = await sentence(problem, context, page);
  for (const [name, value] of Object.entries(problem.headers)) context.header(name, value);
  context.status(problem.status);
  return showPage(context, page, alert, "");
}

/** The call sheet, as a page and as a PDF: for the owner of the conversation alone. */
export function mountCallSheet(app: WebApp, page: Page): void {
  const { assistant } = page;
  app.get("/conversations/:id/call-sheet", async (context) => {
    try {
      const sheet = await sheetOf(context, page);
      const pdf = `${callSheetPath(context.req.param("id"))}.pdf`;
      return await context.html(await html`${callSheetPage(sheet, assistant.text, pdf)}`);
    } catch (error) {
      return refuse(context, page, error);
    }
  });
  app.get("/conversations/:id/call-sheet.pdf", async (context) => {
    try {
      const sheet = await sheetOf(context, page);
      const name = `passerelle-${sheet.number.replace(/[^\w-]/g, "_")}.pdf`;
      return context.body(new Uint8Array(await callSheetPdf(sheet, assistant.text)), 200, {
        "Content-Type": "application/pdf",
        "Content-Disposition": `attachment; filename="${name}"`,
      });
    } catch (error) {
      return refuse(context, page, error);
    }
  });
}
