import type { IncomingMessage, ServerResponse } from "node:http";
import type { App, Logger, Receiver } from "@slack/bolt";
import { HTTPModuleFunctions as http } from "@slack/bolt";
import { settleThenAck } from "./settleThenAck.ts";

/** Slack's events are far smaller. */
const BODY_LIMIT = 1024 * 1024;

/** Takes the events Slack posts; the program's own web server calls `handle`. */
export type HttpReceiver = Receiver & {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
};

/**
 * A receiver of Bolt without a server of its own. Every request is verified by its signature, not older than five minutes:
 * https://docs.slack.dev/authentication/verifying-requests-from-slack. 401: it is not; 400: no event; 500: not taken, Slack
 * sends it again; 503: not started.
 */
export function httpReceiver(signingSecret: string, logger: Logger): HttpReceiver {
  let app: App | undefined;
  let started = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") return http.buildNoBodyResponse(response, 405);
    if (app === undefined || !started) return http.buildNoBodyResponse(response, 503);
    let verified: Awaited<ReturnType<typeof http.parseAndVerifyHTTPRequest>>;
    try {
      verified = await http.parseAndVerifyHTTPRequest({ signingSecret, bodyLimit: BODY_LIMIT }, request);
    } catch (error) {
      return http.buildNoBodyResponse(response, http.isRawBodyError(error) ? error.statusCode : 401);
    }
    const body = readBody(verified);
    if (body === null) return http.buildNoBodyResponse(response, 400);
    if ("ssl_check" in body) return http.buildNoBodyResponse(response, 200);
    if (body["type"] === "url_verification") return http.buildUrlVerificationResponse(response, body);
    await settleThenAck(app, {
      body,
      ack: async (reply?: unknown) => http.buildContentResponse(response, reply),
    });
  }

  return {
    init(bolt) {
      app = bolt;
    },
    async start() {
      started = true;
    },
    async stop() {
      started = false;
    },
    handle(request, response) {
      answer(request, response).catch((error: unknown) => {
        logger.warn("an event was not taken:", error instanceof Error ? error.name : "unknown");
        if (!response.headersSent) http.buildNoBodyResponse(response, 500);
      });
    },
  };
}

function readBody(
  request: Parameters<typeof http.parseHTTPRequestBody>[0],
): Readonly<Record<string, unknown>> | null {
  try {
    const body: unknown = http.parseHTTPRequestBody(request);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : null;
  } catch {
    return null;
  }
}
