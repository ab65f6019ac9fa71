/** What of plain text is not words: marks of lists and quotes, numbers of links, and addresses, which HTML has in its links. */
const MARKS = /^(?:> ?)*(?:\s*(?:\d+\.|-|•) )?/gm;
const LINK_LIST = /\n\n(?:Liens\u00A0:|Links:)\n(?:\[\d+\] .+\n?)+/g;

/** The words of a mail's text part, in their order. */
export function wordsOfText(text: string): readonly string[] {
  return wordsOf(
    text
      .replace(LINK_LIST, "\n")
      .replace(/^----------$/gm, "")
      .replace(MARKS, "")
      .replace(/\s\[\d+\]/g, " ")
      .replace(/(?:https?:\/\/[^\s)«»]+)/g, " "),
  );
}

/** The words of its HTML part, as they are read out. */
export function wordsOfHtml(html: string): readonly string[] {
  return wordsOf(
    html
      .replace(/^[^]*<body[^>]*>/, "")
      .replace(/<[^>]+>/g, (tag) => (/^<\/?(?:strong|em|a|code|wbr)\b/.test(tag) ? "" : " "))
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&")
      .replace(/(?:https?:\/\/[^\s)«»]+)/g, " "),
  );
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
