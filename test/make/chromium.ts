import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { chromium } from "playwright-core";

const PLACES = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

const found = PLACES.find((path) => path !== undefined && existsSync(path));

/** Whether there is a Chromium to test with; without one the reason is printed, once a file. */
export function hasChromium(): boolean {
  if (found === undefined) {
    console.log("Browser tests skipped: no Chromium found (apt-get install chromium, or set CHROMIUM_PATH).");
  }
  return found !== undefined;
}

export type BrowserOptions = {
  readonly width?: number;
  readonly dark?: boolean;
  readonly script?: boolean;
  readonly language?: string;
};

/** A real Chromium with a profile of its own. Requests to anything but loopback are noted and refused. */
export async function openBrowser(options: BrowserOptions = {}): Promise<{
  readonly context: BrowserContext;
  readonly strayed: readonly string[];
  close(): Promise<void>;
}> {
  const profile = await mkdtemp(join(tmpdir(), "passerelle-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found ?? "chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    viewport: { width: options.width ?? 1000, height: 800 },
    colorScheme: options.dark === true ? "dark" : "light",
    javaScriptEnabled: options.script ?? true,
    locale: options.language ?? "fr-FR",
    reducedMotion: "reduce",
  });
  const strayed: string[] = [];
  await context.route(/^(?!https?:\/\/127\.0\.0\.1[:/])/, (route) => {
    strayed.push(route.request().url());
    return route.abort();
  });
  return {
    context,
    strayed,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
