import type { World } from "./world.ts";

/** Addresses and numbers of supports: public, so redaction leaves them. */
export function supportWords(world: World): readonly string[] {
  return [...world.catalogue.support.values()].flatMap((one) =>
    [one.mail, one.phone].filter((word) => word !== undefined),
  );
}
