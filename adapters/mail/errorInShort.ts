/** An error as the operator may read it: what kind, and where in the code. Its message is left out: it may quote the mail. */
export function errorInShort(error: unknown): {
  readonly error: string;
  readonly code: string | null;
  readonly at: string | null;
} {
  if (!(error instanceof Error)) return { error: typeof error, code: null, at: null };
  const { code } = error as { readonly code?: unknown };
  const frame = /^\s+at (.+)$/m.exec(error.stack ?? "")?.[1];
  return { error: error.name, code: typeof code === "string" ? code : null, at: frame ?? null };
}
