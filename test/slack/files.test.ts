import { afterEach, describe, expect, it } from "vitest";
import { FileUnavailable } from "../../adapters/chat.ts";
import type { ChatAdapter } from "../../adapters/chat.ts";
import { slackAdapter } from "../../adapters/slack/slackAdapter.ts";
import type { SlackStandIn } from "./stand-in.ts";
import { platform } from "./stand-in.ts";
import type { SlackFile } from "./workspace.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0)) await end();
});

async function withFile(file: Partial<SlackFile>): Promise<{ standIn: SlackStandIn; adapter: ChatAdapter }> {
  const standIn = await platform.open({ language: "fr" });
  over.push(() => standIn.close());
  const content = Buffer.from("<identifiants/>");
  standIn.server.files.set("F1", {
    id: "F1",
    name: "a.xml",
    mimetype: "text/xml",
    content,
    state: "there",
    ...file,
  });
  return { standIn, adapter: standIn.adapter() };
}

async function read(adapter: ChatAdapter, ref = "F1"): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of adapter.fetch(ref)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function why(adapter: ChatAdapter, ref?: string): Promise<string> {
  const error: unknown = await read(adapter, ref).then(
    () => "it was read",
    (failure: unknown) => failure,
  );
  return error instanceof FileUnavailable ? error.why : String(error);
}

describe("a file of Slack", () => {
  it("is read with the bot's token, piece by piece", async () => {
    const content = Buffer.alloc(8 * 1024 * 1024, "journal ");
    const { adapter } = await withFile({ content, mimetype: "text/plain" });
    let pieces = 0;
    let size = 0;
    for await (const piece of adapter.fetch("F1")) {
      pieces += 1;
      size += piece.length;
    }
    expect(size).toBe(content.length);
    expect(pieces).toBeGreaterThan(10);
  });

  it("may be a page, when it was sent as one", async () => {
    const page = Buffer.from("<!doctype html><html><body>Connexion</body></html>");
    const { adapter } = await withFile({ content: page, mimetype: "text/html" });
    expect(await read(adapter)).toEqual(page);
    const long = Buffer.from(`<!doctype html>${"<p>ligne</p>".repeat(20_000)}`);
    const other = await withFile({ content: long, mimetype: "text/html" });
    expect(await read(other.adapter)).toEqual(long);
  });

  it.each([
    ["the sign-in page instead of it", { state: "sign-in" }, "no-right"],
    ["the sign-in page instead of a page", { state: "sign-in", mimetype: "text/html" }, "no-right"],
    ["deleted", { state: "deleted" }, "gone"],
    ["the stone of a deleted one", { state: "tombstone" }, "gone"],
    ["its content is gone", { state: "vanished" }, "gone"],
    ["cut off in its middle", { state: "cut-off", content: Buffer.alloc(200_000, "x") }, "unreachable"],
  ] as const)("cannot be read: %s", async (_what, file, expected) => {
    const { adapter } = await withFile(file);
    expect(await why(adapter)).toBe(expected);
  });

  it.each([
    ["missing_scope", "no-right"],
    ["access_denied", "no-right"],
    ["file_not_found", "gone"],
    ["ratelimited", "unreachable"],
    ["<html>502</html>", "unreachable"],
  ])("cannot be asked for: %s", async (error, expected) => {
    const { standIn, adapter } = await withFile({});
    standIn.server.failing.set("files.info", error);
    expect(await why(adapter)).toBe(expected);
  });

  it("cannot be reached without a connection, nor read with another token", async () => {
    const { standIn } = await withFile({});
    const nowhere = slackAdapter({ ...standIn.options, apiUrl: "http://127.0.0.1:9/api/" });
    expect(await why(nowhere)).toBe("unreachable");
    const other = slackAdapter({ ...standIn.options, botToken: "xoxb-other" });
    expect(await why(other)).toBe("no-right");
  });
});
