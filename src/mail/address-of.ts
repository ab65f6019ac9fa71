/** The bare address of a mailbox: « Passerelle <a@b.fr> » is a@b.fr. */
export function addressOf(mailbox: string): string {
  return /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
}
