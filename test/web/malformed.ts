import { expect } from "vitest";
import type { Shown } from "../contracts/channel.ts";
import { bearer } from "./serve.ts";
import type { Visitor } from "./visitor.ts";

type Send = (person: Visitor) => Promise<Shown>;

/** Posts a body as it is; it must be refused with `status`, and the refusal is what is shown. */
function refused(
  status: number,
  body: string | Uint8Array | ReadableStream,
  type = "application/json",
): Send {
  return async ({ url, talk, answered }) => {
    const init = { method: "POST", headers: { ...bearer(talk), "Content-Type": type }, body, duplex: "half" };
    const response = await fetch(`${url}/api/conversations/${talk.id}/turns`, init as RequestInit);
    expect(response.status).toBe(status);
    const shown = await answered(response);
    expect(shown.text).toMatch(/\S/);
    return shown;
  };
}

const turn = (status: number, body: object): Send => refused(status, JSON.stringify(body));

/** A body that announces no length. */
function endless(): ReadableStream {
  const chunk = new Uint8Array(16_384).fill(0x61);
  return new ReadableStream({
    start(controller) {
      for (let count = 0; count < 6; count += 1) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** Turns that are none, by what is wrong with them. */
export const malformed: Readonly<Record<string, Send>> = {
  "what is not JSON": refused(400, "{"),
  "what is no object": refused(400, "[1]"),
  "a body without an event id": turn(400, { say: "bonjour" }),
  "an event id that is too long": turn(400, { eventId: "e".repeat(201), say: "bonjour" }),
  "an event id with a control character": turn(400, { eventId: "a\u0000", say: "bonjour" }),
  "a body without an input": turn(400, { eventId: "e" }),
  "a body of unknown fields": turn(400, { eventId: "e", speak: "bonjour", $where: "1" }),
  "two inputs at once": turn(400, { eventId: "e", say: "bonjour", back: true }),
  "a text of a wrong type": turn(400, { eventId: "e", say: 3 }),
  "a text that is null": turn(400, { eventId: "e", say: null }),
  "a choice that stands on no message": turn(400, { eventId: "e", choose: "hosted", of: {} }),
  "a way back that is none": turn(400, { eventId: "e", back: false }),
  "an unknown choice": turn(422, { eventId: "e", choose: "nothing-like-it" }),
  "an empty text": turn(422, { eventId: "e", say: "  " }),
  "a text too long": turn(422, { eventId: "e", say: "é".repeat(21_000) }),
  "a body too large": turn(413, { eventId: "e", say: "a".repeat(70_000) }),
  "a body too large that announces no length": (person) => refused(413, endless())(person),
  "a body of another type": refused(415, "{}", "text/plain"),
  "bytes that are no UTF-8": refused(400, new Uint8Array([0x22, 0xff, 0x22])),
};
