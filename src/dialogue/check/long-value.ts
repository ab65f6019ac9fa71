/** Stands for what is no value of a list: an address as people paste it, a name, a list. As long as one is likely to be. */
export const LONG_VALUE = `https://pronote.${"x".repeat(92)}.fr/pronote/`;
