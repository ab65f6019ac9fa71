/** Remembers what `load` gave for a key for so long; what failed is not remembered. */
export function cached<Value>(
  load: (key: string) => Promise<Value>,
  milliseconds: number,
  most = 10_000,
): (key: string) => Promise<Value> {
  const known = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  return (key) => {
    const held = known.get(key);
    if (held !== undefined && held.until > Date.now()) return held.value;
    const value = load(key);
    if (known.size >= most) known.clear();
    known.set(key, { until: Date.now() + milliseconds, value });
    value.catch(() => known.delete(key));
    return value;
  };
}
