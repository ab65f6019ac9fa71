import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

/** The program as it is built. */
export const MAIN = join(ROOT, "dist", "src", "main.js");
