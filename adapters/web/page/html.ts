import type { HtmlEscapedString } from "hono/utils/html";

/** A piece of a page: text is escaped where it is put in, HTML made by `html` is not escaped again. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString> | string;
