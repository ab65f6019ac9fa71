import type { Previewer } from "../../adapters/preview.ts";
import { checkFlows, isWalkable } from "../dialogue/check/check-flows.ts";
import type { Fault } from "../dialogue/check/fault.ts";
import { inOrder } from "../dialogue/check/fault.ts";
import type { Model } from "../dialogue/check/model.ts";
import { readModel } from "../read-model.ts";
import { unfit } from "./unfit.ts";

/**
 * Every fault of the flows below `root` and their texts, in the order of files and lines: what cannot be used, else what the
 * model checker finds and what does not fit a platform.
 */
export function checkProject(
  root: string,
  previewers: readonly Previewer[],
): { readonly model: Model; readonly faults: readonly Fault[] } {
  const read = readModel(root);
  const { model } = read;
  if (read.faults.length > 0) return { model, faults: read.faults };
  const found = checkFlows(model);
  return { model, faults: inOrder(isWalkable(found) ? [...found, ...unfit(read, previewers)] : found) };
}
