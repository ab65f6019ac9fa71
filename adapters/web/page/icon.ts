import type { HtmlEscapedString } from "hono/utils/html";
import { raw } from "hono/html";

const PATHS = {
  file: "M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5M12 18v-6m-2.500 2.500L12 12l2.500 2.500",
  send: "M4 12h15M13 6l6 6-6 6",
  back: "M10 6l-6 6 6 6M4 12h16",
  why: "M9.200 9a3 3 0 1 1 4.300 2.700c-.9.5-1.500 1.100-1.500 2.300M12 17.500v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  person:
    "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.8-3.700 3.800-5.500 7.500-5.500s6.700 1.800 7.500 5.500",
  restart: "M4 5v5h5M4.600 10A8 8 0 1 1 4 13.500",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  ticket: "M5 4h14v16l-3.500-2-3.500 2-3.500-2L5 20zM9 9h6M9 13h4",
  shield: "M12 3l7 3v5c0 4.500-2.900 8.300-7 10-4.100-1.700-7-5.500-7-10V6zM9 12l2 2 4-4",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside a word; it says nothing by itself, so it is hidden from screen readers. */
export function icon(name: IconName): HtmlEscapedString {
  return raw(
    `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"><path d="${PATHS[name]}"/></svg>`,
  );
}
