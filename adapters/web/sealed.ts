/** Allowed in a bearer token (RFC 6750 §2.1) and in a cookie, and in no conversation id. */
const SEPARATOR = "~";

export type Credentials = { readonly conversation: string; readonly token: string };

/**
 * The token handed out names its conversation, so that a right token shown at the wrong conversation (404) is told
 * from a wrong one (401) without asking the store about every conversation.
 */
export function sealed({ conversation, token }: Credentials): string {
  return `${conversation}${SEPARATOR}${token}`;
}

/** What `sealed` made, or undefined. */
export function unsealed(value: string | undefined): Credentials | undefined {
  const at = value?.indexOf(SEPARATOR) ?? -1;
  if (value === undefined || at < 1) return undefined;
  return { conversation: value.slice(0, at), token: value.slice(at + 1) };
}

/** Where a link out of a mail opens its conversation in the page; whoever has it has the conversation. */
export const OPEN_PATH = "/open";

/** Its whole address. */
export function openAddress(publicUrl: string, credentials: Credentials): string {
  return `${publicUrl.replace(/\/$/, "")}${OPEN_PATH}/${sealed(credentials)}`;
}
