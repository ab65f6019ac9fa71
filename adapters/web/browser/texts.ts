const table: Record<string, string> = JSON.parse(document.body.dataset["texts"] ?? "{}");

/** A sentence the server put in the page for the script, its `{name}` places filled. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  return (table[key] ?? "")
    .replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
    .trim();
}
