import type { Artefact, Head } from "./artefact.ts";
import { casResponse } from "./cas-response.ts";
import { clientLog } from "./client-log.ts";
import { empty } from "./empty.ts";
import { failuresList } from "./failures-list.ts";
import type { Examined, ExamineOptions } from "./finding.ts";
import { gunzipped } from "./gunzipped.ts";
import { har } from "./har.ts";
import { sourceOf } from "./head.ts";
import { htmlPage } from "./html-page.ts";
import { identifiersContainer } from "./identifiers-container.ts";
import { identifiersPayload } from "./identifiers-payload.ts";
import { image } from "./image.ts";
import { json } from "./json.ts";
import { noText } from "./no-text.ts";
import { openHead } from "./open-head.ts";
import { otherXml } from "./other-xml.ts";
import { samlResponse } from "./saml-response.ts";
import { screenText } from "./screen-text.ts";
import { serverLog } from "./server-log.ts";
import { table } from "./table.ts";
import { workbook } from "./workbook.ts";

export type { Ask, Examined, ExamineOptions, Tools } from "./finding.ts";

/** Every kind of artefact; a new one is one file and one line here. Where two are as sure, the first has it. */
const ARTEFACTS: readonly Artefact[] = [
  identifiersContainer,
  identifiersPayload,
  casResponse,
  samlResponse,
  har,
  clientLog,
  failuresList,
  serverLog,
  htmlPage,
  image,
  workbook,
  table,
  json,
  otherXml,
  empty,
  noText,
  screenText,
];

/** What is read compressed too. */
const PACKED: readonly Artefact[] = [clientLog, serverLog, har, failuresList];

function surest(head: Head): Artefact {
  let best: { readonly artefact: Artefact; readonly sure: number } = { artefact: screenText, sure: 0 };
  for (const artefact of ARTEFACTS) {
    const sure = artefact.recognise(head);
    if (sure > best.sure) best = { artefact, sure };
    if (sure === 1) break;
  }
  return best.artefact;
}

/**
 * What a file is and what is wrong with it, by its content alone. Streams: what is past a limit is not read. The caller
 * closes the source; nothing of the content outlives the call but what is returned, and nothing of that is personal.
 */
export async function examine(
  content: AsyncIterable<Uint8Array>,
  options: ExamineOptions,
): Promise<Examined> {
  const opened = await gunzipped(await openHead(content), (head) => PACKED.includes(surest(head)));
  const source = sourceOf(opened);
  return surest(source.head).examine(source, options);
}
