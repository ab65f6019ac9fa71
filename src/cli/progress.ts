/** Files read faster than this show no progress, in milliseconds; then it is renewed this often. */
const PATIENCE_MS = 400;
const RENEW_MS = 100;

/** How far a file is read, on one line of a terminal; nothing where the stream is none. */
export function openProgress(
  stream: NodeJS.WritableStream,
  name: string,
  size: number,
): { at(bytes: number): void; end(): void } {
  const shows = "isTTY" in stream && stream.isTTY === true;
  let next = performance.now() + PATIENCE_MS;
  let shown = false;
  return {
    at(bytes) {
      if (!shows || performance.now() < next) return;
      next = performance.now() + RENEW_MS;
      shown = true;
      const share = size === 0 ? 100 : Math.min(100, Math.floor((100 * bytes) / size));
      stream.write(`\r\u001B[K${name}  ${share} %`);
    },
    end() {
      if (shown) stream.write("\r\u001B[K");
    },
  };
}
