/** `make`, called at the first use and not again: later uses get the same. One that throws is tried anew. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
