import type { IncomingMessage, ServerResponse } from "node:http";
import type { Json, Kept, World } from "./world.ts";
import { TOKEN, guildJson, memberOf, messageJson, snowflake, threadJson, whoIs } from "./world.ts";

/** An answer of the API: a status and what it says. */
type Answer = { readonly status: number; readonly body: Json | readonly Json[] | null };

const done: Answer = { status: 204, body: null };
const ok = (body: Json | readonly Json[]): Answer => ({ status: 200, body });

/** docs.discord.com/developers/topics/opcodes-and-status-codes#json */
function refused(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : (JSON.parse(text) as Json);
}

/** What Discord refuses in a message; null where it takes it. docs.discord.com/developers/components/reference */
export function invalid({ content, components = [] }: Json): string | null {
  if (typeof content !== "string" || content.trim() === "") return "content: empty";
  if ([...content].length > 2_000) return "content: longer than 2000";
  const rows = components as readonly (Json & { readonly components: readonly Json[] })[];
  if (rows.length > 5) return "components: more than 5 rows";
  const ids = rows.flatMap((row) => row.components.map((one) => String(one["custom_id"])));
  if (new Set(ids).size !== ids.length) return "components: custom_id twice";
  for (const row of rows) {
    if (row.components.length === 0 || row.components.length > 5) return "row: 1 to 5 components";
    for (const one of row.components) {
      if (String(one["custom_id"]).length > 100) return "custom_id: longer than 100";
      if (one["type"] === 2 && !within(one["label"], 80)) return "label: 1 to 80";
      if (one["type"] !== 3) continue;
      if (row.components.length > 1) return "row: a menu is alone";
      const options = one["options"] as readonly Json[];
      if (options.length === 0 || options.length > 25) return "options: 1 to 25";
      if (new Set(options.map((option) => option["value"])).size !== options.length) return "value twice";
      for (const option of options) {
        if (!within(option["label"], 100) || !within(option["value"], 100)) return "option: 1 to 100";
        if (option["description"] !== undefined && !within(option["description"], 100)) return "description";
      }
    }
  }
  return null;
}

function within(text: unknown, limit: number): boolean {
  return typeof text === "string" && text !== "" && text.length <= limit;
}

