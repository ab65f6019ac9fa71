/** One request as a web server logs it. */
export type Access = {
  readonly client: string;
  readonly agent: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
};

/** Combined and common log format (Apache, nginx), whatever stands before. */
const COMBINED =
  /^(?:\S+ )??(\S+) \S+ \S+ \[[^\]]+\] "([A-Z]{3,7}) (\S+)(?: HTTP\/[\d.]+)?" (\d{3}) \S+(?: "[^"]*" "([^"]*)")?/;

/** Django's own server, as django-cas-server is often tried with: `[01/Sep/2026 08:12:44] "GET /login HTTP/1.1" 302 0`. */
const PLAIN = /^\[[^\]]+\] "([A-Z]{3,7}) (\S+) HTTP\/[\d.]+" (\d{3})/;

function requested(client: string, agent: string, method: string, target: string, status: string): Access {
  const cut = target.indexOf("?");
  return {
    client,
    agent,
    method,
    path: cut < 0 ? target : target.slice(0, cut),
    query: cut < 0 ? "" : target.slice(cut + 1),
    status: Number(status),
  };
}

/** Reads access lines; IIS names its columns in a line of its own, so the reader remembers them. */
export function newAccessReader(): (line: string) => Access | "heading" | null {
  let fields: readonly string[] | null = null;
  return (line) => {
    if (line.startsWith("#")) {
      if (line.startsWith("#Fields:")) fields = line.slice(8).trim().split(/\s+/);
      return /^#(?:Software|Version|Date|Fields):/.test(line) ? "heading" : null;
    }
    if (fields !== null) {
      const cells = line.split(" ");
      if (cells.length !== fields.length) return null;
      const named = fields;
      const cell = (name: string): string => {
        const value = cells[named.indexOf(name)] ?? "-";
        return value === "-" ? "" : value;
      };
      const query = cell("cs-uri-query");
      const target = query === "" ? cell("cs-uri-stem") : `${cell("cs-uri-stem")}?${query}`;
      return requested(cell("c-ip"), cell("cs(User-Agent)"), cell("cs-method"), target, cell("sc-status"));
    }
    if (!line.includes('"')) return null;
    const combined = COMBINED.exec(line);
    if (combined !== null) {
      const [, client = "", method = "", target = "", status = "", agent = ""] = combined;
      return requested(client, agent, method, target, status);
    }
    const plain = PLAIN.exec(line);
    return plain === null ? null : requested("", "", plain[1] ?? "", plain[2] ?? "", plain[3] ?? "");
  };
}

/** A parameter of a query, decoded; null where it is not there. */
export function parameter(query: string, name: string): string | null {
  const match = new RegExp(`(?:^|[&?])${name}=([^&#\\s]*)`, "i").exec(query);
  if (match === null) return null;
  try {
    return decodeURIComponent((match[1] ?? "").replaceAll("+", " "));
  } catch {
    return match[1] ?? "";
  }
}
