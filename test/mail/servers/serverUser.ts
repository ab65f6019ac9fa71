import { readFileSync } from "node:fs";
import { userInfo } from "node:os";

/** Whether servers may be started as another user, as Debian's want to be. */
export const isRoot = process.getuid?.() === 0;

/** Who owns the mails: Debian's nobody where that can be chosen, else whoever runs the tests. */
export const OWNER = isRoot
  ? { user: "nobody", group: "nogroup", id: 65_534 }
  : { user: userInfo().username, group: groupOf(userInfo().gid), id: userInfo().uid };

function groupOf(id: number): string {
  const line = new RegExp(`^([^:]+):[^:]*:${id}:`, "m").exec(readFileSync("/etc/group", "utf8"));
  return line?.[1] ?? String(id);
}
