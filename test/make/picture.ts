import { openBrowser } from "./chromium.ts";

export { hasChromium } from "./chromium.ts";

/** Screenshots of pages made up for it, by a real browser. */
export async function openPicture(): Promise<{
  of(html: string, type: "png" | "jpeg"): Promise<Buffer>;
  close(): Promise<void>;
}> {
  const { context, close } = await openBrowser({ width: 900 });
  const page = await context.newPage();
  return {
    async of(html, type) {
      await page.setContent(`<body style="font: 16px sans-serif">${html}</body>`);
      return page.screenshot({ type, clip: { x: 0, y: 0, width: 900, height: 300 } });
    },
    close,
  };
}
