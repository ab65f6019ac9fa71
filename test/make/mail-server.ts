import type { AddressInfo } from "node:net";
import type { SMTPServerSession } from "smtp-server";
import { SMTPServer } from "smtp-server";

/** How the server answers one message: takes it, refuses it with a code, or hangs up without a word. */
export type Behaviour = { readonly code: number; readonly text: string } | "take" | "take-and-hang-up";

export type MailServer = {
  readonly url: string;
  readonly port: number;
  /** Every message whose bytes came in whole, in order. */
  readonly received: {
    readonly raw: string;
    readonly from: string;
    readonly to: readonly string[];
    /** What the sender said of letters beyond ASCII, in addresses (RFC 6531) and in the bytes (RFC 6152). */
    readonly extensions: { readonly smtpUtf8: boolean; readonly bodyType: string };
  }[];
  /** What was shown at each login: a password or a token. */
  readonly shown: string[];
  close(): Promise<void>;
};

/** Not in the types of smtp-server. */
function extensionsOf(session: SMTPServerSession): MailServer["received"][number]["extensions"] {
  const { smtpUtf8, bodyType } = session.envelope as unknown as MailServer["received"][number]["extensions"];
  return { smtpUtf8, bodyType };
}

/** A real SMTP server on loopback; `behave` says what becomes of each message, by its number from 1. */
export async function mailServer(
  behave: (number: number) => Behaviour = () => "take",
  options: {
    readonly port?: number;
    readonly password?: string;
    /** The only token let in (XOAUTH2). */
    readonly token?: string;
    /** Whether a token is refused with its reason first. */
    readonly explains?: boolean;
    /** Bytes of the largest message taken. */
    readonly largest?: number;
    /** Recipients nobody is behind. */
    readonly unknown?: readonly string[];
  } = {},
): Promise<MailServer> {
  const received: MailServer["received"] = [];
  const shown: string[] = [];
  const server = new SMTPServer({
    authOptional: options.password === undefined && options.token === undefined,
    ...(options.token === undefined ? {} : { authMethods: ["XOAUTH2"] }),
    ...(options.largest === undefined ? {} : { size: options.largest }),
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    logger: false,
    onAuth(auth, _session, callback) {
      shown.push(auth.accessToken ?? auth.password ?? "");
      const right =
        options.token === undefined ? auth.password === options.password : auth.accessToken === options.token;
      if (right) callback(null, { user: auth.username ?? "" });
      // Google's servers say why, and wait to be asked for it; Microsoft's refuse at once.
      else if (options.explains === true) callback(null, { data: { status: "400", schemes: "Bearer" } });
      else callback(Object.assign(new Error("Authentication failed"), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, callback) {
      if (options.unknown?.includes(address) !== true) callback();
      else callback(Object.assign(new Error(`<${address}>: no such mailbox`), { responseCode: 550 }));
    },
    onData(stream, session: SMTPServerSession, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({
          raw: Buffer.concat(chunks).toString("utf8"),
          from: session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map((one) => one.address),
          extensions: extensionsOf(session),
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
    shown,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
