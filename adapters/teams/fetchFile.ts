import { FileUnavailable } from "../chat.ts";
import { AppTokenError } from "./appToken.ts";
import type { AppToken } from "./appToken.ts";
import { isConnector } from "./place.ts";
import type { TeamsEndpoints } from "./teamsOptions.ts";

type Parts = {
  readonly endpoints: TeamsEndpoints;
  readonly token: AppToken;
  /** Bytes. */
  readonly largest: number;
};

const MOST_HOPS = 3;
/** How long nothing may come. */
const SILENCE_MS = 30_000;

/**
 * The content of a file a message named. A file of a personal chat is behind an address that opens by itself for some
 * minutes; a pasted picture behind the connector's, with the app's token. The address came with the event but is the
 * sender's to choose, so it is only followed to where Microsoft keeps files. Throws `FileUnavailable`.
 */
export async function* fetchFile(
  ref: string,
  { endpoints, token, largest }: Parts,
): AsyncGenerator<Uint8Array> {
  const [, kind, address] = /^(download|image):(.+)$/s.exec(ref) ?? [];
  if (address === undefined || !URL.canParse(address))
    throw new FileUnavailable("gone", "not a file of Teams");
  const patience = new AbortController();
  let silence = setTimeout(() => patience.abort(), SILENCE_MS);
  try {
    const response =
      kind === "image"
        ? await getImage(address, endpoints, token, patience.signal)
        : await getDownload(address, endpoints, patience.signal);
    refuseStatus(response, kind === "image");
    const length = Number(response.headers.get("content-length") ?? "0");
    if (length > largest) throw new FileUnavailable("too-large", `${length} bytes`);
    let size = 0;
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > largest) throw new FileUnavailable("too-large", `over ${largest} bytes`);
      yield part;
      clearTimeout(silence);
      silence = setTimeout(() => patience.abort(), SILENCE_MS);
    }
  } catch (error) {
    if (error instanceof FileUnavailable) throw error;
    throw new FileUnavailable(
      "unreachable",
      error instanceof AppTokenError ? error.message : "the connection broke",
    );
  } finally {
    clearTimeout(silence);
    patience.abort();
  }
}

async function getDownload(
  address: string,
  endpoints: TeamsEndpoints,
  signal: AbortSignal,
): Promise<Response> {
  let at = new URL(address);
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    if (!isFileHost(at, endpoints.fileHosts))
      throw new FileUnavailable("no-right", "not a host of Microsoft's files");
    const response = await fetch(at, { redirect: "manual", signal });
    const to = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (to === null) return response;
    await response.body?.cancel();
    at = new URL(to, at);
  }
  throw new FileUnavailable("unreachable", "sent on too often");
}

async function getImage(
  address: string,
  endpoints: TeamsEndpoints,
  token: AppToken,
  signal: AbortSignal,
): Promise<Response> {
  if (!isConnector(address, endpoints.service)) throw new FileUnavailable("no-right", "not a connector");
  const headers = { authorization: `Bearer ${await token.current()}` };
  return fetch(address, { headers, redirect: "error", signal });
}

/** `.example.org` stands for the hosts below it, over https; anything else for a whole origin. */
function isFileHost(url: URL, hosts: readonly string[]): boolean {
  return hosts.some((host) =>
    host.startsWith(".")
      ? url.protocol === "https:" && url.port === "" && url.hostname.endsWith(host)
      : url.origin === host,
  );
}

/** The address that lets in is good for minutes: once it is not, the answer is 401 or 403 as well. */
function refuseStatus({ status, ok }: Response, byToken: boolean): void {
  if (ok) return;
  if (status === 404 || status === 410) throw new FileUnavailable("gone", `status ${status}`);
  if (status === 401 || status === 403)
    throw new FileUnavailable(byToken ? "no-right" : "gone", `status ${status}`);
  throw new FileUnavailable(status === 413 ? "too-large" : "unreachable", `status ${status}`);
}
