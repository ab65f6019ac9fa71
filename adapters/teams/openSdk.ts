import { Client, PUBLIC } from "@microsoft/teams.api";
import { App } from "@microsoft/teams.apps";
import type { AppToken } from "./appToken.ts";
import type { Route } from "./mount.ts";
import { sdkLog } from "./sdkLog.ts";
import type { TeamsEndpoints, TeamsOptions } from "./teamsOptions.ts";

/** What an event is answered with: a status, and for a press what Teams shows of it. */
export type Answered = { readonly status: number; readonly body?: unknown };

/** The connector of one region. */
export type Connector = Client;

export type Sdk = {
  /** Verifies the token of a request, then hands its activity over. */
  readonly route: Route;
  connector(serviceUrl: string): Connector;
};

const LONGEST_MS = 20_000;

/**
 * The SDK, on the program's own web server and with its own app token. Every setting it would else take from the
 * environment is given: a variable of another program must not open the door to events without a token. Loading it takes
 * a second or more, so this file is only imported once Teams is used.
 */
export async function openSdk(
  options: TeamsOptions,
  endpoints: TeamsEndpoints,
  token: AppToken,
  take: (activity: unknown) => Promise<Answered>,
): Promise<Sdk> {
  let route: Route | undefined;
  const logger = sdkLog(options.log);
  const app = new App({
    clientId: options.clientId,
    clientSecret: "",
    tenantId: options.tenantId,
    token: () => token.current(),
    dangerouslyAllowUnauthenticatedRequests: false,
    serviceUrl: endpoints.service,
    messagingEndpoint: "/api/messages",
    cloud: {
      ...PUBLIC,
      loginEndpoint: endpoints.login,
      botScope: endpoints.botScope,
      openIdMetadataUrl: endpoints.openIdMetadata,
      tokenIssuer: endpoints.tokenIssuer,
    },
    oauth: { fetchUserToken: false },
    client: { timeout: LONGEST_MS, logger },
    logger,
    httpServerAdapter: {
      registerRoute(_method, _path, handler) {
        route = handler;
      },
    },
  });
  app.use(({ activity }) => take(activity));
  await app.initialize();
  if (route === undefined) throw new Error("the Teams SDK registered no route");
  const http = app.client.clone({ token: () => token.current() });
  return { route, connector: (serviceUrl) => new Client(serviceUrl.replace(/\/+$/, ""), http) };
}
