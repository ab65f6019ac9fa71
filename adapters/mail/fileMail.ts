import type { ImapFlow } from "imapflow";

async function move(client: ImapFlow, uid: number, folder: readonly string[]): Promise<boolean> {
  const moved = await client.messageMove(String(uid), [...folder], { uid: true });
  return moved !== false && moved !== undefined;
}

/** Makes a folder with the server's own separator and prefix; whether it was not there before. */
export async function makeFolder(client: ImapFlow, folder: readonly string[]): Promise<boolean> {
  const made = await client.mailboxCreate([...folder]);
  return made.created;
}

/**
 * Moves a mail of the open folder, and makes the folder it goes to where there is none; whether it is there. By MOVE (RFC 6851)
 * where the server has it, else copied and deleted. Rejects only where the connection is gone.
 */
export async function fileMail(client: ImapFlow, uid: number, folder: readonly string[]): Promise<boolean> {
  if (await move(client, uid, folder)) return true;
  const made = await makeFolder(client, folder).catch(() => false);
  return made && (await move(client, uid, folder));
}
