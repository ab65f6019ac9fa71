import type { DkimSettings } from "../mail-settings.ts";
import { compose } from "../outbox/compose.ts";
import type { MakeMail } from "./outgoing.ts";
import { expiryOf, signedId } from "./rules/token.ts";

export type MakerParts = {
  /** A mailbox, with or without a name. */
  readonly from: string;
  /** What ids are signed with. */
  readonly secret: string;
  readonly dkim?: DkimSettings | undefined;
};

/** Makes mails from the program's own address, each under an id that names its conversation to us alone. */
export function mailMaker({ from, secret, dkim }: MakerParts): MakeMail {
  const domain = /@([^<>\s@]+)>?$/.exec(from)?.[1] ?? "localhost";
  return (outgoing) =>
    compose({
      ...outgoing,
      messageId: signedId(outgoing.id, secret, domain, expiryOf(outgoing.date)),
      inReplyTo: outgoing.references.at(-1) ?? null,
      from,
      cc: [],
      replyTo: null,
      attachments: [],
      ...(dkim === undefined ? {} : { dkim }),
    });
}
