import type { App, ReceiverEvent } from "@slack/bolt";

/**
 * Hands an event to Bolt and acknowledges it only once it was taken: Bolt itself acknowledges events before any listener has
 * run, and what fails after that would be lost. Rejects, unacknowledged, where a listener failed: Slack delivers it again.
 * What Bolt has no listener for is acknowledged too, or it would come back for ever.
 */
export async function settleThenAck(app: App, event: ReceiverEvent): Promise<void> {
  let answer: unknown;
  await app.processEvent({
    ...event,
    ack: async (response?: unknown) => {
      answer = response;
    },
  });
  await event.ack(answer);
}
