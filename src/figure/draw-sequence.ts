import type { Figure } from "../message.ts";

const MARGIN = 16;
const COLUMN = 210;
const ROW = 34;
const HEAD = 58;
const INK = "#1b1b1f";
const LINE = "#b9b9c4";
const ARROW = "#0072b2";
const WRONG = "#d55e00";

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function label(x: number, y: number, text: string, more = ""): string {
  return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="12" fill="${INK}" ${more}>${escaped(text)}</text>`;
}

/** Long names of hosts go on a second line, parted at a dot. */
function nameLines(name: string): readonly string[] {
  if (name.length <= 28) return [name];
  const dot = name.lastIndexOf(".", 28);
  const cut = dot > 8 ? dot : 27;
  return [name.slice(0, cut), name.slice(cut, cut + 28)];
}

/** A sequence diagram as SVG: a column an actor, a row a request, what is wrong in another colour and with a cross. */
export function drawSequence({ title, actors, hops }: Extract<Figure, { kind: "sequence" }>): string {
  const width = MARGIN * 2 + COLUMN * actors.length;
  const height = HEAD + ROW * (hops.length + 1);
  const x = (actor: number): number => MARGIN + COLUMN * actor + COLUMN / 2;
  const columns = actors.map((actor, at) => {
    const names = nameLines(actor).map((line, row) =>
      label(x(at), 22 + 15 * row, line, 'text-anchor="middle" font-weight="bold"'),
    );
    return `${names.join("")}<line x1="${x(at)}" y1="${HEAD - 8}" x2="${x(at)}" y2="${height - 8}" stroke="${LINE}"/>`;
  });
  const rows = hops.map(({ from, to, label: text, wrong }, at) => {
    const y = HEAD + ROW * (at + 0.7);
    const colour = wrong ? WRONG : ARROW;
    const [start, end] = [x(from), x(to)];
    const tip = end > start ? end - 7 : end + 7;
    const head = `<path d="M${end} ${y} L${tip} ${y - 4} L${tip} ${y + 4} Z" fill="${colour}"/>`;
    const line = `<line x1="${start}" y1="${y}" x2="${tip}" y2="${y}" stroke="${colour}" stroke-width="${wrong ? 2.5 : 1.5}"/>`;
    const words = `${at + 1}. ${text}${wrong ? " ✗" : ""}`;
    return (
      line +
      head +
      label(Math.min(start, end) + 10, y - 6, words, `paint-order="stroke" stroke="#ffffff" stroke-width="3"`)
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#ffffff"/>${columns.join("")}${rows.join("")}</svg>`;
}
