/** Smaller pictures in a text are logos, icons and what counts who reads. */
const SMALL = 5 * 1024;
/** Larger ones are something to see: a screenshot, a photograph. */
const LARGE = 10 * 1024;
/** Between them, a screenshot of a message is at least so wide; in pixels. */
const WIDE = 320;

/**
 * Whether a picture in the text of a mail is one to look at, rather than a logo of a signature or a pixel that tracks.
 * Between the two sizes only a PNG can be, which is what pasting a piece of a screen makes.
 */
export function isPictureToSee(bytes: Uint8Array): boolean {
  if (bytes.length < SMALL) return false;
  return bytes.length > LARGE || widthOfPng(bytes) >= WIDE;
}

/** PNG §11.2.2: the width stands in the first chunk. 0 for anything else. */
function widthOfPng(bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 24));
  return view.length === 24 && view.readUInt32BE(0) === 0x89504e47 ? view.readUInt32BE(16) : 0;
}