/** The REST API of Discord, as far as a bot of this kind uses it. `base`: the address it is served at. */
export function restServer(world: World, base: () => string) {
  const api = "/api/v10";

  function channelExists(id: string): boolean {
    const { ids, threads } = world;
    return [ids.channel, ids.agentsChannel, ids.direct].includes(id) || threads.has(id);
  }

  /** Why nothing can be done in a channel; null where it can. */
  function closed(channel: string): Answer | null {
    if (!channelExists(channel) || world.gone.has(channel)) return refused(404, 10_003, "Unknown Channel");
    return world.closed.has(channel) ? refused(403, 50_013, "Missing Permissions") : null;
  }

  function createMessage(channel: string, body: Json): Answer {
    const wrong = invalid(body);
    if (wrong !== null) return refused(400, 50_035, `Invalid Form Body: ${wrong}`);
    const nonce = body["enforce_nonce"] === true ? String(body["nonce"]) : null;
    if (nonce !== null && nonce.length > 25) return refused(400, 50_035, "nonce: longer than 25");
    const before = nonce === null ? undefined : world.nonces.get(nonce);
    const kept = world.messages.find((one) => one.id === before);
    if (kept !== undefined) return ok({ ...messageJson(world, kept, base()), nonce });
    const thread = world.threads.get(channel);
    if (thread?.locked === true) return refused(403, 160_005, "Thread is locked");
    if (thread !== undefined) thread.archived = false;
    const reference = body["message_reference"] as { readonly message_id: string } | undefined;
    const made: Kept = {
      id: snowflake(),
      channel,
      author: world.bot,
      type: reference === undefined ? 0 : 19,
      reference: reference?.message_id ?? null,
      attachments: [],
      forwarded: false,
      content: String(body["content"]).trim(),
      components: (body["components"] ?? []) as readonly Json[],
      flags: Number(body["flags"] ?? 0),
      edits: 0,
    };
    world.messages.push(made);
    if (nonce !== null) world.nonces.set(nonce, made.id);
    return ok({ ...messageJson(world, made, base()), ...(nonce === null ? {} : { nonce }) });
  }

  function editMessage(channel: string, id: string, body: Json): Answer {
    const kept = world.messages.find((one) => one.id === id && one.channel === channel);
    if (kept === undefined) return refused(404, 10_008, "Unknown Message");
    if (world.threads.get(channel)?.archived === true) return refused(400, 50_083, "Thread is archived");
    const wrong = invalid(body);
    if (wrong !== null) return refused(400, 50_035, `Invalid Form Body: ${wrong}`);
    kept.content = String(body["content"]).trim();
    kept.components = (body["components"] ?? []) as readonly Json[];
    kept.edits++;
    return ok(messageJson(world, kept, base()));
  }

  function startThread(parent: string, message: string | null, body: Json): Answer {
    if (world.threadsFail > 0) {
      world.threadsFail--;
      return { status: 503, body: { message: "unavailable" } };
    }
    const name = String(body["name"]);
    if (!within(name, 100)) return refused(400, 50_035, "name: 1 to 100");
    if (message !== null && world.threads.has(message))
      return refused(400, 160_004, "A thread has already been created for this message");
    const id = message ?? snowflake();
    const thread = {
      id,
      parent,
      name,
      type: Number(body["type"] ?? 11),
      members: new Set<string>(),
      archived: false,
      locked: false,
    };
    world.threads.set(id, thread);
    return { status: 201, body: threadJson(world, thread) };
  }

  function callback(id: string, token: string, body: Json): Answer {
    const made = world.interactions.get(id);
    if (made === undefined || made.token !== token || world.expired)
      return refused(404, 10_062, "Unknown interaction");
    if (world.callbacks.has(id)) return refused(400, 40_060, "Interaction has already been acknowledged.");
    const data = body["data"] as Json | undefined;
    if (body["type"] === 4) {
      const wrong = invalid(data ?? {});
      if (wrong !== null) return refused(400, 50_035, wrong);
    }
    world.callbacks.set(id, { user: made.user, type: Number(body["type"]), data });
    return done;
  }

  function answer(method: string, path: string, query: URLSearchParams, body: Json): Answer {
    const { ids } = world;
    const [, kind = "", id = "", sub = "", item = "", more = ""] = path.split("/");
    const call = `${method} ${kind}/${sub}${more === "" ? "" : `/${more}`}`;
    switch (call) {
      case "GET gateway/":
        return ok({
          url: base().replace(/^http/, "ws"),
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
        });
      case "GET users/":
        return ok(world.bot);
      case "GET users/guilds":
        return ok(
          world.member
            ? [{ id: ids.guild, name: "Collège Jean-Moulin", permissions: world.permissions }]
            : [],
        );
      case "GET applications/":
        return ok({ id: ids.application, name: "Passerelle", flags: world.flags });
      case "GET applications/commands":
        return ok(world.commands);
      case "PUT applications/commands":
        world.commands = body as unknown as readonly Json[];
        return ok(world.commands);
      case "GET guilds/roles":
        return ok(guildJson(world)["roles"] as readonly Json[]);
      case "GET guilds/members": {
        const who = whoIs(world, item);
        return who === null ? refused(404, 10_007, "Unknown Member") : ok(memberOf(world, who));
      }
      case "GET channels/": {
        const wrong = closed(id);
        if (wrong !== null) return wrong;
        const thread = world.threads.get(id);
        if (thread !== undefined) return ok(threadJson(world, thread));
        if (id === ids.direct) return ok({ id, type: 1, recipients: [world.users.admin] });
        return ok({ id, type: 0, guild_id: ids.guild, name: id === ids.channel ? "ent" : "agents" });
      }
      case "PATCH channels/": {
        const thread = world.threads.get(id);
        if (thread === undefined) return refused(404, 10_003, "Unknown Channel");
        thread.archived = body["archived"] === true;
        return ok(threadJson(world, thread));
      }
      case "POST channels/typing":
        return done;
      case "GET channels/messages": {
        const wrong = closed(id);
        if (wrong !== null) return wrong;
        const all = world.messages.filter((one) => one.channel === id);
        if (item !== "") {
          const kept = all.find((one) => one.id === item);
          return kept === undefined
            ? refused(404, 10_008, "Unknown Message")
            : ok(messageJson(world, kept, base()));
        }
        return ok(
          all
            .slice(-Number(query.get("limit") ?? 50))
            .toReversed()
            .map((one) => messageJson(world, one, base())),
        );
      }
      case "POST channels/messages":
        return closed(id) ?? createMessage(id, body);
      case "PATCH channels/messages":
        return closed(id) ?? editMessage(id, item, body);
      case "POST channels/threads":
        return closed(id) ?? startThread(id, null, body);
      case "POST channels/messages/threads":
        return closed(id) ?? startThread(id, item, body);
      case "PUT channels/thread-members":
        world.threads.get(id)?.members.add(item);
        return done;
      case "POST interactions/callback":
        return done;
      default:
        return refused(404, 0, `404: Not Found (${call})`);
    }
  }

  function serveFile(path: string, query: URLSearchParams, response: ServerResponse): void {
    const [, , id] = path.split("/");
    const file = world.messages.flatMap((one) => one.attachments).find((one) => one.id === id);
    if (file === undefined || query.get("ex") !== String(world.signature)) {
      response.writeHead(404, { "Content-Type": "text/plain" });
      response.end("This content is no longer available.");
      return;
    }
    if (world.refuseFiles > 0) {
      response.writeHead(world.refuseFiles);
      response.end();
      return;
    }
    response.writeHead(200, { "Content-Type": "application/octet-stream" });
    response.end(world.shortFiles ? file.content.subarray(0, 100) : file.content);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", base());
    const method = request.method ?? "GET";
    if (url.pathname.startsWith("/files/")) return serveFile(url.pathname, url.searchParams, response);
    const path = url.pathname.slice(api.length);
    const body = await bodyOf(request);
    const shows = /^\/channels\/\d+\/messages(\/\d+)?$/.test(path) && ["POST", "PATCH"].includes(method);
    world.calls.push(`${method} ${path}`);
    const interaction = /^\/interactions\/(\d+)\/([^/]+)\/callback$/.exec(path);
    let given: Answer;
    if (interaction !== null) given = callback(interaction[1] ?? "", interaction[2] ?? "", body);
    else if (request.headers.authorization !== `Bot ${TOKEN}`) given = refused(401, 0, "401: Unauthorized");
    else if (shows && world.limited.times > 0) {
      world.limited.times--;
      const seconds = world.limited.seconds;
      response.setHeader("Retry-After", String(seconds));
      response.setHeader("X-RateLimit-Scope", "user");
      given = {
        status: 429,
        body: { message: "You are being rate limited.", retry_after: seconds, global: false },
      };
    } else if (shows && world.failAfter === 0) {
      world.failAfter = -1;
      given = { status: 503, body: { message: "unavailable" } };
    } else given = answer(method, path, url.searchParams, body);
    if (shows && given.status < 300) {
      world.bodies.push(body);
      if (world.failAfter > 0) world.failAfter--;
    }
    if (shows && world.lost > 0 && given.status < 300) {
      world.lost--;
      request.socket.destroy();
      return;
    }
    if (given.body === null) response.writeHead(given.status).end();
    else {
      response.writeHead(given.status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(given.body));
    }
  };
}
