import type { ImapFlow } from "imapflow";
import type { Language } from "../../src/message.ts";
import type { Check } from "../chat.ts";
import { createImap } from "./createImap.ts";
import { makeFolder } from "./fileMail.ts";
import type { ImapAddress } from "./imapAddress.ts";
import type { ImapOptions, Pace } from "./imapOptions.ts";
import type { Failure } from "./whatFailed.ts";
import { whatFailed } from "./whatFailed.ts";

type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What is checked, in its order: nothing after one that fails can be. */
const PARTS = ["connection", "encryption", "login", "folder"] as const;
type Part = (typeof PARTS)[number];

/** Which part a failure is one of. */
const PART_OF: { readonly [Kind in Failure["kind"]]: Part } = {
  unreachable: "connection",
  broken: "connection",
  later: "connection",
  store: "connection",
  tls: "encryption",
  "no-tls": "encryption",
  token: "login",
  login: "login",
  "no-folder": "folder",
};

/** Whether a mailbox can be read as configured, tried over a connection of its own: what works, up to what does not. */
export async function checkMailbox(
  address: ImapAddress,
  options: ImapOptions,
  pace: Pace,
  language: Language,
): Promise<readonly Check[]> {
  const words: Words = (key, values) => options.text(language, `mail.check.${key}`, values).trim();
  let client: ImapFlow | undefined;
  try {
    client = await createImap(address, options, pace);
    await client.connect();
    await client.mailboxOpen([...address.inbox]);
    return [...passed(client, address, words, PARTS.length), ...(await abilities(client, address, words))];
  } catch (error) {
    const failure = whatFailed(error);
    const part = PART_OF[failure.kind];
    const found = words(`${part}.${failure.kind}`, {
      host: address.host,
      port: address.port,
      user: address.user,
      folder: address.inbox.join("/"),
      code: failure.code ?? "–",
    });
    const fix = words(`${part}.fix`);
    // Without a token nothing was tried.
    const before = client === undefined ? 0 : PARTS.indexOf(part);
    return [
      ...passed(client, address, words, before),
      { what: words(`${part}.what`), ok: false, found, fix },
    ];
  } finally {
    client?.close();
  }
}

function passed(
  client: ImapFlow | undefined,
  address: ImapAddress,
  words: Words,
  count: number,
): readonly Check[] {
  const { host, port, user, inbox } = address;
  const found: { readonly [Name in Part]: string } = {
    connection: words("connection.good", { host, port }),
    encryption: words(client?.secureConnection === true ? "encryption.good" : "encryption.clear"),
    login: words("login.good", { user }),
    folder: words("folder.good", { folder: inbox.join("/") }),
  };
  return PARTS.slice(0, count).map((part) => ({
    what: words(`${part}.what`),
    ok: true,
    found: found[part],
    fix: null,
  }));
}

/** What the server can do beside; without IDLE or MOVE it is done in another way, so their lack is told but is not wrong. */
async function abilities(client: ImapFlow, address: ImapAddress, words: Words): Promise<readonly Check[]> {
  const able = (ability: "IDLE" | "MOVE"): Check => {
    const part = ability.toLowerCase();
    const has = client.capabilities.has(ability) || client.capabilities.has("IMAP4rev2");
    return {
      what: words(`${part}.what`),
      ok: true,
      found: words(`${part}.${has ? "good" : "without"}`),
      fix: null,
    };
  };
  return [able("IDLE"), able("MOVE"), await folders(client, address, words)];
}

/** The folders mails are put away in are there, or are made now. */
async function folders(client: ImapFlow, address: ImapAddress, words: Words): Promise<Check> {
  const what = words("folders.what");
  const missing: string[] = [];
  for (const folder of [address.processed, address.aside]) {
    const isThere = await client.status([...folder], { uidNext: true }).catch(() => false);
    const isMade = async (): Promise<boolean> =>
      makeFolder(client, folder).then(
        () => true,
        () => false,
      );
    if (isThere === false && !(await isMade())) missing.push(folder.join("/"));
  }
  const names = (missing.length > 0 ? missing : [address.processed.join("/"), address.aside.join("/")]).join(
    ", ",
  );
  return missing.length === 0
    ? { what, ok: true, found: words("folders.good", { names }), fix: null }
    : { what, ok: false, found: words("folders.refused", { names }), fix: words("folders.fix") };
}
