import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COMMAND, SHORTCUT } from "../../adapters/slack/actions.ts";
import { allScopes, EVENTS, METHODS, neededScopes } from "../../adapters/slack/scopes.ts";
import { ROOT } from "../../src/root.ts";

const FOLDER = join(ROOT, "adapters/slack");
const manifest = parse(readFileSync(join(FOLDER, "manifest.yaml"), "utf8")) as {
  readonly features: {
    readonly slash_commands: readonly { readonly command: string }[];
    readonly shortcuts: readonly {
      readonly callback_id: string;
      readonly name: string;
      readonly type: string;
    }[];
    readonly app_home: Readonly<Record<string, boolean>>;
    readonly assistant_view: { readonly assistant_description: string };
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
  };
};
const code = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(FOLDER, file), "utf8"))
  .join("\n");

/** Methods of the Web API the code calls, of whatever client. */
function calledMethods(): readonly string[] {
  const calls = code.matchAll(
    /\.(apps|assistant|auth|bookmarks|chat|conversations|files|reactions|team|usergroups|users|views)((?:\.[a-zA-Z]+)+)\(/g,
  );
  const methods = [...calls].map((call) => `${call[1]}${call[2]}`);
  // `hands.chat.receive` and the like are calls of the program itself.
  const own = new Set(["chat.receive", "chat.procedures", "chat.draft", "chat.text", "chat.table"]);
  return [...new Set(methods)].filter((method) => !own.has(method)).toSorted();
}

describe("slack's manifest", () => {
  it("knows every method the code calls, and no other", () => {
    expect(calledMethods()).toEqual(Object.keys(METHODS).toSorted());
  });

  it("asks for the scopes of what is used, and no other", () => {
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(allScopes());
  });

  it("subscribes to the events the code listens to, and no other", () => {
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(
      Object.keys(EVENTS).toSorted(),
    );
    const listened = /for \(const event of \[([^\]]*)\]/.exec(code)?.[1]?.match(/[a-z_]+/g) ?? [];
    const subscribed = Object.keys(EVENTS).map((name) => name.replace(/\..*$/, ""));
    expect(new Set(listened)).toEqual(new Set(subscribed));
  });

  it("has the command, the shortcut, the Home tab and the pane", () => {
    expect(manifest.features.slash_commands.map((one) => one.command)).toEqual([COMMAND]);
    expect(manifest.features.shortcuts).toMatchObject([
      { callback_id: SHORTCUT, name: "Demander à Passerelle", type: "message" },
    ]);
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(manifest.features.assistant_view.assistant_description).not.toBe("");
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
  });

  it("needs less where no agents are configured", () => {
    const least = neededScopes({});
    expect(least).not.toContain("usergroups:read");
    expect(least).not.toContain("channels:read");
    expect(neededScopes({ agentsChannel: "C1", agentsGroup: "S1" })).toEqual(allScopes());
  });
});
