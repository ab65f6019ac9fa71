/** What a list shows before its items: a number to come, or none. */
type List = { next: number | null };

/**
 * Lines of plain text as they are written: white space collapsed as HTML has it, quotations marked with « > », items with a
 * dash or their number, cells of a row parted by tabs. A break asked for twice is one, so is an empty line.
 */
export class TextLines {
  readonly #done: string[] = [];
  readonly #lists: List[] = [];
  /** How many cells each open row has so far. */
  readonly #rows: number[] = [];
  /** The line that is being written: in pieces, for one may be as long as the mail. */
  #pieces: string[] = [];
  /** Whether a space is due before the next word. */
  #space = false;
  #lead = "";
  /** Whether nothing stands yet in the item or cell that is open: no distance is kept to its beginning. */
  #fresh = false;
  #quotes = 0;
  #breaks = false;
  /** Depth of quotation of the empty line that is wanted before the next text. */
  #gap: number | null = null;

  /** Text of an element; `exact` where its white space is as it is to be seen. */
  say(text: string, exact: boolean): void {
    if (exact) {
      for (const [index, line] of text.split("\n").entries()) {
        if (index > 0) this.newLine();
        this.#append(line);
      }
      return;
    }
    const words = text.replace(/[ \t\n\r\f]+/g, " ");
    if (words.startsWith(" ")) this.#space = true;
    const said = words.replace(/^ | $/g, "");
    if (said === "") return;
    this.#append(said);
    this.#space = words.endsWith(" ");
  }

  #append(text: string): void {
    if (text === "") return;
    if (this.#breaks) this.#flush();
    this.#breaks = false;
    const last = this.#pieces.at(-1);
    if (last === undefined) {
      this.#fillGap();
      this.#pieces.push(this.#lead);
      this.#lead = "";
    } else if (this.#space && last !== "\t") this.#pieces.push(" ");
    this.#space = false;
    this.#fresh = false;
    this.#pieces.push(text);
  }

  #fillGap(): void {
    if (this.#gap !== null && this.#done.length > 0) this.#push("", this.#gap);
    this.#gap = null;
  }

  #push(line: string, quotes: number): void {
    const marked = quotes === 0 ? line : `${"> ".repeat(quotes)}${line}`.trimEnd();
    const empty = /^[> ]*$/.test(marked);
    if (empty && (this.#done.length === 0 || this.#done.at(-1) === marked)) return;
    this.#done.push(marked);
  }

  #flush(): void {
    const line = this.#pieces.join("").trimEnd();
    this.#pieces = [];
    this.#space = false;
    if (line.trim() !== "") this.#push(line, this.#quotes);
  }

  /** `<br>`: a line ends here, be it empty. */
  newLine(): void {
    if (this.#breaks) this.#flush();
    if (this.#pieces.length === 0) this.#gap = this.#least();
    this.#flush();
    this.#breaks = false;
  }

  /** What comes next begins a line, unless it is the first of a cell. */
  block(): void {
    this.#breaks = this.#pieces.at(-1) !== "\t";
  }

  /** What comes next is a paragraph of its own. */
  paragraph(): void {
    this.block();
    if (this.#breaks && !this.#fresh) this.#gap = this.#least();
  }

  #least(): number {
    return Math.min(this.#gap ?? this.#quotes, this.#quotes);
  }

  rule(): void {
    this.block();
    this.#append("_".repeat(32));
    this.block();
  }

  quote(opens: boolean): void {
    this.#flush();
    if (!opens) this.#quotes = Math.max(0, this.#quotes - 1);
    this.paragraph();
    // Deeper quotations are marked no more: the marks of one line are not to be longer than what is said.
    if (opens) this.#quotes = Math.min(20, this.#quotes + 1);
  }

  openList(numbered: boolean): void {
    if (this.#lists.length === 0) this.paragraph();
    this.#lists.push({ next: numbered ? 1 : null });
  }

  closeList(): void {
    this.#lists.pop();
    if (this.#lists.length === 0) this.paragraph();
    else this.block();
  }

  item(): void {
    this.block();
    const list = this.#lists.at(-1);
    const sign = list === undefined || list.next === null ? "-" : `${list.next}.`;
    if (list !== undefined && list.next !== null) list.next += 1;
    this.#fresh = true;
    this.#lead = `${"  ".repeat(Math.min(10, Math.max(0, this.#lists.length - 1)))}${sign} `;
  }

  /** Paragraphs of an item and of a cell keep no distance to what follows. */
  closeItem(): void {
    this.block();
    this.#gap = null;
  }

  openRow(): void {
    this.block();
    this.#rows.push(0);
  }

  closeRow(): void {
    this.#rows.pop();
    this.closeItem();
  }

  cell(): void {
    const cells = this.#rows.pop() ?? 0;
    this.#rows.push(cells + 1);
    this.#fresh = true;
    if (cells === 0 || this.#pieces.length === 0) return;
    this.#breaks = false;
    this.#gap = null;
    this.#pieces.push("\t");
  }

  /** All that was written. The separator of a signature gets the space back that HTML takes from it (RFC 3676 §4.3). */
  end(): string {
    this.#flush();
    return this.#done
      .map((line) => (/^(?:> )*--$/.test(line) ? `${line} ` : line))
      .join("\n")
      .trim();
  }
}
