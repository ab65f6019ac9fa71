import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A program that is measured, in a process of its own. */
export async function startProgram(name: "passerelle" | "vercel", api: string) {
  const child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), [api], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (message) => resolve(String(message)));
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return { url, stop: () => child.disconnect() };
}
