/**
 * Where each conversation was served last, as long as the program runs: an address may change, and the newest is right. A
 * place tells enough of it to go on after a restart.
 */
export type ServiceUrls = {
  remember(place: string, serviceUrl: string): void;
  of(place: string): string | null;
};

const MOST = 10_000;

export function createServiceUrls(): ServiceUrls {
  const known = new Map<string, string>();
  return {
    remember(place, serviceUrl) {
      known.delete(place);
      known.set(place, serviceUrl);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    },
    of: (place) => known.get(place) ?? null,
  };
}
