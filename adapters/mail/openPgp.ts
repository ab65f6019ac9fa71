const ENCRYPTED = /^-----BEGIN PGP MESSAGE-----\s*$/m;
const BEGINS = "-----BEGIN PGP SIGNED MESSAGE-----\n";
const SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----";
const ENDS = "-----END PGP SIGNATURE-----";

/** A text with OpenPGP in it (RFC 9580 §6 and §7): what was signed in clear as it was written; `encrypted` where it is. */
export function openPgp(text: string): { readonly text: string; readonly encrypted: boolean } {
  // What is for its recipient's key stands at the beginning: a mail that tells of such a block further down is readable.
  if (ENCRYPTED.test(text.trimStart().slice(0, 2_000))) return { text: "", encrypted: true };
  const begin = text.indexOf(BEGINS);
  const end = begin === -1 ? -1 : text.indexOf(SIGNATURE, begin);
  if (end === -1) return { text, encrypted: false };
  const below = text.indexOf(ENDS, end);
  // Below the first line stand fields (« Hash: SHA256 »), then an empty line.
  const [fields = "", ...said] = text.slice(begin + BEGINS.length, end).split("\n\n");
  const inner = (said.length === 0 ? fields : said.join("\n\n")).replace(/^- /gm, "");
  const after = below === -1 ? "" : text.slice(below + ENDS.length);
  return { text: `${text.slice(0, begin)}${inner}${after}`, encrypted: false };
}
