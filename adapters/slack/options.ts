import type { AdapterLog } from "../adapter.ts";
import type { Chat } from "../chat.ts";

export type SlackOptions = {
  /** `xoxb-…`, from « OAuth & Permissions ». */
  readonly botToken: string;
  /**
   * How events come: over the adapter's own connection (Socket Mode; `appToken` is `xapp-…` with `connections:write`), or
   * posted to the program's web server (`signingSecret` from « Basic Information »).
   */
  readonly events:
    | { readonly by: "socket"; readonly appToken: string }
    | { readonly by: "http"; readonly signingSecret: string };
  /** Channel (`C…` or `G…`) where conversations that want an agent are shown. */
  readonly agentsChannel?: string | undefined;
  /** User group (`S…`) whose members are agents; without it, the members of the agents' channel are. */
  readonly agentsGroup?: string | undefined;
  /** The program's own sentences, for checks made before `start`. */
  readonly text: Chat["text"];
  readonly log?: AdapterLog | undefined;
  /** Base address of the Web API, with its slash at the end. */
  readonly apiUrl?: string | undefined;
};

/** https://docs.slack.dev/apis/web-api/ */
export const API_URL = "https://slack.com/api/";
/** Where Slack posts events, in HTTP mode. */
export const EVENTS_PATH = "/slack/events";
