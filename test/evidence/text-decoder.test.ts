import { describe, expect, it } from "vitest";
import { textDecoder } from "../../src/evidence/text-decoder.ts";

describe("a decoder", () => {
  it.each(["windows-1252", "cp1252", "iso-8859-1", "latin1"])("reads %s as Windows writes it", (label) => {
    const bytes = Uint8Array.from([0x6c, 0x92, 0xe9, 0x20, 0x80, 0x20, 0x9c]);
    expect(textDecoder(label).decode(bytes)).toBe("l’é € œ");
    const piecewise = textDecoder(label);
    expect([...bytes].map((byte) => piecewise.decode(Uint8Array.of(byte), { stream: true })).join("")).toBe(
      "l’é € œ",
    );
  });

  it("leaves every other charset to the platform", () => {
    expect(textDecoder("utf-8").decode(new TextEncoder().encode("œuvre"))).toBe("œuvre");
    expect(() => textDecoder("nothing")).toThrow(RangeError);
  });
});
