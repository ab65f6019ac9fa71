import type { Language } from "../../src/message.ts";

const STEPS = [
  { unit: "gigabyte", bytes: 2 ** 30 },
  { unit: "megabyte", bytes: 2 ** 20 },
  { unit: "kilobyte", bytes: 2 ** 10 },
  { unit: "byte", bytes: 1 },
] as const;

/** A number of bytes as people read it: « 200 Mo », "200 MB". */
export function sizeText(language: Language, bytes: number): string {
  const step = STEPS.find((one) => bytes >= one.bytes) ?? STEPS[3];
  const format = new Intl.NumberFormat(language, {
    style: "unit",
    unit: step.unit,
    maximumFractionDigits: 1,
  });
  return format.format(bytes / step.bytes);
}
