export const APP = "https://0440001M.index-education.net/pronote/";
export const CAS = "https://cas3.e-lyco.fr/access/login";

export type Request = {
  readonly url: string;
  readonly status?: number;
  readonly to?: string;
  readonly sends?: boolean;
  readonly sets?: boolean;
  readonly error?: string;
  readonly html?: string;
  readonly mime?: string;
  /** Seconds the answer's own clock is ahead. */
  readonly ahead?: number;
};

/** A HAR 1.2 of such requests, one a second. */
export function harOf(requests: readonly Request[]): string {
  const entries = requests.map((one, at) => {
    const time = Date.UTC(2026, 8, 1, 6, 0, at);
    return {
      startedDateTime: new Date(time).toISOString(),
      time: 12,
      ...(one.error === undefined ? {} : { _error: one.error }),
      request: {
        method: "GET",
        url: one.url,
        httpVersion: "HTTP/1.1",
        headers: one.sends === true ? [{ name: "Cookie", value: "session=SECRETCOOKIE" }] : [],
        cookies: one.sends === true ? [{ name: "session", value: "SECRETCOOKIE" }] : [],
        queryString: [],
        headersSize: -1,
        bodySize: 0,
      },
      response: {
        status: one.status ?? (one.to === undefined ? 200 : 302),
        statusText: "",
        headers: [
          { name: "Date", value: new Date(time + (one.ahead ?? 0) * 1000).toUTCString() },
          ...(one.to === undefined ? [] : [{ name: "Location", value: one.to }]),
          ...(one.sets === true ? [{ name: "Set-Cookie", value: "session=SECRETCOOKIE; path=/" }] : []),
        ],
        cookies: [],
        redirectURL: one.to ?? "",
        content: { size: one.html?.length ?? 0, mimeType: one.mime ?? "text/html", text: one.html ?? "" },
        headersSize: -1,
        bodySize: -1,
      },
      cache: {},
      timings: { send: 0, wait: 1, receive: 1 },
    };
  });
  return JSON.stringify(
    { log: { version: "1.2", creator: { name: "Firefox", version: "130" }, entries } },
    null,
    2,
  );
}

/** The login address for a service. */
export function login(service: string = APP): string {
  return `${CAS}?service=${encodeURIComponent(service)}`;
}

/** One round: PRONOTE sends to the CAS server, which gives a ticket. */
export function round(n: number, service: string = APP): readonly Request[] {
  const back = `${service}?ticket=ST-${n}-SECRETTICKET${n}`;
  return [
    { url: service, to: login(service), sends: n > 1 },
    { url: login(service), to: back },
  ];
}

/** The sign-on going round: each ticket brought back, and asked for anew. */
export function looping(rounds: number): readonly Request[] {
  return Array.from({ length: rounds }, (_, at) => {
    const n = at + 1;
    return [...round(n), { url: `${APP}?ticket=ST-${n}-SECRETTICKET${n}`, to: APP, sends: true }];
  }).flat();
}

/** The sign-on as it should go. */
export function goodDance(): readonly Request[] {
  return [
    ...round(1),
    { url: `${APP}?ticket=ST-1-SECRETTICKET1`, to: APP, sets: true },
    { url: APP, sends: true, html: "<html><body>PRONOTE</body></html>" },
  ];
}
