/** Longest address written out: longer ones count who reads. */
const LONGEST = 300;

/** Addresses that wrap another: those of Outlook's and Google's checks. */
const WRAPPED: readonly { readonly host: RegExp; readonly field: string }[] = [
  { host: /\.safelinks\.protection\.outlook\.com$/, field: "url" },
  { host: /^www\.google\.[a-z.]+$/, field: "q" },
];

function unwrapped(address: string): string {
  try {
    const url = new URL(address);
    const field = WRAPPED.find(({ host }) => host.test(url.hostname))?.field;
    return (field === undefined ? null : url.searchParams.get(field)) ?? address;
  } catch {
    return address;
  }
}

/** An address as it is compared with the words a link stands on. */
function bare(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)(?:www\.)?|^www\./, "")
    .replace(/[/.\s]+$/, "");
}

/** Where a link leads, to be written after the words it stands on; null where they say it, or nobody can go there. */
export function linkText(href: string, words: string): string | null {
  const address = unwrapped(href.trim().replace(/\s+/g, ""));
  if (words.trim() === "" || address.length > LONGEST || !/^(?:https?:\/\/|mailto:)[^/]/i.test(address))
    return null;
  const shown = /^mailto:/i.test(address) ? address.slice("mailto:".length).replace(/\?.*$/, "") : address;
  return bare(words).includes(bare(shown)) ? null : shown;
}
