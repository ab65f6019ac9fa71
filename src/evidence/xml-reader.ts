import type { SaxesTagNS } from "saxes";
import { SaxesParser } from "saxes";
import type { Place } from "./finding.ts";

/** Caps on a document, whatever the parser itself would take. */
export const XML_LIMITS = { bytes: 32 * 2 ** 20, depth: 256, attributes: 256 } as const;

export type XmlRoot = {
  readonly name: string;
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly where: Place;
};

/** A child of the root: its text, and whether it had elements of its own. */
export type XmlChild = {
  readonly name: string;
  readonly uri: string;
  readonly where: Place;
  readonly text: string;
  readonly nested: boolean;
};

export type XmlFault =
  | {
      readonly kind: "not-well-formed" | "truncated" | "limits";
      readonly where: Place;
      readonly what: string;
    }
  | { readonly kind: "doctype"; readonly where: Place };

export type XmlRead = {
  readonly root: XmlRoot | null;
  readonly children: readonly XmlChild[];
  /** The first thing that stops the reading; null where the document is well-formed. */
  readonly fault: XmlFault | null;
  /** A prefix that is not declared: wrong for namespaces, not for XML itself. */
  readonly undeclaredPrefix: Place | null;
};

/** An element as it begins: its attributes by their names in the file. */
export type XmlTag = {
  readonly name: string;
  readonly depth: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly where: Place;
};

export type XmlListener = {
  keep(root: XmlRoot): boolean;
  open?(tag: XmlTag): void;
};

/** Ends the parse from within a handler. */
class Enough extends Error {}

/**
 * A long run of base64 right after a tag: nothing in it is markup, and saxes looks at every character. One sign of
 * private use stands for it in what saxes reads; the run itself goes to its element as it is.
 */
const RUN = /(?<=>|^)[A-Za-z0-9+/]{256,}/g;
/** Characters read at a time before the root. */
const STEP = 512;

const HELD = 0xe000;
const HELD_MOST = 0xf8ff - HELD;
const HELD_SIGN = /[\uE000-\uF8FF]/g;

const UNBOUND = /unbound namespace prefix/i;

/**
 * After an ampersand saxes reads on to the next semicolon, be it to the end: what it holds then is no entity's name, so
 * the file is not cut but wrong at the ampersand. Only the line is known by then.
 */
function bareAmpersand(parser: SaxesParser): Place | null {
  const name: unknown = Reflect.get(parser, "entity");
  if (typeof name !== "string" || !/[\s<>"'=&]/.test(name)) return null;
  return { line: Math.max(1, parser.line - (name.match(/\n/g)?.length ?? 0)), column: 1 };
}

function valuesOf(tag: SaxesTagNS): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, { value }] of Object.entries(tag.attributes)) values[name] = value;
  return values;
}

/**
 * Reads a document piece by piece: `write` until it answers false, then `end`. saxes gives the verdict on
 * well-formedness; a DOCTYPE is refused, but the root after it is still named. `keep` says of which roots the
 * children's texts are kept; `open` is told of every element, the root being at depth 1.
 */
