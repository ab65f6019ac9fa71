import { connect } from "node:net";

const LONGEST_MS = 20_000;

function greeted(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const over = (answered: boolean) => (): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("data", over(true)).once("error", over(false)).once("end", over(false));
  });
}

/** Resolves once a server on `port` of loopback says its first word; rejects where `dead` says that it never will. */
export async function greets(port: number, dead: () => string | null): Promise<void> {
  const from = Date.now();
  while (!(await greeted(port))) {
    const why = dead();
    if (why !== null) throw new Error(why);
    if (Date.now() - from > LONGEST_MS) throw new Error(`nothing answers on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
