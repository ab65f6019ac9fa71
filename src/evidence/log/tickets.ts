import { ownCopy } from "./own-copy.ts";

/** Tickets remembered: enough for the minutes in which one lives. */
const REMEMBERED = 10_000;

/** Three tickets for one service within this time are a loop (guide of the pattern: two can be legitimate). */
const LOOP_TICKETS = 3;
const LOOP_MS = 20_000;
/** A whole school may come from one address: without a name of the person the tickets must follow much closer. */
const LOOP_SHARED_MS = 6_000;

type Trail = { times: number[]; tickets: Set<string>; told: boolean };

/** The lives of tickets in a log: made, validated, tried again. What it holds never leaves it but as counts. */
export function newTickets(): {
  /** A ticket was made, for a service and whoever it is: true where that closes a loop. */
  made(ticket: string, who: string, named: boolean, ms: number): boolean;
  /** A ticket was validated: true where it had been before. */
  used(ticket: string): boolean;
  /** Whether a ticket is known to have been validated. */
  wasUsed(ticket: string): boolean;
} {
  const used = new Set<string>();
  const trails = new Map<string, Trail>();

  function forget<K>(of: { readonly size: number; keys(): Iterator<K>; delete(key: K): boolean }): void {
    if (of.size <= REMEMBERED) return;
    const oldest = of.keys().next();
    if (oldest.done !== true) of.delete(oldest.value);
  }

  return {
    made(ticket, who, named, ms) {
      let trail = trails.get(who);
      if (trail === undefined) {
        trails.set(ownCopy(who), (trail = { times: [], tickets: new Set(), told: false }));
        forget(trails);
      }
      if (trail.tickets.has(ticket)) return false;
      const within = named ? LOOP_MS : LOOP_SHARED_MS;
      if (ms - (trail.times.at(-1) ?? ms) > within)
        Object.assign(trail, { times: [], tickets: new Set(), told: false });
      trail.tickets.add(ownCopy(ticket));
      trail.times.push(ms);
      if (trail.times.length > LOOP_TICKETS) {
        trail.times.shift();
        trail.tickets.delete([...trail.tickets][0] ?? "");
      }
      const loop = trail.times.length >= LOOP_TICKETS && ms - (trail.times[0] ?? ms) <= within;
      const fresh = loop && !trail.told;
      trail.told ||= loop;
      return fresh;
    },
    used(ticket) {
      if (used.has(ticket)) return true;
      used.add(ownCopy(ticket));
      forget(used);
      return false;
    },
    wasUsed: (ticket) => used.has(ticket),
  };
}
