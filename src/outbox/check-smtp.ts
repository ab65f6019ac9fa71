import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import type { Check } from "../../adapters/chat.ts";
import type { GetAccess } from "./oauth.ts";
import { shownTo, smtpServer } from "./smtp-server.ts";

type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const WAIT_MS = 10_000;

/** What is checked, in its order: nothing after one that fails can be. */
const PARTS = ["server", "login"] as const;

/** Whether mail can leave through the server of SMTP_URL: it answers, by what protection, and lets the program in. */
export async function checkSmtp(
  url: string,
  words: Words,
  auth: GetAccess | undefined,
): Promise<readonly Check[]> {
  const { password, options } = smtpServer(url);
  const connection = new SMTPConnection({
    ...options,
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
  });
  const values = { host: options.host ?? "", port: options.port ?? 0 };
  const wrong = (part: (typeof PARTS)[number], error: Error): Check => ({
    what: words(`${part}.what`),
    ok: false,
    found: words(`${part}.bad`, { ...values, code: codeOf(error) }),
    fix: words(`${part}.fix`),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once("error", reject);
      connection.connect(() => resolve());
    });
  } catch (error) {
    return [wrong("server", error as Error)];
  }
  const safe = connection.secure === true;
  const checks: Check[] = [
    {
      what: words("server.what"),
      ok: true,
      found: words(safe ? "server.good" : "server.clear", values),
      fix: null,
    },
  ];
  try {
    const shown = await shownTo(auth, password, false);
    if (shown !== undefined) {
      await new Promise<void>((resolve, reject) => {
        connection.once("error", reject);
        connection.login(shown as never, (error) => (error ? reject(error) : resolve()));
      });
    }
    const found = words(shown === undefined ? "login.none" : "login.good");
    checks.push({ what: words("login.what"), ok: true, found, fix: null });
  } catch (error) {
    checks.push(wrong("login", error as Error));
  }
  connection.quit();
  return checks;
}

/** The server's own code or the system's: its words may name the user. */
function codeOf(error: Error & { readonly responseCode?: number; readonly code?: string }): string {
  const system = /\bE[A-Z]{3,}\b/.exec(error.message)?.[0];
  return String(error.responseCode ?? system ?? error.code ?? "?");
}
