import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Worker } from "tesseract.js";

let reader: Promise<Worker> | undefined;

/** The French language data, as a package: nothing is fetched. */
function dataFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@tesseract.js-data/fra/package.json")), "4.0.0_best_int");
}

/** What a job fails with is the job's to tell: without a handler it would end the thread. */
async function open(): Promise<Worker> {
  const { createWorker, OEM } = await import("tesseract.js");
  return createWorker("fra", OEM.LSTM_ONLY, {
    langPath: dataFolder(),
    cacheMethod: "none",
    gzip: true,
    errorHandler: () => {},
  });
}

/** The reader holds a hundred megabytes: it is let go after so long without a picture, in milliseconds. */
const IDLE_MS = 60_000;

let idle: NodeJS.Timeout | undefined;

function letGoLater(): void {
  idle = setTimeout(() => {
    const unused = reader;
    reader = undefined;
    void unused?.then((one) => one.terminate()).catch(() => undefined);
  }, IDLE_MS);
  idle.unref();
}

/** The words of a PNG or JPEG, in French. Opened at the first picture, for it takes a second and some memory. */
export async function readImage(bytes: Uint8Array): Promise<string> {
  clearTimeout(idle);
  reader ??= open();
  try {
    const { data } = await (await reader).recognize(Buffer.from(bytes));
    return data.text;
  } finally {
    letGoLater();
  }
}
