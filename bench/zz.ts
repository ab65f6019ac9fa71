import { loadCatalogue } from "../src/catalogue.ts";
import { ROOT } from "../src/root.ts";
import { loadTexts } from "../src/texts.ts";
import { measureStoredTurn } from "./stored-turn.ts";
import { measureMemory } from "./memory.ts";
import { playRestart } from "./play.ts";
for (let i = 0; i < 3; i++) console.log((await measureStoredTurn(9))[0]?.figure);
for (let i = 0; i < 2; i++) console.log((await measureMemory())[0]?.figure);
const world = { catalogue: loadCatalogue(ROOT), texts: loadTexts(ROOT), mailLeaves: true };
console.log(
  playRestart(world, {
    hosting: "self-hosted",
    product: "both",
    identifiers_distributed: "nobody",
    same_machine: "no",
    setup: "first",
    urls_changed: "yes",
    uai: "0440001M",
    ent: "e-lyco",
    pronote_version: "2026",
    public_url_web: "https://pronote.college-jean-de-la-fontaine.exemple.fr/pronote-rentree-2026/",
    public_url_client: "https://pronote.college-jean-de-la-fontaine.exemple.fr:49300/",
  }),
);
