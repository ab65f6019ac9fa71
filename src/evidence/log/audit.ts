/** One record of a CAS server's audit trail (Inspektr); every field may be missing. */
export type AuditRecord = {
  readonly action: string;
  readonly who: string;
  /** All of its words, for tickets, services and signatures. */
  readonly text: string;
  /** Its own hour as written, apart from the line's. */
  readonly when: string;
};

const ACTION =
  /\b((?:SERVICE_TICKET|PROXY_TICKET|PROXY_GRANTING_TICKET|TICKET_GRANTING_TICKET|AUTHENTICATION|SERVICE_ACCESS|SAVE_SERVICE|SAML2?|OAUTH2?)_[A-Z_]{3,40})\b/;
const FIELD =
  /^\s*(WHO|WHAT|ACTION|APPLICATION|WHEN|CLIENT IP ADDRESS|SERVER IP ADDRESS|USER-AGENT|GEO LOCATION): ?(.*)$/;

/** Puts records together line by line: `null` where the line is none of a record's, else the records it completes. */
export function newAuditReader(): {
  line(line: string): readonly AuditRecord[] | null;
  end(): readonly AuditRecord[];
} {
  let open: Map<string, string> | null = null;

  function close(): readonly AuditRecord[] {
    const fields = open;
    open = null;
    const action = ACTION.exec(fields?.get("ACTION") ?? "")?.[1];
    if (fields === null || action === undefined) return [];
    return [
      {
        action,
        who: fields.get("WHO") ?? "",
        text: [...fields.values()].join(" "),
        when: fields.get("WHEN") ?? "",
      },
    ];
  }

  return {
    line(line) {
      const first = line.charCodeAt(0);
      // The fields and the rule around a record begin with a capital or `=`; anything else is a line of its own.
      const capital = (first >= 65 && first <= 90) || first === 32 || first === 61;
      const field = capital && line.length < 4_000 ? FIELD.exec(line) : null;
      if (field !== null) {
        const [, name = "", value = ""] = field;
        const done = open?.has(name) === true ? close() : [];
        (open ??= new Map()).set(name, value);
        return done;
      }
      if (first === 61 && /^={10,}\s*$/.test(line)) return close();
      const done = open === null ? [] : close();
      const action = line.includes("_") ? ACTION.exec(line)?.[1] : undefined;
      if (action === undefined)
        return done.length > 0 || line.trim() === "" || line.trim() === ">" ? done : null;
      return [...done, { action, who: whoOf(line), text: line, when: "" }];
    },
    end: close,
  };
}

/** Who a record in one line is about: its `who` in JSON or `key=value`, else its first field. */
function whoOf(line: string): string {
  const named = /"?\bwho"?\s*[=:]\s*"?([^",|\]}]*)/i.exec(line)?.[1];
  if (named !== undefined) return named.trim();
  const bare = line.replace(/^.*?(?:- <|\] - |\] )/, "");
  return (/^\s*\[?([^,|\]]*)/.exec(bare)?.[1] ?? "").trim();
}
