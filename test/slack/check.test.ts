import { afterEach, describe, expect, it } from "vitest";
import type { Check } from "../../adapters/chat.ts";
import { slackAdapter } from "../../adapters/slack/slackAdapter.ts";
import type { SlackOptions } from "../../adapters/slack/options.ts";
import type { SlackStandIn } from "./stand-in.ts";
import { httpPlatform, platform } from "./stand-in.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0)) await end();
});

async function checked(
  options: Partial<SlackOptions> = {},
  prepare: (standIn: SlackStandIn) => void = () => undefined,
  mode: typeof platform | typeof httpPlatform = platform,
): Promise<readonly Check[]> {
  const standIn = await mode.open({ language: "fr" });
  over.push(() => standIn.close());
  prepare(standIn);
  return slackAdapter({ ...standIn.options, ...options }).check("fr");
}

const wrong = (checks: readonly Check[]): readonly (readonly [string, string | null])[] =>
  checks.filter((one) => !one.ok).map((one) => [one.found, one.fix] as const);

describe("the check of a Slack set-up", () => {
  it.each([platform, httpPlatform])("finds nothing wrong where all is right", async (mode) => {
    const checks = await checked({}, undefined, mode);
    expect(checks).toHaveLength(5);
    expect(wrong(checks)).toEqual([]);
    expect(checks.map((one) => one.found).join(" ")).toMatch(/Collège.*agents/);
  });

  it("speaks English too", async () => {
    const standIn = await platform.open({ language: "en" });
    over.push(() => standIn.close());
    standIn.server.control.scopes = ["chat:write"];
    const checks = await slackAdapter(standIn.options).check("en");
    expect(checks.find((one) => !one.ok)?.found).toMatch(/^\d+ scopes are missing: app_mentions:read,/);
  });

  it.each<[string, Partial<SlackOptions>, (standIn: SlackStandIn) => void, RegExp, RegExp]>([
    [
      "another bot token",
      { botToken: "xoxb-other" },
      () => undefined,
      /invalid_auth/,
      /SLACK_BOT_TOKEN.*xoxb-/,
    ],
    [
      "another app token",
      { events: { by: "socket", appToken: "xapp-other" } },
      () => undefined,
      /invalid_auth/,
      /SLACK_APP_TOKEN.*connections:write/,
    ],
    [
      "a secret of another form",
      { events: { by: "http", signingSecret: "xoxb-no-secret" } },
      () => undefined,
      /32/,
      /SLACK_SIGNING_SECRET/,
    ],
    [
      "a scope that is missing",
      {},
      ({ server }) =>
        void (server.control.scopes = server.control.scopes.filter((one) => one !== "files:read")),
      /Il manque un droit\s: files:read/,
      /Bot Token Scopes/,
    ],
    [
      "another channel",
      { agentsChannel: "C0NONE" },
      () => undefined,
      /channel_not_found/,
      /SLACK_AGENTS_CHANNEL/,
    ],
    ["another group", { agentsGroup: "S0NONE" }, () => undefined, /no_such_subteam/, /SLACK_AGENTS_GROUP/],
  ])("names the setting of %s", async (_what, options, prepare, found, fix) => {
    const all = wrong(await checked(options, prepare));
    expect(all.some(([one, how]) => found.test(one) && fix.test(how ?? ""))).toBe(true);
  });

  it("tells that Slack cannot be reached", async () => {
    const all = wrong(await checked({ apiUrl: "http://127.0.0.1:9/api/" }));
    expect(all).toHaveLength(5);
    expect(all.every(([found]) => /injoignable/.test(found))).toBe(true);
  });
});
