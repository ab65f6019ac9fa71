import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";

/**
 * What becomes of one try to hand over a mail. Only after the first two has the server the mail: of the second the sender
 * cannot know.
 */
export const FATES = [
  "take",
  "take-and-hang-up",
  "hang-up-in-the-middle",
  "451-after-the-mail",
  "451-to-the-recipient",
  "hang-up-at-the-greeting",
] as const;
export type Fate = (typeof FATES)[number];

export type UnrulyServer = {
  readonly url: string;
  /** Every mail it has, in order, as often as it got it, with the fate of the try that brought it. */
  readonly has: readonly { readonly raw: string; readonly id: string; readonly fate: Fate }[];
  /** How often each fate befell a try. */
  readonly fates: ReadonlyMap<Fate, number>;
  close(): Promise<void>;
};

/** A real SMTP server on loopback that treats each connection as `fateOf` its number, from 1, says. */
export async function unrulyServer(fateOf: (number: number) => Fate): Promise<UnrulyServer> {
  const has: { raw: string; id: string; fate: Fate }[] = [];
  const fates = new Map<Fate, number>();
  const befalls = new Map<string, Fate>();
  let connections = 0;
  const later = (): Error => Object.assign(new Error("Try again later"), { responseCode: 451 });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onConnect(session, callback) {
      const fate = fateOf(++connections);
      fates.set(fate, (fates.get(fate) ?? 0) + 1);
      befalls.set(session.id, fate);
      if (fate === "hang-up-at-the-greeting") socketOf(session.id)?.destroy();
      callback();
    },
    onRcptTo: (_address, session, callback) =>
      callback(befalls.get(session.id) === "451-to-the-recipient" ? later() : null),
    onData(stream, session, callback) {
      const fate = befalls.get(session.id) ?? "take";
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if (fate === "hang-up-in-the-middle") socketOf(session.id)?.destroy();
      });
      stream.on("end", () => {
        if (fate === "hang-up-in-the-middle") return;
        if (fate === "451-after-the-mail") return callback(later());
        const raw = Buffer.concat(chunks).toString("utf8");
        has.push({ raw, id: /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1] ?? "", fate });
        if (fate === "take-and-hang-up") socketOf(session.id)?.destroy();
        else callback(null, "Ok: queued");
      });
    },
  });
  function socketOf(id: string): Socket | undefined {
    const all = [...(server.connections as Set<{ readonly id: string; readonly _socket: Socket }>)];
    return all.find((connection) => connection.id === id)?._socket;
  }
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    has,
    fates,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
