/** What a CMS message (RFC 5652) of S/MIME holds: what was signed, or what only its recipient can open. */
export type CmsContent =
  | { readonly kind: "signed"; readonly content: Uint8Array }
  | { readonly kind: "encrypted" };

/** Object identifiers 1.2.840.113549.1.7.2, .3 and 1.2.840.113549.1.9.16.1.23, without tag and length. */
const SIGNED = "2a864886f70d010702";
const ENVELOPED: readonly string[] = ["2a864886f70d010703", "2a864886f70d0109100117"];

const OBJECT_IDENTIFIER = 0x06;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;
const CONSTRUCTED = 0x20;

/** One element of BER (X.690); `end` is where the next one begins. */
type Element = { readonly tag: number; readonly from: number; readonly to: number; readonly end: number };

/** Deepest nesting looked into; of these messages six are needed. */
const DEEPEST = 12;

/** Pieces of one element that are read: programs stream by the kilobyte. */
const MOST_PIECES = 100_000;

/** The element at `at`, or null where there is none in full. Lengths may be indefinite, as mail programs stream them. */
function elementAt(bytes: Uint8Array, at: number, limit: number, depth: number): Element | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || depth > DEEPEST || at + 2 > limit) return null;
  if (first === 0x80) {
    let next = at + 2;
    while (!(bytes[next] === 0 && bytes[next + 1] === 0)) {
      const inner = elementAt(bytes, next, limit, depth + 1);
      if (inner === null) return null;
      next = inner.end;
    }
    return { tag, from: at + 2, to: next, end: next + 2 };
  }
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 4) return null;
  let length = first & 0x7f;
  if (count > 0) length = bytes.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  const from = at + 2 + count;
  return from + length > limit ? null : { tag, from, to: from + length, end: from + length };
}

function children(bytes: Uint8Array, { from, to }: Element): readonly Element[] {
  const found: Element[] = [];
  for (let at = from; at < to && found.length < MOST_PIECES;) {
    const one = elementAt(bytes, at, to, 0);
    if (one === null) return found;
    found.push(one);
    at = one.end;
  }
  return found;
}

/** An octet string; where it was streamed, the pieces of it put together. */
function octets(bytes: Uint8Array, one: Element, depth: number): Uint8Array {
  if ((one.tag & CONSTRUCTED) === 0) return bytes.subarray(one.from, one.to);
  if (depth > DEEPEST) return new Uint8Array();
  return Buffer.concat(children(bytes, one).map((piece) => octets(bytes, piece, depth + 1)));
}

/** Reads an opaque S/MIME part. Null where it is none, or holds nothing but a signature. */
export function cmsContent(bytes: Uint8Array): CmsContent | null {
  const root = elementAt(bytes, 0, bytes.length, 0);
  if (root === null || root.tag !== SEQUENCE) return null;
  const [type, outer] = children(bytes, root);
  if (type?.tag !== OBJECT_IDENTIFIER) return null;
  const identifier = Buffer.from(bytes.subarray(type.from, type.to)).toString("hex");
  if (ENVELOPED.includes(identifier)) return { kind: "encrypted" };
  if (identifier !== SIGNED || outer?.tag !== CONTEXT_0) return null;
  const signedData = children(bytes, outer).at(0);
  // version, digestAlgorithms, encapContentInfo (§5.1)
  const encapsulated = signedData === undefined ? undefined : children(bytes, signedData).at(2);
  const content = encapsulated === undefined ? undefined : children(bytes, encapsulated).at(1);
  const string = content?.tag === CONTEXT_0 ? children(bytes, content).at(0) : undefined;
  if (string === undefined || (string.tag & ~CONSTRUCTED) !== OCTET_STRING) return null;
  return { kind: "signed", content: octets(bytes, string, 0) };
}
