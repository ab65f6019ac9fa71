import type { IncomingMessage, ServerResponse } from "node:http";

/** What the SDK's route is handed, and what it gives back. */
export type Route = (request: {
  readonly body: unknown;
  readonly headers: Record<string, string | string[]>;
}) => Promise<{ readonly status: number; readonly body?: unknown }>;

/** An activity is some tens of kilobytes at most. */
const LARGEST_BODY = 1_048_576;

/**
 * Serves the SDK's route on the program's own web server. Before `open` and after `close` it answers 503, so that the
 * platform tries again; `close` resolves once what was begun is answered.
 */
export type MountServer = {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  open(route: Route): void;
  close(): Promise<void>;
};

export function createMountServer(onError: (error: unknown) => void): MountServer {
  let route: Route | null = null;
  const busy = new Set<Promise<void>>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") return answer(response, 405, { error: "POST only" });
    if (route === null) return answer(response, 503, { error: "not started" });
    const body = await readJson(request);
    if (body.kind === "wrong") return answer(response, body.status, { error: "not an activity" });
    const { status, body: told } = await route({ body: body.value, headers: headersOf(request) });
    answer(response, status, told);
  }

  return {
    handle(request, response) {
      const work = serve(request, response)
        .catch((error: unknown) => {
          onError(error);
          answer(response, 500, { error: "failed" });
        })
        .finally(() => busy.delete(work));
      busy.add(work);
    },
    open(to) {
      route = to;
    },
    async close() {
      route = null;
      await Promise.all(busy);
    },
  };
}

type Body =
  | { readonly kind: "read"; readonly value: object }
  | { readonly kind: "wrong"; readonly status: number };

async function readJson(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY) return { kind: "wrong", status: 413 };
    parts.push(part);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { kind: "read", value }
      : { kind: "wrong", status: 400 };
  } catch {
    return { kind: "wrong", status: 400 };
  }
}

function headersOf(request: IncomingMessage): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const text = body === undefined ? "" : JSON.stringify(body);
  // What is left of a body that was refused is not waited for.
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    ...(status === 413 ? { connection: "close" } : {}),
  });
  response.end(text);
}
