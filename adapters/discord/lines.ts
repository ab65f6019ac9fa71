/** Does what is to be done one after the other where it shares a key, and side by side where not. */
export type Lines = {
  run(keys: readonly string[], task: () => Promise<void>): void;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
};

/** `failed` hears of tasks that threw; the ones after them are done all the same. */
export function createLines(failed: (error: unknown) => void): Lines {
  const ends = new Map<string, Promise<void>>();
  return {
    run(keys, task) {
      const before = keys.map((key) => ends.get(key));
      const end = Promise.all(before)
        .then(task)
        .catch(failed)
        .finally(() => {
          for (const key of keys) if (ends.get(key) === end) ends.delete(key);
        });
      for (const key of keys) ends.set(key, end);
    },
    async idle() {
      while (ends.size > 0) await Promise.all(ends.values());
    },
  };
}
