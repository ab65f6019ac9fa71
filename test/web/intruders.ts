import type { Act, Capabilities } from "../contracts/channel.ts";
import type { Opened } from "./serve.ts";
import { bearer } from "./serve.ts";
import type { Visitor } from "./visitor.ts";

type Acts = NonNullable<Capabilities<Visitor>["forgery"]>;
type Headers = Readonly<Record<string, string>>;

/** What is posted for an act. */
function bodyOf({ choice }: Visitor, act: Act): object {
  return { eventId: "forged", ...("say" in act ? act : choice(act.choose)) };
}

/** Posts an act to the API with these headers; resolves to the status it is answered. */
async function posts(person: Visitor, act: Act, headers: Headers, query = ""): Promise<number> {
  const response = await fetch(`${person.url}/api/conversations/${person.talk.id}/turns${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(bodyOf(person, act)),
  });
  return response.status;
}

/** An act with what is no token of the person's: 401, or it was taken. */
function unauthorized(
  headers: (talk: Opened) => Headers,
  query = (_talk: Opened): string => "",
): Acts[string] {
  return async (person, act) => (await posts(person, act, headers(person.talk), query(person.talk))) !== 401;
}

/** An act with the person's own cookie, to the API and as the page's form: 403 for both, or it was taken. */
function withCookie(headers: (url: string) => Headers): Acts[string] {
  return async (person, act) => {
    const all = { Cookie: `passerelle=${person.talk.token}`, ...headers(person.url) };
    const form = await fetch(`${person.url}/chat/turns`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded", ...all },
      body: new URLSearchParams(bodyOf(person, act) as Record<string, string>),
    });
    return form.status !== 403 || (await posts(person, act, all)) !== 403;
  };
}

/** Acts without the right token, or from another page than the person's. */
export const forgery: Acts = {
  "without a token": unauthorized(() => ({})),
  "with a token nobody was given": unauthorized(() => ({ Authorization: "Bearer nothing" })),
  "with a wrong token": unauthorized(({ id }) => ({ Authorization: `Bearer ${id}~wrong` })),
  "with the token in another scheme": unauthorized(({ token }) => ({ Authorization: `Basic ${token}` })),
  "with the token in the address": unauthorized(
    () => ({}),
    ({ token }) => `?token=${token}&access_token=${token}`,
  ),
  "from another origin": withCookie(() => ({ Origin: "https://evil.example" })),
  "from no origin at all": withCookie(() => ({ Origin: "" })),
};

/** What a program does in a person's browser, or as one that only follows links. */
export const programs: Acts = {
  "what another site sends": withCookie((url) => ({ Origin: url, "Sec-Fetch-Site": "cross-site" })),
  "what a sister site sends": withCookie((url) => ({ Origin: url, "Sec-Fetch-Site": "same-site" })),
  async "a crawler that looks at the page"({ url }) {
    const looks = [await fetch(url), await fetch(url, { method: "HEAD" }), await fetch(`${url}/?lang=en`)];
    return looks.some((look) => !look.ok || /passerelle=/.test(look.headers.get("set-cookie") ?? ""));
  },
};

/** One person's token on another's conversation. */
function call(
  method: "GET" | "POST",
  path: string,
): (stranger: Visitor, owner: Visitor | null) => Promise<string> {
  return async (stranger, owner) => {
    const url = `${stranger.url}/api/conversations/${owner?.talk.id ?? "no-such-conversation"}${path}`;
    const headers = { ...bearer(stranger.talk), "Content-Type": "application/json" };
    const body = method === "POST" ? JSON.stringify({ eventId: "e", say: "bonjour" }) : null;
    const response = await fetch(url, { method, headers, body });
    return `${response.status} ${await response.text()}`;
  };
}

export const strangers: NonNullable<Capabilities<Visitor>["strangers"]> = {
  "reading it": call("GET", ""),
  "a turn": call("POST", "/turns"),
  "a file": call("POST", "/files"),
  "following it": call("GET", "/events"),
  "a mail of it": call("GET", "/mails/PSL-1"),
  "a figure of it": call("GET", "/figures/0.0"),
};
