import { randomUUID } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer/index.js";

/** A mail as the assistant hands it over. */
export type Letter = {
  readonly ticket: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly date: Date;
};

/** A mail as it will be sent, at every try the same. */
export type Composed = { readonly messageId: string; readonly raw: Uint8Array };

function domainOf(mailbox: string): string {
  return /@([^<>\s@]+)>?$/.exec(mailbox)?.[1] ?? "localhost";
}

/**
 * The bytes of a mail, made once. Plain text, UTF-8; Message-ID minted here, under the sender's domain (RFC 5322
 * §3.6.4). A person asked for it to be sent, so it is not marked as automatic (RFC 3834 §5).
 */
export async function compose(letter: Letter): Promise<Composed> {
  const messageId = `<${letter.ticket.toLowerCase()}.${randomUUID()}@${domainOf(letter.from)}>`;
  const raw = await new MailComposer({
    from: letter.from,
    to: letter.to,
    subject: letter.subject,
    text: letter.body.replace(/\r?\n/g, "\r\n"),
    messageId,
    date: letter.date,
    headers: { "X-Passerelle-Ticket": letter.ticket },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { messageId, raw };
}
