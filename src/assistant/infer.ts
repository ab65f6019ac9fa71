import type { Mark, Situation } from "../dialogue/situation.ts";
import { factsOf, UNKNOWN } from "../dialogue/situation.ts";
import type { World } from "./world.ts";

/** `<UAI>.index-education.net`: the address of a base hosted at Index-Education. */
const HOSTED = /^https?:\/\/([0-9]{7}[a-z])\.index-education\.net(?:[/:?#]|$)/i;

/**
 * What the facts known so far imply about those not known: the hosting and the UAI from a public address, the ENT from
 * the UAI's département or from the CAS address. Never overrides what is known.
 */
export function infer(world: World, situation: Situation): readonly Mark[] {
  const facts = factsOf(situation);
  const value = (name: string): string => facts.get(name)?.value ?? UNKNOWN;
  const inferred = new Map<string, string>();
  const suppose = (fact: string, supposed: string | undefined): void => {
    if (supposed !== undefined && !facts.has(fact) && !inferred.has(fact)) inferred.set(fact, supposed);
  };

  const host = HOSTED.exec(value("public_url_web")) ?? HOSTED.exec(value("public_url_client"));
  if (host !== null) {
    suppose("hosting", "hosted");
    suppose("uai", host[1]?.toUpperCase());
  }
  const uai = inferred.get("uai") ?? value("uai");
  for (const [id, ent] of world.catalogue.ents) {
    if (ent.departments.includes(uai.slice(0, 3))) suppose("ent", id);
    const cas = value("cas_url");
    if (URL.canParse(cas) && ent.hosts.some((one) => hostIsOf(new URL(cas).host, one))) suppose("ent", id);
  }
  return [...inferred].map(([key, supposed]) => ({ kind: "fact", key, value: supposed, from: "inferred" }));
}

function hostIsOf(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
