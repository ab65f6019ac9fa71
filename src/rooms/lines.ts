/** The chat platforms that are served, as far as a turn need know of them. */
export type Lines = {
  has(channel: string): boolean;
  /** Where the agents of a channel are; null where it has no such place. */
  agentsOf(channel: string): string | null;
};
