import type { webApi } from "@slack/bolt";
import { FileUnavailable } from "../chat.ts";
import { apiError } from "./failure.ts";

/** How long a file may take as a whole. */
const LONGEST_MS = 15 * 60_000;
/** Enough of a page to know Slack's own by. */
const HEAD_BYTES = 16 * 1024;
/** What only Slack's sign-in page has. */
const SIGN_IN = /slack-edge\.com|data-team-url=|<form[^>]+action="[^"]*\/signin/i;

const GONE: ReadonlySet<string> = new Set(["file_not_found", "file_deleted"]);

/**
 * The content of a file of Slack, piece by piece: https://docs.slack.dev/reference/objects/file-object. A token without
 * `files:read`, or a file the assistant may not see, is answered by Slack with its sign-in page and a 200.
 */
export async function* fetchFile(
  client: webApi.WebClient,
  botToken: string,
  id: string,
): AsyncGenerator<Uint8Array> {
  const { url, mimetype } = await locate(client, id);
  const response = await request(url, botToken);
  if (response.status === 404 || response.status === 410) throw new FileUnavailable("gone", "not found");
  if (response.status === 401 || response.status === 403) throw new FileUnavailable("no-right", "forbidden");
  if (!response.ok) throw new FileUnavailable("unreachable", `answered ${response.status}`);
  const page = /^text\/html\b/i.test(response.headers.get("content-type") ?? "");
  if (page && !/^text\/html\b/i.test(mimetype)) {
    await response.body?.cancel();
    throw new FileUnavailable("no-right", "a page instead of the file");
  }
  if (response.body === null) return;
  try {
    yield* page ? unlessSignIn(response.body) : response.body;
  } catch (error) {
    if (error instanceof FileUnavailable) throw error;
    throw new FileUnavailable("unreachable", "cut off");
  }
}

async function locate(
  client: webApi.WebClient,
  id: string,
): Promise<{ readonly url: string; readonly mimetype: string }> {
  let file: Awaited<ReturnType<typeof client.files.info>>["file"];
  try {
    ({ file } = await client.files.info({ file: id }));
  } catch (error) {
    const code = apiError(error);
    if (code === null || code === "ratelimited") {
      throw new FileUnavailable("unreachable", "files.info was not answered");
    }
    throw new FileUnavailable(GONE.has(code) ? "gone" : "no-right", code);
  }
  // A deleted file leaves its stone; a free workspace hides what is old.
  if (file?.mode === "tombstone" || file?.mode === "hidden_by_limit") {
    throw new FileUnavailable("gone", file.mode);
  }
  const url = file?.url_private_download ?? file?.url_private;
  // A file of another service is a link: the bot has no account there.
  if (url === undefined || file?.is_external === true) throw new FileUnavailable("no-right", "no address");
  return { url, mimetype: file?.mimetype ?? "" };
}

/** A redirection to another host goes without the token. */
async function request(url: string, botToken: string): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { Authorization: `Bearer ${botToken}` },
      signal: AbortSignal.timeout(LONGEST_MS),
    });
  } catch {
    throw new FileUnavailable("unreachable", "no connection");
  }
}

/** A page that was sent as a file, unless its head is that of Slack's sign-in page. */
async function* unlessSignIn(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of body) {
    if (head === null) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < HEAD_BYTES) continue;
    yield judged(head);
    head = null;
  }
  if (head !== null) yield judged(head);
}

function judged(head: Buffer): Uint8Array {
  if (SIGN_IN.test(head.toString("utf8"))) throw new FileUnavailable("no-right", "the sign-in page");
  return head;
}
