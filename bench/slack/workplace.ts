/** What the stand-in of Slack and the programs that are measured against it agree on. */
export const WORKPLACE = {
  team: "T0BENCH",
  bot: "U0BOT",
  botId: "B0BOT",
  channel: "C0BENCH",
  botToken: "xoxb-bench",
  secret: "a signing secret of the measurement",
  path: "/slack/events",
} as const;
