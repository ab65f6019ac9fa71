import { describe, expect, it } from "vitest";
import { FileUnavailable } from "../../adapters/chat.ts";
import { serve } from "./served.ts";
import type { Served } from "./served.ts";

async function read(served: Served, ref: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of served.adapter.fetch(ref) as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

async function failure(served: Served, ref: string): Promise<string> {
  try {
    return `read: ${await read(served, ref)}`;
  } catch (error) {
    return error instanceof FileUnavailable ? error.why : `thrown: ${String(error)}`;
  }
}

describe("files of Teams", () => {
  it("fetches a file of the private chat by the address that came with it", async () => {
    const served = await serve({ direct: true });
    await served.standIn.act("admin", { kind: "upload", name: "journal.log", content: "é".repeat(300_000) });
    const input = served.received[0]?.input;
    if (input?.kind !== "file") throw new Error("no file");
    expect(input.name).toBe("journal.log");
    expect(await read(served, input.ref)).toBe("é".repeat(300_000));
  });

  it("fetches a pasted picture with the app's token", async () => {
    const served = await serve({ direct: true });
    const { standIn } = served;
    standIn.state.files.set("/emea/v3/attachments/0-1/views/original", (response) => response.end("PNG"));
    const contentUrl = `${standIn.url}/emea/v3/attachments/0-1/views/original`;
    await standIn.send({
      ...standIn.activity("admin", { kind: "say", text: "" }),
      attachments: [{ contentType: "image/*", contentUrl }],
    });
    const input = served.received[0]?.input;
    if (input?.kind !== "file") throw new Error("no file");
    expect(await read(served, input.ref)).toBe("PNG");
    standIn.state.tokens.clear();
    expect(await failure(served, input.ref)).toBe("no-right");
  });

  it.each([
    [404, "gone"],
    [410, "gone"],
    [403, "gone"],
    [401, "gone"],
    [429, "unreachable"],
    [503, "unreachable"],
  ])("takes %i for « %s »", async (status, why) => {
    const served = await serve();
    const { standIn } = served;
    standIn.state.files.set("/files/x", (response) => response.writeHead(status).end());
    expect(await failure(served, `download:${standIn.url}/files/x`)).toBe(why);
  });

  it("takes no larger file than it may, whether its length is told or not", async () => {
    const served = await serve();
    const { standIn } = served;
    const { files } = standIn.state;
    files.set("/files/told", (response) =>
      response.writeHead(200, { "content-length": "50000001" }).write("x"),
    );
    files.set("/files/untold", (response) => {
      for (let at = 0; at < 51; at += 1) response.write(Buffer.alloc(1_000_000));
      response.end();
    });
    expect(await failure(served, `download:${standIn.url}/files/told`)).toBe("too-large");
    expect(await failure(served, `download:${standIn.url}/files/untold`)).toBe("too-large");
  });

  it("tells that a file could not be had where the connection breaks in it, or was never there", async () => {
    const served = await serve();
    const { standIn } = served;
    standIn.state.files.set("/files/broken", (response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("part");
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failure(served, `download:${standIn.url}/files/broken`)).toBe("unreachable");
    await standIn.cut(60_000);
    expect(await failure(served, `download:${standIn.url}/files/broken`)).toBe("unreachable");
  });

  it("goes nowhere but to where Microsoft keeps files, by whatever way it is sent there", async () => {
    const served = await serve();
    const { standIn } = served;
    const to = (location: string) => (response: import("node:http").ServerResponse) =>
      response.writeHead(302, { location }).end();
    const { files } = standIn.state;
    files.set("/files/fine", (response) => response.end("fine"));
    files.set("/files/moved", to("/files/fine"));
    files.set("/files/away", to("http://169.254.169.254/latest/meta-data"));
    files.set("/files/round", to("/files/round"));
    expect(await failure(served, `download:${standIn.url}/files/moved`)).toBe("read: fine");
    expect(await failure(served, `download:${standIn.url}/files/away`)).toBe("no-right");
    expect(await failure(served, `download:${standIn.url}/files/round`)).toBe("unreachable");
    for (const ref of [
      "download:http://127.0.0.1:1/files/x",
      "download:https://evil.example.org/x",
      "download:https://contoso.sharepoint.com.evil.example.org/x",
      "download:file:///etc/passwd",
      "image:https://evil.example.org/v3/attachments/1/views/original",
    ]) {
      expect(await failure(served, ref)).toBe("no-right");
    }
    expect(await failure(served, "odd")).toBe("gone");
  });
});
