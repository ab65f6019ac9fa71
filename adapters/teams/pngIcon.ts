import { deflateSync } from "node:zlib";
import { crc32 } from "./storedZip.ts";

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const BLUE: Colour = [0x1f, 0x4e, 0x8c, 0xff];
const WHITE: Colour = [0xff, 0xff, 0xff, 0xff];
const CLEAR: Colour = [0, 0, 0, 0];
/** Points each way a pixel is asked at, for smooth edges. */
const FINE = 4;

/** The program's mark, a footbridge: 192 × 192 in white on blue, or 32 × 32 in white on nothing, as Teams wants them. */
export function pngIcon(kind: "color" | "outline"): Buffer {
  const size = kind === "color" ? 192 : 32;
  const ground = kind === "color" ? BLUE : CLEAR;
  const rows: number[] = [];
  for (let y = 0; y < size; y += 1) {
    rows.push(0);
    for (let x = 0; x < size; x += 1) rows.push(...mixed(ground, covered(x, y, size)));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Uint8Array.from(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** How much of a pixel the mark covers, 0 to 1. */
function covered(x: number, y: number, size: number): number {
  let inside = 0;
  for (let fine = 0; fine < FINE * FINE; fine += 1) {
    const u = (x + ((fine % FINE) + 0.5) / FINE) / size;
    const v = (y + (Math.floor(fine / FINE) + 0.5) / FINE) / size;
    if (isBridge(u, v)) inside += 1;
  }
  return inside / (FINE * FINE);
}

/** A deck, an arch below it, and three hangers between; in a square of side 1, `v` downwards. */
function isBridge(u: number, v: number): boolean {
  if (u < 0.12 || u > 0.88) return false;
  if (v >= 0.36 && v <= 0.44) return true;
  const rise = Math.hypot(u - 0.5, (v - 0.78) * 1.15);
  if (rise >= 0.3 && rise <= 0.38 && v <= 0.78) return true;
  return v > 0.44 && rise > 0.34 && v < 0.7 && [0.2, 0.5, 0.8].some((at) => Math.abs(u - at) < 0.03);
}

function mixed(ground: Colour, share: number): Colour {
  if (ground[3] === 0) return [WHITE[0], WHITE[1], WHITE[2], Math.round(255 * share)];
  const mix = (at: 0 | 1 | 2): number => Math.round(ground[at] + (WHITE[at] - ground[at]) * share);
  return [mix(0), mix(1), mix(2), 0xff];
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
