/** Where something is said: the connector that serves a conversation, and the conversation's id there. */
export type Spot = { readonly serviceUrl: string; readonly conversation: string };

const HOME = "https://smba.trafficmanager.net/";
const LONGEST = 200;
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The connectors Microsoft names; the app's token goes to no other: an address in a button's data could be anybody's. */
const CONNECTORS: ReadonlySet<string> = new Set([
  "https://smba.trafficmanager.net",
  "https://smba.infra.gcc.teams.microsoft.com",
  "https://smba.infra.gov.teams.microsoft.us",
  "https://smba.infra.dod.teams.microsoft.us",
]);

/** Whether the app's token may be shown to that address; `configured` is the connector the operator set. */
export function isConnector(serviceUrl: string, configured: string): boolean {
  const origin = URL.canParse(serviceUrl) ? new URL(serviceUrl).origin : null;
  return origin !== null && (CONNECTORS.has(origin) || origin === new URL(configured).origin);
}

/**
 * Names a spot within 200 characters: `<connector>|<conversation>`, Microsoft's usual connector by its path alone. A
 * directory's id in that path is left out: the same conversation is served with it or without, and must keep one name.
 * Null where the conversation's id is none, or too long to be remembered.
 */
export function placeOf({ serviceUrl, conversation }: Spot): string | null {
  if (!/^[\w:;=@.+~%-]+$/.test(conversation)) return null;
  const bare = serviceUrl
    .replace(/\/+$/, "")
    .split("/")
    .filter((part) => !GUID.test(part));
  const url = bare.join("/");
  const service = `${url}/`.startsWith(HOME) ? url.slice(HOME.length) : url;
  const place = `${service}|${conversation}`;
  return place.length <= LONGEST ? place : null;
}

/** Whether others read it too; the chat of one person with the bot is named `a:…`. */
export function isShared({ conversation }: Spot): boolean {
  return !conversation.startsWith("a:");
}

/** What `placeOf` named; null for anything else, or a connector the app's token is not for. */
export function spotOf(place: string, configured: string): Spot | null {
  const [service = "", conversation, more] = place.split("|");
  if (conversation === undefined || more !== undefined || !/^[\w:;=@.+~%-]+$/.test(conversation)) return null;
  const serviceUrl = service.includes("://") ? service : `${HOME}${service}`;
  return isConnector(serviceUrl, configured) ? { serviceUrl, conversation } : null;
}
