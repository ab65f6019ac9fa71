import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** What a token server answers: a status, and JSON or whatever text. */
export type TokenAnswer = {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type TokenServer = {
  readonly url: string;
  /** The forms posted to it, in order. */
  readonly asked: Readonly<Record<string, string>>[];
  close(): Promise<void>;
};

/** A real token server on loopback; `answer` says what it gives, by the number of the request from 1. */
export async function tokenServer(
  answer: (number: number) => TokenAnswer | Promise<TokenAnswer>,
): Promise<TokenServer> {
  const asked: Readonly<Record<string, string>>[] = [];
  const server = createServer((request, response) => {
    void text(request).then(async (form) => {
      asked.push(Object.fromEntries(new URLSearchParams(form)));
      const { status = 200, body, headers = {} } = await answer(asked.length);
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/token`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
