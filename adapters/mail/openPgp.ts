const ENCRYPTED = /^-----BEGIN PGP MESSAGE-----\s*$/m;
const SIGNED =
  /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z-]+: .*\n)*\n?([\s\S]*?)^-----BEGIN PGP SIGNATURE-----[\s\S]*?(?:^-----END PGP SIGNATURE-----\n?|$(?![\s\S]))/m;

/** A text with OpenPGP in it (RFC 9580 §6 and §7): what was signed in clear as it was written; `encrypted` where it is. */
export function openPgp(text: string): { readonly text: string; readonly encrypted: boolean } {
  if (!text.includes("-----BEGIN PGP ")) return { text, encrypted: false };
  // A key for its recipient stands at the beginning: a mail that tells of such a block further down is readable.
  if (ENCRYPTED.test(text.trimStart().slice(0, 2_000))) return { text: "", encrypted: true };
  const signed = text.replace(SIGNED, (_, inner: string) => inner.replace(/^- /gm, ""));
  return { text: signed, encrypted: false };
}
