import { Hono } from "hono";
import { mountApi } from "./apiRoutes.ts";
import { mountAssets } from "./assets.ts";
import type { WebApp, WebEnv } from "./context.ts";
import { mountHealth } from "./healthRoutes.ts";
import type { Web } from "./options.ts";
import { mountPage } from "./page/pageRoutes.ts";
import { peerOf } from "./peer.ts";
import { Problem } from "./problem.ts";
import { securityHeaders } from "./securityHeaders.ts";
import { asProblem, tell } from "./tell.ts";

/** A path that is served answers another method with 405 and the methods it takes (RFC 9110 §15.5.6). */
function refuseOtherMethods(app: WebApp): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === "ALL") continue;
    const known = methods.get(path) ?? new Set<string>();
    known.add(method);
    if (method === "GET") known.add("HEAD");
    methods.set(path, known);
  }
  for (const [path, known] of methods) {
    app.all(path, () => {
      throw new Problem(405, "method-not-allowed", undefined, { Allow: [...known].join(", ") });
    });
  }
}

/** All routes of the channel. */
export function createApp(web: Web): WebApp {
  const app: WebApp = new Hono<WebEnv>();
  app.use(securityHeaders);
  app.onError((error, context) => tell(asProblem(error, web), context, web));
  app.notFound((context) => tell(new Problem(404, "not-found"), context, web));
  for (const { path, fetch } of web.options.mounts ?? []) {
    app.all(path, (context) => fetch(context.req.raw, peerOf(context, web.options)));
    app.all(`${path}/*`, (context) => fetch(context.req.raw, peerOf(context, web.options)));
  }
  mountHealth(app, web);
  mountApi(app, web);
  mountAssets(app);
  mountPage(app, web);
  refuseOtherMethods(app);
  return app;
}
