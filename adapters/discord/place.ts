/** Where the agents are, as a place; they need no guild to be told from others. */
export function agentsPlace(channel: string): string {
  return `agents/${channel}`;
}

/** A thread or channel of a guild, or a direct message where there is none, as a place. */
export function placeOf(guild: string | null, channel: string): string {
  return `${guild ?? "dm"}/${channel}`;
}

/** The channel of a place. */
export function channelOf(place: string): string {
  return place.slice(place.indexOf("/") + 1);
}

export function isDirect(place: string): boolean {
  return place.startsWith("dm/");
}

/**
 * Sorts events as they happened: a snowflake begins with a time stamp, and has up to 20 digits.
 * docs.discord.com/developers/reference#snowflakes
 */
export function orderOf(snowflake: string): string {
  return snowflake.padStart(20, "0");
}
