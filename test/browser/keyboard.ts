import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** More stops than any page of ours has. */
const MOST_STOPS = 80;

/** What has the focus: how a screen reader would name it. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return "";
    const labels =
      "labels" in at ? [...((at as HTMLInputElement).labels ?? [])].map((one) => one.textContent) : [];
    return [at.getAttribute("aria-label"), ...labels, at.textContent].filter(Boolean).join(" ").trim();
  });
}

/** Goes to a control with the Tab key alone, forwards or backwards; fails where the keyboard cannot reach it. */
export async function tabTo(page: Page, name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const seen: string[] = [];
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    const here = await focused(page);
    if (here.includes(name)) return;
    seen.push(here.slice(0, 40));
    await page.keyboard.press(key);
  }
  throw new Error(`${name} cannot be reached with the keyboard; stops: ${[...new Set(seen)].join(" | ")}`);
}

/** Presses the control of this name, come to by keyboard. */
export async function press(page: Page, name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await tabTo(page, name, key);
  await page.keyboard.press("Enter");
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every rule of axe, WCAG 2.2 AA and best practices: nothing found. */
export async function expectAccessible(page: Page): Promise<void> {
  const has = await page.evaluate(() => "axe" in window);
  if (!has) await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } }).axe;
    const { violations } = await axe.run();
    return (violations as { id: string; nodes: { html: string; failureSummary?: string }[] }[]).map(
      (one) => ({
        id: one.id,
        nodes: one.nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
      }),
    );
  });
  expect(found).toEqual([]);
}
