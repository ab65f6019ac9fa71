import { constants, inflateSync } from "node:zlib";

/** Whether bytes are no ciphertext: text, or compressed data that still opens. */
export function isInClear(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 256);
  if (start.length >= 16 && start.every((byte) => (byte >= 32 && byte < 127) || [9, 10, 13].includes(byte)))
    return true;
  if (/^(?:\xEF\xBB\xBF)?\s*<[?A-Za-z]/.test(start.toString("latin1"))) return true;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return true;
  if (start.toString("latin1").startsWith("PK\x03\x04")) return true;
  if (bytes[0] !== 0x78 || ((bytes[0] << 8) | (bytes[1] ?? 0)) % 31 !== 0) return false;
  try {
    return inflateSync(bytes.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH }).length > 0;
  } catch {
    return false;
  }
}
