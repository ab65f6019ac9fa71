/** What a file without a name is called, by its media type; others get no ending. */
const ENDINGS: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/bmp": "bmp",
  "image/tiff": "tiff",
  "application/pdf": "pdf",
  "application/zip": "zip",
  "application/xml": "xml",
  "text/xml": "xml",
  "text/html": "html",
  "text/plain": "txt",
  "text/csv": "csv",
  "text/calendar": "ics",
  "message/rfc822": "eml",
};

const LONGEST = 150;

/**
 * A name to show and to store a file by: without path, control characters, signs that turn the direction of writing, and
 * what file systems refuse. `number` counts the files that came without a usable one.
 */
export function attachmentName(given: string | null, type: string, number: number): string {
  const last = (given ?? "").normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029<>:"|?*]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  if (clean !== "") return shortened(clean);
  const ending = ENDINGS[type];
  return `${type.startsWith("image/") ? "image" : "file"}-${number}${ending === undefined ? "" : `.${ending}`}`;
}

/** The ending tells what a file is: a long name loses what is before it. */
function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const ending = /\.[^. ]{1,10}$/.exec(name)?.[0] ?? "";
  return characters.slice(0, LONGEST - ending.length).join("") + ending;
}
