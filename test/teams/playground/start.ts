import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { teamsAdapter } from "../../../adapters/teams/teamsAdapter.ts";
import { openLog } from "../../../src/log.ts";
import { openChat } from "../../../src/rooms/open-chat.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { realAssistant, realWorld } from "../../make/world.ts";
import { openBridge } from "./bridge.ts";

/** Where the playground posts events, and where it is served, if told nothing else. */
const PORT = 3978;
const PLAYGROUND = "http://localhost:56150";

/** What is read of the file that tells the playground its people and places. */
const PLACES = z.object({
  tenantId: z.string(),
  bot: z.object({ id: z.string() }),
  /** The first is the agent. */
  users: z.tuple([z.object({ id: z.string(), name: z.string(), aadObjectId: z.string() })], z.unknown()),
  /** The first is the agents'. */
  team: z.object({ channels: z.tuple([z.object({ id: z.string() })], z.unknown()) }),
});

/**
 * Serves Teams to Agents Playground: the real adapter, assistant and store, the store gone at the end. Arguments: the
 * folder of files that can be sent, `fr` or `en`.
 */
const [files = ".", language = "fr"] = process.argv.slice(2);
const places = PLACES.parse(
  parse(readFileSync(new URL(".m365agentsplayground.yml", import.meta.url), "utf8")),
);
const [{ id: agentsChannel }] = places.team.channels;
const [{ id, name, aadObjectId }] = places.users;
const clientId = places.bot.id.replace("28:", "");
const locale = language === "en" ? "en-US" : "fr-FR";
const agents = { channel: agentsChannel, from: { id, name, aadObjectId } };
const bridge = await openBridge({ playground: PLAYGROUND, clientId, locale, agents, files }, PORT);
const dataDir = await mkdtemp(join(tmpdir(), "passerelle-playground-"));
const store = await openStore({ dataDir });
const log = openLog("info");
const world = realWorld();
const adapter = teamsAdapter({
  clientId,
  clientSecret: "of-the-playground",
  tenantId: places.tenantId,
  agentsChannel,
  largestFile: 200 * 2 ** 20,
  text: (spoken, key, values) => world.texts.say(spoken, key, values),
  log,
  endpoints: bridge.endpoints,
});
const lines = { has: (channel: string) => channel === adapter.name, agentsOf: () => adapter.agents };
const chat = await openChat({ store, assistant: realAssistant(store, { lines }), world, adapter, log });
bridge.serve(adapter.mounts);
process.stdout.write(`Start Agents Playground with --service-url ${bridge.endpoints.service}\n`);

await new Promise<void>((resolve) => {
  process.once("SIGINT", resolve);
  process.once("SIGTERM", resolve);
});
await bridge.close();
await chat.stop();
await store.close();
await rm(dataDir, { recursive: true, force: true });
