import type { types } from "@slack/bolt";
import type { Procedure } from "../chat.ts";
import { ACTIONS } from "./actions.ts";
import { cutBytes, escapeText } from "./escapeText.ts";
import type { Words } from "./piece.ts";
import { contextPiece, labelText, markdownPieces } from "./piece.ts";
import { markdownSections } from "./markdownSections.ts";

/** A procedure with the address of its thread, where it is known. */
export type Linked = { readonly procedure: Procedure; readonly link: string | null };

/** The Home tab: what the person has under way, each with a button that goes on with it; else how to begin. */
export function homeView(procedures: readonly Linked[], words: Words): types.HomeView {
  return {
    type: "home",
    blocks: [
      { type: "header", text: { type: "plain_text", text: words("slack.home.title"), emoji: false } },
      ...markdownPieces(words(procedures.length === 0 ? "slack.home.empty" : "slack.home.intro")).map(
        (one) => one.block,
      ),
      ...procedures.flatMap((one) => procedureBlocks(one, words)),
      { type: "divider" },
      {
        type: "actions",
        block_id: "home",
        elements: [
          {
            type: "button",
            action_id: ACTIONS.start,
            text: labelText(words("slack.home.start")),
            ...(procedures.length === 0 ? { style: "primary" as const } : {}),
          },
        ],
      },
      contextPiece(words("slack.home.hint")).block,
    ],
  };
}

function procedureBlocks({ procedure, link }: Linked, words: Words): readonly types.KnownBlock[] {
  const lines = [`*${plain(procedure.title)}*`, plain(procedure.step)];
  if (procedure.progress !== null) lines.push(progressLine(procedure.progress, words));
  return [
    { type: "divider" },
    {
      type: "section",
      text: { type: "mrkdwn", text: lines.join("\n") },
      accessory: {
        type: "button",
        action_id: ACTIONS.resume,
        text: labelText(words("slack.home.resume")),
        value: procedure.place,
        ...(link === null ? {} : { url: link }),
      },
    },
  ];
}

/** A line of a list: the first words tell enough. */
function plain(text: string): string {
  return cutBytes(markdownSections(text)[0]?.plain.replace(/\s+/g, " ") ?? "…", 800);
}

const BAR = 10;

function progressLine(
  { done, total }: { readonly done: number; readonly total: number },
  words: Words,
): string {
  const full = total === 0 ? 0 : Math.min(BAR, Math.round((done / total) * BAR));
  const bar = "▓".repeat(full) + "░".repeat(BAR - full);
  return `${bar}  ${escapeText(words("slack.home.progress", { step: Math.min(done + 1, total), total }))}`;
}
