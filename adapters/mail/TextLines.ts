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
  #line = "";
  #lead = "";
  #quotes = 0;
  #breaks = false;
  /** Depth of quotation of the empty line that is wanted before the next text. */
  #gap: number | null = null;

  /** Text of an element; `exact` where its white space is as it is to be seen. */
  say(text: string, exact: boolean): void {
    if (exact) {
      const [first = "", ...more] = text.split("\n");
      this.#append(first);
      for (const line of more) {
        this.newLine();
        this.#append(line);
      }
      return;
    }
    const words = text.replace(/[ \t\n\r\f]+/g, " ");
    if (words.trim() !== "") this.#append(this.#isFresh() ? words.trimStart() : words);
    else if (words !== "" && !this.#isFresh()) this.#line += " ";
  }

  #isFresh(): boolean {
    return this.#breaks || this.#line === "" || /[ \t]$/.test(this.#line);
  }

  #append(text: string): void {
    if (text === "") return;
    if (this.#breaks) this.#flush();
    this.#breaks = false;
    if (this.#line === "" && text.trim() !== "") {
      this.#fillGap();
      this.#line = this.#lead;
      this.#lead = "";
    }
    this.#line += text;
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
    if (this.#line.trim() !== "") this.#push(this.#line.trimEnd(), this.#quotes);
    this.#line = "";
  }

  /** `<br>`: a line ends here, be it empty. */
  newLine(): void {
    if (this.#breaks && this.#line.trim() !== "") this.#flush();
    this.#breaks = false;
    if (this.#line.trim() === "") this.#gap = this.#least();
    else this.#flush();
    this.#line = "";
  }

  /** What comes next begins a line, unless it is the first of a cell. */
  block(): void {
    this.#breaks = !this.#line.endsWith("\t");
  }

  /** What comes next is a paragraph of its own. */
  paragraph(): void {
    this.block();
    if (this.#breaks) this.#gap = this.#least();
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
    this.#lead = `${"  ".repeat(Math.min(10, Math.max(0, this.#lists.length - 1)))}${sign} `;
  }

  openRow(): void {
    this.block();
    this.#rows.push(0);
  }

  closeRow(): void {
    this.#rows.pop();
    this.block();
  }

  cell(): void {
    const cells = this.#rows.pop() ?? 0;
    this.#rows.push(cells + 1);
    if (cells === 0 || this.#line.trim() === "") return;
    this.#breaks = false;
    this.#gap = null;
    this.#line = `${this.#line.trimEnd()}\t`;
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
