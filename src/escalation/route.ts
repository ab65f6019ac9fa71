import type { RouteRule } from "../catalogue.ts";
import type { View } from "../dialogue/view.ts";
import { holds } from "../dialogue/condition.ts";
import type { Owner } from "../message.ts";

export type Route = { readonly route: Owner; readonly reason: string };

/**
 * Who an escalation goes to: the first rule that holds, with the key of its reason. `about` is what the draft is
 * about; a rule without one serves every draft. The last rule has no condition, which the model checker sees to.
 */
export function routeFor(about: string, rules: readonly RouteRule[], view: View): Route {
  for (const rule of rules) {
    if (rule.about !== undefined && rule.about !== about) continue;
    if (rule.when !== undefined && !holds(rule.when, view, "")) continue;
    return { route: rule.route, reason: rule.reason };
  }
  throw new Error(`no route for a draft about ${about}`);
}
