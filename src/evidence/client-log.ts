import type { Artefact } from "./artefact.ts";
import { readLog } from "./log/read-log.ts";

/** Lines a CAS client writes: phpCAS, mod_auth_cas, PHP. */
const SIGNS: readonly RegExp[] = [
  /phpCAS|CAS_(?:Client|Authentication)/,
  /mod_auth_cas|MOD_AUTH_CAS/,
  /PHP (?:Fatal|Warning|Notice)/,
];

/** PRONOTE's own names in dated lines: its log, where a list has columns. */
const PRONOTE = /^[^;\t\n]{0,40}\d\d:\d\d[^;\t\n]*\be(?:CAS|EduConnect)_\w+/m;

/** The log of what asks the CAS server: phpCAS, mod_auth_cas, PHP's own, PRONOTE. */
export const clientLog: Artefact = {
  recognise({ byBytes, text }) {
    if (byBytes !== null) return 0;
    return SIGNS.some((sign) => sign.test(text)) || PRONOTE.test(text) ? 0.9 : 0;
  },
  examine: (source, options) => readLog("client-log", source, options),
};
