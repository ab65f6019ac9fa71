import type { WebApp } from "./context.ts";
import type { Web } from "./options.ts";

/** For whoever watches the program: alive, able to serve, counters. */
export function mountHealth(app: WebApp, web: Web): void {
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    const ready = await (web.options.ready?.() ?? Promise.resolve(true)).catch((error: unknown) => {
      web.options.log?.warn({ err: error }, "not ready");
      return false;
    });
    return context.json({ status: ready ? "ok" : "unavailable" }, ready ? 200 : 503);
  });
  app.get("/metrics", async (context) => {
    const text = (await web.options.metrics?.()) ?? "";
    return context.body(text, 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
  });
}
