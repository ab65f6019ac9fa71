import { isIPv6 } from "node:net";
import type { WebContext } from "./context.ts";
import type { WebOptions } from "./options.ts";

/** An IPv6 host owns its whole /64: counting single addresses would count nothing. */
function subnet(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}

/**
 * Whom a request is counted against. Behind a trusted proxy it is the last address of `X-Forwarded-For`, the one that
 * proxy wrote itself: those before it are the client's own word.
 */
export function peerOf(context: WebContext, options: Pick<WebOptions, "trustProxy">): string {
  const forwarded = options.trustProxy
    ? context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim()
    : undefined;
  const address =
    forwarded !== undefined && forwarded !== "" ? forwarded : context.env.incoming.socket.remoteAddress;
  return subnet(address ?? "unknown");
}
