import type { AdapterLog } from "../adapter.ts";
import type { Chat } from "../chat.ts";

/**
 * Microsoft's servers. Another cloud than the public one, or a stand-in, has other addresses:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export type TeamsEndpoints = {
  /** Signs the app in: `<login>/<tenant>/oauth2/v2.0/token`. */
  readonly login: string;
  /** What the app asks a token for. */
  readonly botScope: string;
  /** Names the keys that sign events; those are beside it, at `…/keys`. */
  readonly openIdMetadata: string;
  /** Who must have issued the token of an event. */
  readonly tokenIssuer: string;
  /** The connector for a conversation that did not say its own, as the agents' channel. */
  readonly service: string;
  /** Hosts files are fetched from: `.example.org` stands for whatever ends so, over https; else a whole origin. */
  readonly fileHosts: readonly string[];
};

export const PUBLIC_CLOUD: TeamsEndpoints = {
  login: "https://login.microsoftonline.com",
  botScope: "https://api.botframework.com/.default",
  openIdMetadata: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  tokenIssuer: "https://api.botframework.com",
  service: "https://smba.trafficmanager.net/teams",
  fileHosts: [".sharepoint.com", ".svc.ms"],
};

export type TeamsOptions = {
  /** TEAMS_CLIENT_ID: the application (client) id of the Azure Bot, a GUID. */
  readonly clientId: string;
  /** TEAMS_CLIENT_SECRET: the value, not the id, of a secret of that application. */
  readonly clientSecret: string;
  /** TEAMS_TENANT_ID: the directory the application is registered in, a GUID; only its people are listened to. */
  readonly tenantId: string;
  /** TEAMS_OTHER_TENANTS: further directories whose people are listened to. */
  readonly otherTenants?: readonly string[] | undefined;
  /** TEAMS_AGENTS_CHANNEL: id of the channel the agents are called in, `19:…@thread.tacv2`; its members are the agents. */
  readonly agentsChannel?: string | undefined;
  /** PUBLIC_URL: where Teams reaches this program, over https. */
  readonly publicUrl?: string | undefined;
  /** UPLOAD_LIMIT: the largest file fetched, in bytes. */
  readonly largestFile: number;
  /** The program's texts: what is checked or packed is told before the channel starts. */
  readonly text: Chat["text"];
  readonly log: AdapterLog;
  readonly endpoints?: Partial<TeamsEndpoints> | undefined;
};

/** The addresses in force. */
export function endpointsOf(options: Pick<TeamsOptions, "endpoints">): TeamsEndpoints {
  return { ...PUBLIC_CLOUD, ...options.endpoints };
}
