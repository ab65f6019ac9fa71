import { slackAdapter } from "../../adapters/slack/slackAdapter.ts";
import type { Lines } from "../../src/rooms/lines.ts";
import { openChat } from "../../src/rooms/open-chat.ts";
import { ROOT } from "../../src/root.ts";
import { openStore } from "../../src/store/open-store.ts";
import { loadTexts } from "../../src/texts.ts";
import { quietLog } from "../../test/make/log.ts";
import { realAssistant, realWorld } from "../../test/make/world.ts";
import { serve } from "./serve.ts";
import { WORKPLACE } from "./workplace.ts";

/** Passerelle in Slack as it is served, its store in memory (argument: address of the Web API). */
const texts = loadTexts(ROOT);
const adapter = slackAdapter({
  botToken: WORKPLACE.botToken,
  events: { by: "http", signingSecret: WORKPLACE.secret },
  text: (...asked) => texts.say(...asked),
  apiUrl: process.argv[2] ?? "",
});
const store = await openStore({ dataDir: null });
const lines: Lines = { has: (channel) => channel === adapter.name, agentsOf: () => null };
const assistant = realAssistant(store, { lines });
await openChat({ store, assistant, world: realWorld(), adapter, log: quietLog() });
await serve((request, response) => adapter.mounts[0]?.handle(request, response));
