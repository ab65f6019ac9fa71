import { z } from "zod";

const header = z.object({ name: z.string().catch(""), value: z.string().catch("") });

/** As much of a HAR 1.2 entry as the sign-on shows in; what is odd is passed over, for browsers write it their way. */
const entrySchema = z.object({
  startedDateTime: z.string().catch(""),
  _error: z.string().nullish().catch(null),
  request: z.object({
    method: z.string().catch("GET"),
    url: z.string(),
    headers: z.array(header).catch([]),
    cookies: z.array(z.unknown()).catch([]),
  }),
  response: z
    .object({
      status: z.number().catch(0),
      statusText: z.string().catch(""),
      redirectURL: z.string().catch(""),
      _error: z.string().nullish().catch(null),
      headers: z.array(header).catch([]),
      cookies: z.array(z.unknown()).catch([]),
      content: z
        .object({ mimeType: z.string().catch(""), text: z.string().catch("") })
        .catch({ mimeType: "", text: "" }),
    })
    .catch({
      status: 0,
      statusText: "",
      redirectURL: "",
      _error: null,
      headers: [],
      cookies: [],
      content: { mimeType: "", text: "" },
    }),
});

const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });

/** One request of the trace and its answer. */
export type Exchange = {
  readonly at: number;
  readonly url: URL;
  /** As written: the case of the host is lost in `url`. */
  readonly raw: string;
  readonly status: number;
  readonly location: string | null;
  readonly sendsCookie: boolean;
  readonly setsCookie: boolean;
  /** The answer's own clock, ms since 1970. */
  readonly date: number | null;
  readonly error: string;
  readonly mime: string;
  readonly text: string;
};

function valueOf(
  headers: readonly { readonly name: string; readonly value: string }[],
  name: string,
): string | null {
  return headers.find((one) => one.name.toLowerCase() === name)?.value ?? null;
}

/** The exchanges of a trace in order; null where it is none. */
export function exchangesOf(json: string): readonly Exchange[] | null {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    // What the parser says quotes the file: it is not passed on.
    return null;
  }
  const har = harSchema.safeParse(data);
  if (!har.success) return null;
  return har.data.log.entries.flatMap((entry) => {
    const one = entrySchema.safeParse(entry);
    if (!one.success || !URL.canParse(one.data.request.url)) return [];
    const { request, response, startedDateTime } = one.data;
    const location = response.redirectURL || valueOf(response.headers, "location");
    const date = Date.parse(valueOf(response.headers, "date") ?? "");
    return [
      {
        at: Date.parse(startedDateTime),
        url: new URL(request.url),
        raw: request.url,
        status: response.status,
        location:
          location === null || !URL.canParse(location, request.url)
            ? null
            : new URL(location, request.url).href,
        sendsCookie: request.cookies.length > 0 || valueOf(request.headers, "cookie") !== null,
        setsCookie: response.cookies.length > 0 || valueOf(response.headers, "set-cookie") !== null,
        date: Number.isNaN(date) ? null : date,
        error: one.data._error ?? response._error ?? "",
        mime: response.content.mimeType,
        text: response.content.text,
      },
    ];
  });
}
