import type { Language } from "../../message.ts";
import { escape } from "./html-of.ts";

const BODY =
  "margin:0;padding:16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif;font-size:16px;line-height:1.5";
/** As wide as a line can be read with ease; on a telephone as wide as the telephone. */
const COLUMN = "max-width:640px;margin:0 auto;overflow-wrap:anywhere;word-break:break-word";

/** The HTML part of a mail around what it says. */
export function mailPage(page: {
  readonly language: Language;
  readonly title: string;
  readonly body: string;
}): string {
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(page.title)}</title>
</head>
<body style="${BODY}">
<div role="main" style="${COLUMN}">
${page.body}
</div>
</body>
</html>
`;
}
