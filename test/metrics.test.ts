import { afterAll, beforeAll, expect, it } from "vitest";
import type { Program } from "./make/program.ts";
import { startProgram } from "./make/program.ts";
import { open, post } from "./web/serve.ts";

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program.stop());

it("tells whoever watches of turns by how they ended and of mails by state, and of no conversation", async () => {
  const talk = await open(program.url);
  const restart = { eventId: "restart", choose: "restart" };
  for (const body of [
    restart,
    restart,
    { eventId: "no", choose: "nothing" },
    { eventId: "say", say: "Zoé Quenouille" },
  ]) {
    await post(program.url, talk, "turns", body);
  }
  const text = await (await fetch(`${program.url}/metrics`)).text();
  expect(text).toContain("passerelle_conversations_opened_total 1");
  expect(text).toContain('passerelle_turns_total{ended="taken"} 2');
  expect(text).toContain('passerelle_turns_total{ended="replayed"} 1');
  expect(text).toContain('passerelle_turns_total{ended="unknown-choice"} 1');
  expect(text).toContain('passerelle_outbox_mails{state="pending"} 0');
  expect(text).toMatch(/process_resident_memory_bytes \d+/);
  expect(text).not.toContain("Quenouille");
  expect(text).not.toContain(talk.id);
});
