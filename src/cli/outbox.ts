import type { MailSummary, Store } from "../store/store.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { UsageError } from "./command.ts";

/** `passerelle outbox list|show|eml|retry`: what waits to be sent, and what became of it. */
export const outbox: Command = async (args, context) => {
  const [what = "list", ...rest] = args;
  const json = rest.includes("--json") || what === "--json";
  const id = rest.find((one) => !one.startsWith("-"));
  const store = await context.store();
  try {
    switch (what) {
      case "list":
      case "--json":
        return await list(store, json, context);
      case "show":
        return await show(store, wanted(id, what), json, context);
      case "eml":
        return await eml(store, wanted(id, what), context);
      case "retry":
        return await retry(store, wanted(id, what), context);
      default:
        throw new UsageError(`outbox ${what}: use outbox list, show ID, eml ID or retry ID`);
    }
  } finally {
    await store.close();
  }
};

function wanted(id: string | undefined, what: string): string {
  if (id === undefined) throw new UsageError(`outbox ${what}: which mail? outbox list gives the numbers`);
  return id;
}

function summary(mail: MailSummary): Record<string, string | number | null> {
  return {
    id: mail.id,
    state: mail.state,
    route: mail.route,
    to: mail.rcpt,
    subject: mail.subject,
    messageId: mail.message_id,
    attempts: mail.attempts,
    createdAt: mail.created_at,
    sentAt: mail.sent_at,
    nextAt: mail.state === "pending" || mail.state === "unknown" ? mail.next_at : null,
    lastError: mail.last_error,
    answer: mail.answer,
  };
}

async function list(store: Store, json: boolean, context: Context): Promise<ExitStatus> {
  const mails = await store.read.mails();
  if (json) {
    context.stdout.write(`${JSON.stringify(mails.map(summary))}\n`);
    return 0;
  }
  const language = context.language(undefined);
  if (mails.length === 0) context.stdout.write(`${context.texts().say(language, "cli.outbox-empty")}\n`);
  for (const mail of mails) {
    const state = context.texts().say(language, `cli.mail-state.${mail.state}`);
    context.stdout.write(`${mail.id}  ${state}  ${mail.created_at}  ${mail.rcpt}\n    ${mail.subject}\n`);
  }
  return 0;
}

async function found(store: Store, id: string) {
  const mail = await store.read.mail(id);
  if (mail === undefined) throw new UsageError(`outbox: no mail ${id}; outbox list gives the numbers`);
  return mail;
}

async function show(store: Store, id: string, json: boolean, context: Context): Promise<ExitStatus> {
  const { raw, ...mail } = await found(store, id);
  const ticket = (await store.read.tickets(mail.conversation)).find((one) => one.id === mail.ticket);
  if (json) {
    context.stdout.write(
      `${JSON.stringify({ ...summary(mail), body: ticket?.body ?? "", bytes: raw.length })}\n`,
    );
    return 0;
  }
  for (const [name, value] of Object.entries(summary(mail))) {
    if (value !== null) context.stdout.write(`${name}: ${value}\n`);
  }
  context.stdout.write(`\n${ticket?.body ?? ""}\n`);
  return 0;
}

async function eml(store: Store, id: string, context: Context): Promise<ExitStatus> {
  context.stdout.write((await found(store, id)).raw);
  return 0;
}

async function retry(store: Store, id: string, context: Context): Promise<ExitStatus> {
  await found(store, id);
  const put = await store.write((tx) => tx.retryMail(id, new Date().toISOString()));
  const key = put ? "cli.mail-retried" : "cli.mail-not-failed";
  context.stdout.write(`${context.texts().say(context.language(undefined), key, { id })}\n`);
  return put ? 0 : 1;
}
