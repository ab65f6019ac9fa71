import type { Figure, FigureTable } from "../../src/message.ts";

/** A sentence of the program's texts, in the language of who reads it. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A figure in rows, in that language. */
export type Rows = (figure: Figure) => FigureTable;
