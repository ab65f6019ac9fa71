import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import busboy from "busboy";
import { Problem } from "./problem.ts";
import { spool } from "./spool.ts";
import { EVENT_ID } from "./turnBody.ts";

type FileStream = Readable & { truncated?: boolean };

/** Room for the other parts and the boundaries of a multipart body. */
const OVERHEAD = 64 * 1024;

export type Upload = {
  readonly eventId: string;
  readonly name: string;
  /** The file as it arrives; throws `Problem` where it is too large (413) or cut (400). */
  readonly content: AsyncIterable<Uint8Array>;
  /** The other fields known by then. */
  readonly fields: ReadonlyMap<string, string>;
  /** What `content` threw, if anything: whoever consumed it may have dressed it up. */
  fault(): Problem | undefined;
  /** Reads what nobody wanted, so that the client hears the answer; frees what was held. */
  finish(): Promise<void>;
};

/**
 * Reads a multipart body with a `file` and an `eventId`, in any order. Where the id comes first the file streams
 * straight through; where it comes last the file is spooled, for nothing can be taken without its id.
 * Throws `Problem` 413 on an announced size over `limit`, 415 on another media type, 400 on a missing part.
 */
export async function receiveUpload(incoming: IncomingMessage, limit: number): Promise<Upload> {
  if (!/^multipart\/form-data\s*;/i.test(incoming.headers["content-type"] ?? "")) {
    throw new Problem(415, "unsupported-type");
  }
  if (Number(incoming.headers["content-length"] ?? 0) > limit + OVERHEAD)
    throw new Problem(413, "file-too-large");
  const parser = openParser(incoming, limit);
  const fields = new Map<string, string>();
  let fault: Problem | undefined;
  const fail = (problem: Problem): Problem => (fault ??= problem);
  const parsed = new Promise<void>((resolve, reject) => {
    parser.once("close", resolve);
    parser.once("error", () => reject(fail(new Problem(400, "malformed"))));
  });
  parsed.catch(() => {});
  incoming.once("close", () => {
    if (!incoming.complete) parser.destroy(new Error("cut"));
  });

  async function* whole(file: FileStream): AsyncGenerator<Uint8Array> {
    try {
      yield* file.iterator({ destroyOnReturn: false });
    } catch {
      throw fail(new Problem(400, "malformed"));
    }
    if (file.truncated) throw fail(new Problem(413, "file-too-large"));
  }

  const begun = new Promise<Upload>((resolve, reject) => {
    let found = false;
    parser.on("field", (name, value) => fields.set(name, value));
    parser.on("file", (name, file, { filename }) => {
      file.on("error", () => {});
      if (name !== "file" || found) {
        file.resume();
        return;
      }
      found = true;
      const content = whole(file);
      const drain = async (): Promise<void> => {
        // Whoever stopped reading early may still be listening, and a stream that is listened to does not flow.
        file.removeAllListeners("readable");
        file.resume();
        await parsed.catch(() => {});
      };
      const upload = { name: filename || "file", fields, fault: () => fault };
      const direct = async (): Promise<Upload> => {
        return { ...upload, eventId: eventIdOf(fields), content, finish: drain };
      };
      const late = async (): Promise<Upload> => {
        const spooled = await spool(content);
        await parsed;
        if (!fields.has("eventId")) await spooled.dispose();
        return { ...upload, eventId: eventIdOf(fields), content: spooled.content, finish: spooled.dispose };
      };
      (fields.has("eventId") ? direct() : late()).then(resolve, (error: unknown) => {
        file.resume();
        reject(error);
      });
    });
    parsed.then(() => found || reject(new Problem(400, "file-missing")), reject);
  });
  incoming.pipe(parser);
  return begun;
}

function openParser(incoming: IncomingMessage, limit: number): busboy.Busboy {
  try {
    // Busboy cuts a file that reaches its limit, and a file of just that size is welcome.
    const limits = { fileSize: limit + 1, fields: 10, fieldSize: 1024, fieldNameSize: 100, parts: 20 };
    return busboy({ headers: incoming.headers, limits, defParamCharset: "utf8" });
  } catch {
    throw new Problem(400, "malformed");
  }
}

function eventIdOf(fields: ReadonlyMap<string, string>): string {
  const result = EVENT_ID.safeParse(fields.get("eventId"));
  if (!result.success) throw new Problem(400, "malformed");
  return result.data;
}
