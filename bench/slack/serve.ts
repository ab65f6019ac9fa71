import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves events on loopback and tells the process that measures where. */
export async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<void> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  process.once("disconnect", () => process.exit());
}
