import type { View } from "./view.ts";

/**
 * A condition that data cannot say. `reads` lists every fact it looks at, so the model checker can follow it; of a fact
 * that may be anything it may only ask whether it is known.
 */
export type Predicate = { readonly reads: readonly string[]; holds(view: View): boolean };

/** The escape hatch of conditions, by name. */
export const predicates: Readonly<Record<string, Predicate>> = {
  /** A public URL is missing that itslearning must be told (guide 2.4 asks for both products' URLs). */
  "public-url-missing": {
    reads: ["product", "public_url_web", "public_url_client"],
    holds(view) {
      const known = (name: string): boolean => {
        const value = view.fact(name);
        return value !== undefined && value !== "unknown";
      };
      const product = view.fact("product");
      return (
        (product !== "client" && !known("public_url_web")) ||
        (product !== "web" && !known("public_url_client"))
      );
    },
  },
};
