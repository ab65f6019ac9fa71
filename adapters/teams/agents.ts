import type { Connector } from "./openSdk.ts";
import type { AdapterLog } from "../adapter.ts";

export type Agents = {
  /** Whether one of those ids is an agent's; asked for again where the list is older than some minutes. */
  has(ids: readonly (string | undefined)[]): Promise<boolean>;
};

export type Member = { readonly id: string; readonly aadObjectId: string | undefined };

const FRESH_MS = 300_000;
const AGAIN_MS = 30_000;
/** An event must be answered within seconds: a slow list is used for the next one. */
const PATIENCE_MS = 2_000;
const PAGE = 500;
const MOST_PAGES = 20;

/**
 * Who may act as an agent: the members of the agents' channel, as the connector lists them. Where it does not answer, those
 * it listed last; nobody before.
 */
export function createAgents(connector: () => Connector, channel: string, log: AdapterLog): Agents {
  let members: ReadonlySet<string> = new Set();
  let goodUntil = 0;
  let asking: Promise<void> | null = null;

  async function renew(): Promise<void> {
    try {
      const all = await membersOf(connector(), channel);
      members = new Set(
        all.flatMap(({ id, aadObjectId }) => (aadObjectId === undefined ? [id] : [id, aadObjectId])),
      );
      goodUntil = Date.now() + FRESH_MS;
    } catch {
      goodUntil = Date.now() + AGAIN_MS;
      log.warn({ channel: "teams" }, "the agents' channel could not be listed: TEAMS_AGENTS_CHANNEL");
    }
  }

  return {
    async has(ids) {
      if (goodUntil <= Date.now()) {
        asking ??= renew().finally(() => (asking = null));
        const patience = new AbortController();
        await Promise.race([asking, waits(patience.signal)]);
        patience.abort();
      }
      return ids.some((id) => id !== undefined && members.has(id));
    },
  };
}

function waits(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });
}

/** The members of a channel, by the connector's id and the directory's. Throws what the connector answered. */
export async function membersOf(connector: Connector, channel: string): Promise<readonly Member[]> {
  const all: Member[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { members, continuationToken } = await connector.conversations.getPagedMembers(
      channel,
      PAGE,
      token,
    );
    all.push(...members.map(({ id, aadObjectId }) => ({ id, aadObjectId })));
    if (continuationToken === undefined || continuationToken === "") break;
    token = continuationToken;
  }
  return all;
}
