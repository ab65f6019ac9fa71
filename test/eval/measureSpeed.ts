import { statSync } from "node:fs";
import { median } from "../../bench/median.ts";
import { ROOT } from "../../src/root.ts";
import { modelFile } from "../../src/training/load-model.ts";
import { figure } from "./figure.ts";
import { inOwnProcess } from "./inOwnProcess.ts";
import type { Section } from "./section.ts";
import { understanding } from "./understanding.ts";

const MEGABYTE = 1e6;
const WEIGHINGS = 3;

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const megabytes = (value: number): string => `${(value / MEGABYTE).toFixed(1)} MB`;

type Timed = { readonly texts: number; readonly milliseconds: number };
type Times = { readonly messages: Timed; readonly mails: Timed };
type Weighing = { readonly bytes: number; readonly milliseconds: number };

/** How fast messages are read, and what the model weighs; each in a process of its own. */
export function measureSpeed(): Section {
  // Loaded here first, so that the others find it made.
  understanding();
  const { messages, mails } = inOwnProcess<Times>(new URL("./timeReading.ts", import.meta.url));
  const weighings = Array.from({ length: WEIGHINGS }, () =>
    inOwnProcess<Weighing>(new URL("./weighModel.ts", import.meta.url)),
  );
  return {
    figures: [
      figure("a message read, median", messages.milliseconds, ms, {
        goal: { most: 5 },
        over: `${messages.texts} messages`,
      }),
      figure("a mail of 10,000 characters read, median", mails.milliseconds, ms, {
        goal: { most: 20 },
        over: `${mails.texts} mails`,
      }),
      figure("memory the model takes", median(weighings.map((one) => one.bytes)), megabytes, {
        goal: { most: 60 * MEGABYTE },
      }),
      figure("size of its file", statSync(modelFile(ROOT)).size, megabytes),
      figure("time to load it", median(weighings.map((one) => one.milliseconds)), ms),
    ],
    parts: [],
  };
}
