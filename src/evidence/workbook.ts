import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";
import type { Entry, ZipFile } from "yauzl";
import { fromBuffer } from "yauzl";
import type { Artefact } from "./artefact.ts";
import { isRoster } from "./columns.ts";
import { failureHeading, newFailureTally } from "./failure-tally.ts";
import type { Examined } from "./finding.ts";
import { examined, found, only } from "./finding.ts";
import { codeNamed } from "./pronote-codes.ts";
import type { Knowledge } from "./knowledge.ts";

/** Largest workbook read, packed and unpacked, in bytes. */
const BYTES_LIMIT = 64 * 2 ** 20;
const UNPACKED_LIMIT = 256 * 2 ** 20;
const ROWS_LIMIT = 200_000;
const CELLS_LIMIT = 256;

/** A workbook past its caps. */
class TooLarge extends Error {}

/** An Excel workbook (ECMA-376): a list of failures, a list of people, or a spreadsheet that is neither. */
export const workbook: Artefact = {
  recognise: (head) => (head.byBytes === "spreadsheet" && head.bytes[0] === 0x50 ? 1 : 0),
  async examine(source, { knowledge }) {
    const chunks: Uint8Array[] = [source.head.bytes];
    let size = source.head.bytes.length;
    for await (const chunk of source.opened.rest()) {
      size += chunk.length;
      if (size > BYTES_LIMIT) return limited();
      chunks.push(chunk);
    }
    try {
      return await readWorkbook(Buffer.concat(chunks), knowledge);
    } catch (error) {
      // What yauzl and saxes refuse is a workbook nobody can open.
      return error instanceof TooLarge ? limited() : only("spreadsheet", "wrong-file");
    }
  },
};

function limited(): Examined {
  return examined("spreadsheet", [
    found("limits-exceeded", { values: { what: "size", line: 1, column: 1 } }),
  ]);
}

async function readWorkbook(bytes: Buffer, knowledge: Knowledge): Promise<Examined> {
  const entries = await unpack(bytes);
  const strings = await sharedStrings(entries.get("xl/sharedStrings.xml"));
  const sheet = [...entries.keys()].filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).sort()[0];
  const tally = newFailureTally(knowledge);
  const kind = { failures: false, roster: false };
  let rows = 0;
  await readSheet(sheet === undefined ? undefined : entries.get(sheet), strings, (cells) => {
    if (rows === 0) {
      kind.failures = failureHeading(cells) !== null;
      kind.roster = isRoster(cells);
    }
    if (!kind.failures) kind.failures = cells.some((cell) => codeNamed(cell, knowledge) !== null);
    rows += 1;
    tally.row(cells);
  });
  if (kind.failures && tally.rows() > 0) return tally.end("failures-list");
  return kind.roster ? only("roster", "nothing-recognised") : only("spreadsheet", "wrong-file");
}

type Open = () => Promise<AsyncIterable<Uint8Array>>;

/** The parts of a ZIP that are of use, each unpacked when asked for and counted as it is. */
async function unpack(bytes: Buffer): Promise<ReadonlyMap<string, Open>> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, opened) =>
      error === null ? resolve(opened) : reject(error),
    );
  });
  const parts = new Map<string, Open>();
  let unpacked = 0;
  const open = async (entry: Entry): Promise<AsyncIterable<Uint8Array>> => {
    if (entry.uncompressedSize > UNPACKED_LIMIT) throw new TooLarge();
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error)));
    });
    return (async function* () {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        unpacked += chunk.length;
        if (unpacked > UNPACKED_LIMIT) throw new TooLarge();
        yield chunk;
      }
    })();
  };
  await new Promise<void>((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      if (/^xl\/(?:sharedStrings|worksheets\/[^/]+)\.xml$/.test(entry.fileName))
        parts.set(entry.fileName, () => open(entry));
      zip.readEntry();
    });
    zip.on("end", resolve);
    zip.on("error", reject);
    zip.readEntry();
  });
  return parts;
}

async function parsed(part: Open | undefined, listen: (parser: SaxesParser) => void): Promise<void> {
  if (part === undefined) return;
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new TooLarge();
  });
  listen(parser);
  const decoder = new TextDecoder();
  for await (const chunk of await part()) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

async function sharedStrings(part: Open | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = "";
  let inText = false;
  await parsed(part, (parser) => {
    parser.on("opentag", ({ name }) => {
      if (local(name) === "si") text = "";
      inText = local(name) === "t";
    });
    parser.on("text", (piece) => {
      if (inText && text.length < 4_096) text += piece;
    });
    parser.on("closetag", ({ name }) => {
      inText = false;
      if (local(name) === "si") strings.push(text);
    });
  });
  return strings;
}

/** Column of a cell reference: `A1` is 0, `AB7` is 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "")
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

async function readSheet(
  part: Open | undefined,
  strings: readonly string[],
  take: (cells: readonly string[]) => void,
): Promise<void> {
  let cells: string[] = [];
  let at = 0;
  let type = "";
  let value = "";
  let inValue = false;
  let rows = 0;
  await parsed(part, (parser) => {
    parser.on("opentag", ({ name, attributes }) => {
      const tag = local(name);
      if (tag === "row") cells = [];
      else if (tag === "c") {
        const column = columnOf(attributes["r"] ?? "");
        at = column >= 0 ? column : cells.length;
        type = attributes["t"] ?? "n";
        value = "";
      }
      inValue = tag === "v" || tag === "t";
    });
    parser.on("text", (piece) => {
      if (inValue && value.length < 4_096) value += piece;
    });
    parser.on("closetag", ({ name }) => {
      const tag = local(name);
      inValue = false;
      if (tag === "c" && at < CELLS_LIMIT) {
        while (cells.length < at) cells.push("");
        cells[at] = type === "s" ? (strings[Number(value)] ?? "") : value;
      } else if (tag === "row" && cells.some((cell) => cell.trim() !== "")) {
        rows += 1;
        if (rows > ROWS_LIMIT) throw new TooLarge();
        take(cells);
      }
    });
  });
}
