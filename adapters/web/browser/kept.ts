/** A turn on its way, kept for this tab so that a reload sends it again under the same id. */
export type Pending = {
  readonly path: string;
  readonly fields: Record<string, unknown>;
  readonly words: string;
};

const PENDING = "passerelle.pending";
const DRAFT = "passerelle.draft";

function put(key: string, value: string | null): void {
  try {
    if (value === null || value === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Storage is refused or full: the page works without, it only forgets at a reload.
  }
}

function get(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keepPending(pending: Pending | null): void {
  put(PENDING, pending === null ? null : JSON.stringify(pending));
}

export function keptPending(): Pending | null {
  const kept = get(PENDING);
  return kept === null ? null : (JSON.parse(kept) as Pending);
}

/** Words typed and not sent yet. */
export function keepDraft(text: string): void {
  put(DRAFT, text);
}

export function keptDraft(): string {
  return get(DRAFT) ?? "";
}
