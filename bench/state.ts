import { realWorld } from "../test/make/world.ts";
import type { Line } from "./line.ts";
import type { Played } from "./play.ts";
import { playRestart } from "./play.ts";

const VALUES = {
  hosting: ["hosted", "self-hosted"],
  product: ["web", "client", "both"],
  identifiers_distributed: ["everyone", "not-staff", "not-families", "nobody"],
  same_machine: ["yes", "no"],
  setup: ["yearly", "first"],
} as const;

/** Addresses longer than most, and every fact known: the state at its heaviest. */
const KNOWN = {
  urls_changed: "yes",
  uai: "0440001M",
  ent: "e-lyco",
  pronote_version: "2026",
  public_url_web: "https://pronote.college-jean-de-la-fontaine.exemple.fr/pronote-rentree-2026/",
  public_url_client: "https://pronote.college-jean-de-la-fontaine.exemple.fr:49300/",
};

/** Bytes of state over every restart there is: the heaviest. */
export function measureState(): readonly Line[] {
  const world = { ...realWorld(), mailLeaves: true };
  let heaviest: Played | undefined;
  let count = 0;
  for (const facts of combinations()) {
    const played = playRestart(world, { ...KNOWN, ...facts });
    count += 1;
    if (heaviest === undefined || played.bytes > heaviest.bytes) heaviest = played;
  }
  if (heaviest === undefined) return [];
  const { bytes, turns, steps, questions } = heaviest;
  return [
    {
      what: `state, the heaviest of ${count} restarts`,
      figure: `${bytes} bytes after ${turns} turns (${steps} steps, ${questions} questions)`,
      wanted: "≤ 1024 bytes",
      ok: bytes <= 1024,
    },
  ];
}

function combinations(): readonly Readonly<Record<string, string>>[] {
  return Object.entries(VALUES).reduce<Readonly<Record<string, string>>[]>(
    (all, [fact, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [fact]: value }))),
    [{}],
  );
}
