import type { AddressInfo } from "node:net";
import type { SMTPServerSession } from "smtp-server";
import { SMTPServer } from "smtp-server";

/** How the server answers one message: takes it, refuses it with a code, or hangs up without a word. */
export type Behaviour = { readonly code: number; readonly text: string } | "take" | "take-and-hang-up";

export type MailServer = {
  readonly url: string;
  readonly port: number;
  /** Every message whose bytes came in whole, in order. */
  readonly received: { readonly raw: string; readonly to: readonly string[] }[];
  close(): Promise<void>;
};

/** A real SMTP server on loopback; `behave` says what becomes of each message, by its number from 1. */
export async function mailServer(
  behave: (number: number) => Behaviour = () => "take",
  options: { readonly port?: number; readonly password?: string } = {},
): Promise<MailServer> {
  const received: MailServer["received"] = [];
  const server = new SMTPServer({
    authOptional: options.password === undefined,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    logger: false,
    onAuth(auth, _session, callback) {
      if (auth.password === options.password) callback(null, { user: auth.username ?? "" });
      else callback(Object.assign(new Error("Authentication failed"), { responseCode: 535 }));
    },
    onData(stream, session: SMTPServerSession, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({
          raw: Buffer.concat(chunks).toString("utf8"),
          to: session.envelope.rcptTo.map((one) => one.address),
        });
        const what = behave(received.length);
        if (what === "take") callback(null, "Ok: queued");
        else if (what === "take-and-hang-up") hangUp(session.id);
        else callback(Object.assign(new Error(what.text), { responseCode: what.code }));
      });
    },
  });
  function hangUp(id: string): void {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>) {
      if (connection.id === id) connection._socket.destroy();
    }
  }
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const auth = options.password === undefined ? "" : "user:wrong@";
  return {
    url: `smtp://${auth}127.0.0.1:${port}`,
    port,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
