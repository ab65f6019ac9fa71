import { describe, expect, it } from "vitest";
import { askEndpoint } from "../../adapters/teams/checkTeams.ts";
import { serve } from "./served.ts";
import type { Check } from "../../adapters/chat.ts";
import { teamsAdapter } from "../../adapters/teams/teamsAdapter.ts";
import type { TeamsOptions } from "../../adapters/teams/teamsOptions.ts";
import type { TeamsStandIn } from "./stand-in.ts";
import { AGENTS, platform } from "./stand-in.ts";

async function checks(
  change: (options: TeamsOptions) => Partial<TeamsOptions> = () => ({}),
  disturb: (standIn: TeamsStandIn) => void = () => undefined,
  language: "fr" | "en" = "fr",
): Promise<readonly Check[]> {
  const standIn = await platform.open({ language });
  disturb(standIn);
  const options = { ...standIn.options(), publicUrl: "https://127.0.0.1:1" };
  const adapter = teamsAdapter({ ...options, ...change(options) });
  const found = await adapter.check(language);
  await adapter.stop();
  await standIn.close();
  return found;
}

describe("check", () => {
  it("finds a good sign-in, a right clock and the agents' channel, before anything is started", async () => {
    const [signIn, , clock, agents] = await checks();
    expect([signIn?.ok, clock?.ok, agents?.ok]).toEqual([true, true, true]);
    expect(agents?.found).toMatch(/2 membres/);
  });

  it("tells which setting of the sign-in is wrong", async () => {
    const [secret] = await checks(() => ({ clientSecret: "wrong" }));
    expect(secret).toMatchObject({ ok: false, found: expect.stringContaining("7000215") });
    expect(secret?.fix).toMatch(/^TEAMS_CLIENT_SECRET/);
    const [tenant] = await checks(() => ({ tenantId: "00000000-0000-4000-8000-000000000000" }));
    expect(tenant?.fix).toMatch(/^TEAMS_TENANT_ID/);
    const [network] = await checks(({ endpoints }) => ({
      endpoints: { ...endpoints, login: "http://127.0.0.1:1" },
    }));
    expect(network).toMatchObject({ ok: false, fix: expect.stringContaining("login.microsoftonline.com") });
  });

  it.each([
    [undefined, /PUBLIC_URL n’est pas/],
    ["http://passerelle.example.org", /pas en https/],
    ["https://127.0.0.1:1", /sur cette machine/],
    ["https://does-not-exist.invalid", /sur cette machine/],
  ])("tells what is wrong with the public address %s", async (publicUrl, told) => {
    const [, address] = await checks(() => ({ publicUrl }));
    expect(address).toMatchObject({ ok: false, fix: expect.stringMatching(/^PUBLIC_URL/) });
    expect(address?.found).toMatch(told);
  });

  it("knows its own endpoint, started or not, from another's", async () => {
    const { standIn, adapter, endpoint } = await serve();
    expect(await askEndpoint(endpoint)).toBe("ours");
    await adapter.stop();
    expect(await askEndpoint(endpoint)).toBe("ours");
    expect(await askEndpoint(`${standIn.url}/somewhere`)).toBe(401);
    expect(await askEndpoint("http://127.0.0.1:1/api/messages")).toBeNull();
  });

  it("tells that the clock is more than five minutes wrong", async () => {
    const [, , near] = await checks(undefined, ({ state }) => (state.aheadMinutes = 4));
    expect(near?.ok).toBe(true);
    const [, , far] = await checks(undefined, ({ state }) => (state.aheadMinutes = -12));
    expect(far).toMatchObject({ ok: false, found: expect.stringMatching(/12 minutes/) });
  });

  it("tells that the agents' channel is not set, is no id, or is closed to the app", async () => {
    const agents = async (
      agentsChannel: string | undefined,
      disturb?: (standIn: TeamsStandIn) => void,
    ): Promise<Check | undefined> => (await checks(() => ({ agentsChannel }), disturb)).at(-1);
    expect(await agents(undefined)).toMatchObject({ ok: true, found: expect.stringMatching(/Aucun canal/) });
    expect(await agents("Agents")).toMatchObject({
      ok: false,
      fix: expect.stringMatching(/^TEAMS_AGENTS_CHANNEL/),
    });
    expect(await agents("19:0000@thread.tacv2")).toMatchObject({
      ok: false,
      found: expect.stringMatching(/404 ConversationNotFound/),
    });
    const left = await agents(AGENTS, ({ state }) => state.left.add(AGENTS));
    expect(left).toMatchObject({ ok: false, found: expect.stringMatching(/403/) });
  });

  it("speaks English too", async () => {
    const found = await checks(() => ({ clientSecret: "wrong" }), undefined, "en");
    expect(found.map(({ what }) => what)).toEqual([
      "Sign-in of the application with Microsoft",
      "Address at which Teams reaches the program",
      "Clock of the machine",
      "Agents’ channel",
    ]);
    expect(found.at(-1)?.found).toMatch(/not tried/);
  });
});
