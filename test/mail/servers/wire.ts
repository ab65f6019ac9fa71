import type { Socket } from "node:net";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";

/** A line to a server that can fail as lines do. */
export type Wire = {
  readonly port: number;
  /** How many connections were made over it. */
  readonly made: () => number;
  /** Nothing passes any more, and neither end is told: what a dead router leaves behind. */
  freeze(): void;
  /** Ends what is frozen; new connections pass. */
  mend(): void;
  close(): Promise<void>;
};

/** Passes everything to `port` of loopback, and back. */
export async function openWire(port: number): Promise<Wire> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let made = 0;
  const server = createServer((near) => {
    made += 1;
    const far = connect(port, "127.0.0.1");
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on("data", (chunk) => to.write(chunk));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const end = (): void => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  return {
    port: (server.address() as AddressInfo).port,
    made: () => made,
    freeze: () => pairs.forEach((pair) => pair.forEach((socket) => socket.pause())),
    mend: end,
    async close() {
      end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
