/** A thread: `<team>/<channel>/<thread_ts>`. A channel itself has no `thread`. */
export type Place = { readonly team: string; readonly channel: string; readonly thread: string | null };

export function placeName(place: Place): string {
  return `${place.team}/${place.channel}/${place.thread ?? ""}`;
}

/** The parts of a place's name; null where it is none of ours. */
export function readPlace(name: string): Place | null {
  const [, team = "", channel = "", thread = ""] = /^([^/]*)\/([A-Z0-9]+)\/([0-9.]*)$/.exec(name) ?? [];
  return channel === "" ? null : { team, channel, thread: thread === "" ? null : thread };
}

/** People's ids are unique within a workspace only. */
export function personName(team: string, user: string): string {
  return `${team}/${user}`;
}

/** A direct message: nobody but the person and the assistant can go there. */
export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}
