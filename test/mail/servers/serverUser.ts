import { userInfo } from "node:os";

/** Whether servers may be started as another user, as Debian's want to be. */
export const isRoot = process.getuid?.() === 0;

/** Who owns the mails: nobody, where that can be chosen. */
export const OWNER = isRoot ? "nobody" : userInfo().username;
