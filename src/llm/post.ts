import type { AdviceFailure } from "./advice.ts";

/** Largest body read, in bytes once unpacked: an answer has a thousand. */
const LARGEST = 64 * 1024;

export type Posted =
  | { readonly kind: "answered"; readonly body: string }
  | Exclude<AdviceFailure, { readonly kind: "unusable" }>;

/**
 * Posts JSON and reads what comes back, body included, within `limitMs` in all. A redirect is not followed: it would
 * take the text, and the key, where nobody configured. Never throws.
 */
export async function post(
  url: string,
  json: unknown,
  { apiKey, limitMs }: { readonly apiKey?: string | undefined; readonly limitMs: number },
): Promise<Posted> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(json),
      redirect: "manual",
      signal,
    });
    if (!response.ok) {
      // Its body would hold the connection.
      void response.body?.cancel().catch(() => undefined);
      return { kind: "status", status: response.status };
    }
    const body = await bodyOf(response);
    return body === undefined ? { kind: "too-large", limitBytes: LARGEST } : { kind: "answered", body };
  } catch (error) {
    return signal.aborted ? { kind: "timeout", limitMs } : { kind: "unreachable", code: codeOf(error) };
  }
}

/** Undefined where it is too large; what is left of it is not read. */
async function bodyOf(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The code alone: a message may quote what was sent. */
function codeOf(error: unknown): string | null {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown =
    typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : null;
}
