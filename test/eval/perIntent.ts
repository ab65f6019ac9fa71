import type { Judged } from "./judged.ts";
import { isDecided } from "./judged.ts";
import { percent, rate, share } from "./rate.ts";
import { table } from "./table.ts";

/** Precision and recall of each intent as the likeliest, and precision where it was sure. */
export function perIntent(all: readonly Judged[]): string {
  const intents = [...new Set(all.flatMap((one) => [one.intent, one.judgement.intent]))].sort();
  const rows = intents.map((intent) => {
    const real = all.filter((one) => one.intent === intent);
    const said = all.filter((one) => one.judgement.intent === intent);
    const sure = said.filter(isDecided);
    const is = (one: Judged): boolean => one.intent === intent;
    return [
      intent,
      String(real.length),
      percent(share(rate(said, is))),
      percent(share(rate(real, (one) => one.judgement.intent === intent))),
      String(sure.length),
      percent(share(rate(sure, is))),
    ];
  });
  return table("lrrrrr", [["", "messages", "precision", "recall", "sure", "precision where sure"], ...rows]);
}
