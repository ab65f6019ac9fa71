import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import type { Json, World } from "./world.ts";
import { TOKEN, guildJson } from "./world.ts";

/** An event as the gateway tells it. */
export type GatewayEvent = { readonly t: string; readonly d: Json };

type Session = {
  readonly id: string;
  readonly intents: number;
  /** All that was told, by its number; told again to those who resume. */
  readonly told: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | null;
};

const MESSAGE_CONTENT = 1 << 15;

/** The gateway of Discord: docs.discord.com/developers/events/gateway */
export function gatewayServer(server: Server, world: World, base: () => string) {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  /** Resolved by the next heartbeat of a connection. */
  const beats = new Map<WebSocket, (() => void)[]>();

  server.on("upgrade", (request: IncomingMessage, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (connection) => greet(connection));
  });

  function send(socket: WebSocket, frame: Json): void {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  }

  function tell(session: Session, t: string, d: unknown): void {
    const event = { s: session.told.length + 1, t, d };
    session.told.push(event);
    if (session.socket !== null) send(session.socket, { op: 0, ...event });
  }

  function greet(socket: WebSocket): void {
    let session: Session | undefined;
    beats.set(socket, []);
    socket.on("message", (data) => {
      const { op, d } = JSON.parse(String(data)) as { readonly op: number; readonly d: Json };
      if (op === 1) {
        send(socket, { op: 11 });
        for (const beat of beats.get(socket)?.splice(0) ?? []) beat();
      }
      if (op === 2) session = identify(socket, d);
      if (op === 6) session = resume(socket, d);
    });
    socket.on("close", (code) => {
      for (const beat of beats.get(socket)?.splice(0) ?? []) beat();
      beats.delete(socket);
      if (session?.socket !== socket) return;
      session.socket = null;
      // Whoever leaves with these codes has no session any more.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });
    send(socket, { op: 10, d: { heartbeat_interval: 41_250 } });
  }

  function identify(socket: WebSocket, d: Json): Session | undefined {
    if (d["token"] !== TOKEN) {
      socket.close(4004, "Authentication failed.");
      return undefined;
    }
    const intents = Number(d["intents"]);
    if ((intents & MESSAGE_CONTENT) !== 0 && (world.flags & ((1 << 18) | (1 << 19))) === 0) {
      socket.close(4014, "Disallowed intent(s).");
      return undefined;
    }
    world.identified++;
    const session: Session = { id: randomUUID(), intents, told: [], socket };
    sessions.set(session.id, session);
    tell(session, "READY", {
      v: 10,
      user: world.bot,
      guilds: [{ id: world.ids.guild, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: base().replace(/^http/, "ws"),
      shard: [0, 1],
      application: { id: world.ids.application, flags: world.flags },
    });
    tell(session, "GUILD_CREATE", guildJson(world));
    return session;
  }

  function resume(socket: WebSocket, d: Json): Session | undefined {
    const session = sessions.get(String(d["session_id"]));
    if (session === undefined) {
      send(socket, { op: 9, d: false });
      return undefined;
    }
    session.socket = socket;
    for (const event of session.told.filter((one) => one.s > Number(d["seq"])))
      send(socket, { op: 0, ...event });
    tell(session, "RESUMED", {});
    return session;
  }

  /** Without the intent, only the words of direct messages and of those that mention the bot are told. */
  function visible({ t, d }: GatewayEvent, session: Session): Json {
    if (t !== "MESSAGE_CREATE" || (session.intents & MESSAGE_CONTENT) !== 0) return d;
    const mentions = d["mentions"] as readonly { readonly id: string }[];
    if (d["guild_id"] === undefined || mentions.some((one) => one.id === world.ids.bot)) return d;
    return { ...d, content: "", attachments: [], components: [], embeds: [] };
  }

  return {
    /** Tells everybody who has a session, connected or not. */
    dispatch(event: GatewayEvent): void {
      for (const session of sessions.values()) tell(session, event.t, visible(event, session));
    },
    /** Sends frames as they are to those connected. */
    raw(frames: readonly string[]): void {
      for (const { socket } of sessions.values()) for (const frame of frames) socket?.send(frame);
    },
    /** Resolves once everybody connected has read all that was sent so far. */
    async read(): Promise<void> {
      await Promise.all(
        [...beats.keys()].map(
          (socket) =>
            new Promise<void>((resolve) => {
              beats.get(socket)?.push(resolve);
              send(socket, { op: 1, d: null });
            }),
        ),
      );
    },
    /** Forgets every session: those who come back begin anew and are told nothing of what they missed. */
    forget(): void {
      for (const session of sessions.values()) session.socket?.terminate();
      sessions.clear();
    },
    sessions: () => sessions.size,
    connected: () => [...sessions.values()].filter((one) => one.socket !== null).length,
    cut(): void {
      for (const socket of beats.keys()) socket.terminate();
    },
    close(): void {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
