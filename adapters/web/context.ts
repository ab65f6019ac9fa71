import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";

export type WebEnv = {
  Bindings: HttpBindings;
  Variables: {
    /** The conversation the caller has shown a token of: errors are then said in its language. */
    conversation?: string;
  };
};

export type WebApp = Hono<WebEnv>;
export type WebContext = Context<WebEnv>;
