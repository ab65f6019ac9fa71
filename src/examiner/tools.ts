import type { Tools } from "../evidence/examine.ts";
import { ROOT } from "../root.ts";
import { loadKnowledge } from "./load-knowledge.ts";
import { readImage } from "./read-image.ts";
import { openScreenReader } from "./read-screen.ts";

let tools: Tools | undefined;

/** The tools, made once. */
export function toolsOf(): Tools {
  return (tools ??= { knowledge: loadKnowledge(ROOT), readScreen: openScreenReader(ROOT), readImage });
}
