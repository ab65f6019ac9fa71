import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WebApp } from "./context.ts";
import { Problem } from "./problem.ts";

const TYPES = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
} as const;

type Asset = { readonly body: string; readonly type: string };

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5673"/><path d="M5 22h22M5 17c4 0 6-7 11-7s7 7 11 7M10 22v-6.500M16 22V10M22 22v-6.500" fill="none" stroke="#fff" stroke-width="2.200" stroke-linecap="round"/></svg>`;

/** A folder beside this file, or where the build puts it, when this runs from source. */
function folder(name: string): string {
  const beside = fileURLToPath(new URL(`./${name}/`, import.meta.url));
  const built = fileURLToPath(new URL(`../../dist/adapters/web/${name}/`, import.meta.url));
  const compiled = existsSync(beside) && readdirSync(beside).some((file) => !file.endsWith(".ts"));
  return compiled ? beside : built;
}

function files(name: string, extension: string): readonly (readonly [string, string])[] {
  const path = folder(name);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((file) => file.endsWith(extension))
    .sort()
    .map((file) => [file, readFileSync(join(path, file), "utf8")] as const);
}

function load(): { readonly base: string; readonly assets: ReadonlyMap<string, Asset> } {
  const css = files("style", ".css");
  const style = css.map(([, text]) => text).join("\n");
  const assets = new Map<string, Asset>([
    ["style.css", { body: style, type: TYPES.css }],
    ["icon.svg", { body: ICON, type: TYPES.svg }],
    ...files("browser", ".js").map(([name, body]) => [name, { body, type: TYPES.js }] as const),
  ]);
  const hash = createHash("sha256");
  for (const [name, { body }] of assets) hash.update(`${name}\n${body}\n`);
  return { base: `/assets/${hash.digest("hex").slice(0, 12)}`, assets };
}

const loaded = load();

/** Where the page's own style and script are, a path that changes with their content. */
export const ASSET_BASE: string = loaded.base;

/** The page's own style, script and icon; kept for a year, for another content has another address. */
export function mountAssets(app: WebApp): void {
  app.get("/assets/:version/:name", (context) => {
    const asset = loaded.assets.get(context.req.param("name"));
    if (asset === undefined) throw new Problem(404, "not-found");
    const current = context.req.path.startsWith(`${ASSET_BASE}/`);
    return context.body(asset.body, 200, {
      "Content-Type": asset.type,
      "Cache-Control": current ? "public, max-age=31536000, immutable" : "no-store",
    });
  });
  app.get("/favicon.ico", (context) => context.body(ICON, 200, { "Content-Type": TYPES.svg }));
}