export function xmlReader(listener: XmlListener): {
  write(text: string): boolean;
  /** The root, as soon as it was read. */
  root(): XmlRoot | null;
  end(): XmlRead;
} {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let root: XmlRoot | null = null;
  let fault: XmlFault | null = null;
  let undeclaredPrefix: Place | null = null;
  let keeping = false;
  let over = false;
  let depth = 0;
  let attributes = 0;
  let ending = false;
  const children: XmlChild[] = [];
  let child: { name: string; uri: string; where: Place; parts: string[]; nested: boolean } | null = null;

  const held: string[] = [];
  /** Columns held out of the line being read. */
  let heldOut = { line: 0, columns: 0 };
  let inRun = false;

  const here = (): Place => {
    const { line } = parser;
    return { line, column: Math.max(1, parser.column + (heldOut.line === line ? heldOut.columns : 0)) };
  };
  let tagAt: Place = { line: 1, column: 1 };

  function stop(found: XmlFault): never {
    fault ??= found;
    throw new Enough();
  }

  parser.on("error", (error) => {
    if (UNBOUND.test(error.message)) {
      undeclaredPrefix ??= here();
      return;
    }
    const bare = ending ? bareAmpersand(parser) : null;
    if (bare !== null) stop({ kind: "not-well-formed", where: bare, what: "ampersand" });
    const what = error.message.replace(/^[^:]*:\d+:\d+: /, "").replace(/[^\x20-\x7E]/g, "?");
    if (fault?.kind === "doctype") throw new Enough();
    stop({ kind: ending ? "truncated" : "not-well-formed", where: here(), what: what.slice(0, 80) });
  });
  parser.on("doctype", () => {
    fault ??= { kind: "doctype", where: here() };
  });
  parser.on("processinginstruction", ({ body }) => {
    // saxes takes `<?x?y?>`, where a space must follow the name (XML 1.0, 2.6), for `<?x ?y?>`: neither is ever exported.
    if (body.startsWith("?"))
      stop({ kind: "not-well-formed", where: here(), what: "processing instruction" });
  });
  parser.on("opentagstart", () => {
    tagAt = here();
    attributes = 0;
  });
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > XML_LIMITS.attributes) stop({ kind: "limits", where: here(), what: "attributes" });
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    depth += 1;
    if (depth > XML_LIMITS.depth) stop({ kind: "limits", where: here(), what: "depth" });
    if (depth === 1) {
      root = { name: tag.local, uri: tag.uri, where: tagAt, attributes: valuesOf(tag) };
      keeping = listener.keep(root);
      if (fault?.kind === "doctype") throw new Enough();
    } else if (depth === 2 && keeping) {
      child = { name: tag.local, uri: tag.uri, where: tagAt, parts: [], nested: false };
    } else if (child !== null) child.nested = true;
    listener.open?.({ name: tag.local, depth, attributes: valuesOf(tag), where: tagAt });
  });
  const text = (part: string): void => {
    if (child === null || depth !== 2) return;
    child.parts.push(
      held.length === 0 ? part : part.replace(HELD_SIGN, (sign) => held[sign.charCodeAt(0) - HELD] ?? sign),
    );
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", () => {
    if (depth === 2 && child !== null) {
      const { parts, ...rest } = child;
      children.push({ ...rest, text: parts.join("") });
      child = null;
    }
    depth -= 1;
  });

  function guarded(work: () => void): void {
    if (over) return;
    try {
      work();
    } catch (error) {
      over = true;
      if (!(error instanceof Enough)) throw error;
    }
  }

  /** Gives saxes a piece with its runs of base64 held out; one that goes on in the next piece is held there too. */
  function writeHeld(given: string): void {
    // A sign of private use in the file itself is none of ours; no element of the format may hold one anyway.
    const piece = given.replace(HELD_SIGN, "\uFFFD");
    let from = 0;
    for (const match of piece.matchAll(RUN)) {
      if ((match.index === 0 && !inRun) || held.length >= HELD_MOST) continue;
      const [run] = match;
      parser.write(piece.slice(from, match.index) + String.fromCharCode(HELD + held.length));
      held.push(run);
      const columns = heldOut.line === parser.line ? heldOut.columns : 0;
      heldOut = { line: parser.line, columns: columns + run.length - 1 };
      from = match.index + run.length;
    }
    inRun = from > 0 && from === piece.length;
    if (from < piece.length) parser.write(piece.slice(from));
  }

  return {
    write(piece) {
      guarded(() => {
        let from = 0;
        // Until the root is known nobody knows whether its texts are kept.
        for (; root === null && from < piece.length; from += STEP)
          parser.write(piece.slice(from, from + STEP));
        if (from >= piece.length) return;
        const rest = from === 0 ? piece : piece.slice(from);
        if (keeping) writeHeld(rest);
        else parser.write(rest);
      });
      return !over;
    },
    root: () => root,
    end() {
      ending = true;
      guarded(() => parser.close());
      return { root, children, fault, undeclaredPrefix };
    },
  };
}
