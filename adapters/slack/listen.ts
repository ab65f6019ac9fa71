import type { App } from "@slack/bolt";
import { COMMAND, EDIT_VIEW, SHORTCUT } from "./actions.ts";
import type { Incoming, Self } from "./incoming.ts";
import type { Words } from "./piece.ts";
import { readAction } from "./readAction.ts";
import { readCommand, readShortcut, readSubmission } from "./readCall.ts";
import { readEvent } from "./readEvent.ts";

/**
 * Registers what the app listens to. `take` does what was read; where it rejects, Bolt does too and the event stays
 * unacknowledged.
 */
export function listen(app: App, self: () => Self, take: (incoming: Incoming) => Promise<Words>): void {
  const taken = async (incoming: Incoming | null): Promise<Words | null> =>
    incoming === null ? null : take(incoming);

  for (const event of ["app_mention", "message", "app_home_opened", "assistant_thread_started"]) {
    app.event(event, async ({ body }) => void (await taken(readEvent(body, self()))));
  }
  app.command(COMMAND, async ({ body, ack }) => {
    const words = await taken(readCommand(body, self()));
    // What was typed is not shown to the channel; the person is told where to look.
    await ack(words === null ? undefined : words("slack.look-there"));
  });
  app.shortcut(SHORTCUT, async ({ body, ack }) => {
    await taken(readShortcut(body, self()));
    await ack();
  });
  app.action(/.*/, async ({ body, ack }) => {
    await taken(readAction(body, self()));
    await ack();
  });
  app.view(EDIT_VIEW, async ({ body, ack }) => {
    await taken(readSubmission(body, Date.now() / 1_000));
    await ack();
  });
}
