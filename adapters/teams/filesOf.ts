import { z } from "zod";
import type { TeamsActivity } from "./activity.ts";
import { isConnector } from "./place.ts";

/** A file of a message. `ref` is `download:<address>`, an address that lets in whoever has it for some minutes, or
 * `image:<address>`, which wants the app's token. `inline`: a picture pasted among the words. */
export type SentFile = { readonly name: string; readonly ref: string; readonly inline: boolean };

const DOWNLOAD = "application/vnd.microsoft.teams.file.download.info";
const download = z.object({ downloadUrl: z.url().max(4000) });

/**
 * The files a message brings: sent in a personal chat, or pictures pasted anywhere.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#receive-files-in-personal-chat
 */
export function filesOf(activity: TeamsActivity, service: string): readonly SentFile[] {
  return activity.attachments.flatMap(
    ({ contentType, contentUrl, name, content }, index): readonly SentFile[] => {
      if (contentType === DOWNLOAD) {
        const { data } = download.safeParse(content);
        return data === undefined
          ? []
          : [{ name: fileName(name, "fichier"), ref: `download:${data.downloadUrl}`, inline: false }];
      }
      // A picture from elsewhere is a link that somebody pasted.
      const picture = /^image\/(png|jpeg|gif|bmp|webp|\*)$/i.exec(contentType)?.[1];
      if (picture === undefined || contentUrl === undefined || !isConnector(contentUrl, service)) return [];
      const ending = picture === "*" ? "png" : picture.toLowerCase();
      return [
        { name: fileName(name, `image-${index + 1}.${ending}`), ref: `image:${contentUrl}`, inline: true },
      ];
    },
  );
}

/**
 * Whether a message of a channel has a file with it: the bot is not given it, only the mark of its place in the text. A
 * quoted message leaves the same mark.
 */
export function hasFileOfChannel({ attachments }: TeamsActivity): boolean {
  if (attachments.some(({ contentType }) => contentType === "reference" || contentType === DOWNLOAD))
    return true;
  const quotes = attachments.some(({ contentType }) => /messageReference$/i.test(contentType));
  return (
    !quotes &&
    attachments.some(
      ({ contentType, content }) =>
        contentType === "text/html" && typeof content === "string" && /<attachment\s/i.test(content),
    )
  );
}

function fileName(name: string | undefined, unnamed: string): string {
  const bare =
    name
      ?.replace(/[\p{Cc}/\\]/gu, "")
      .trim()
      .slice(-200) ?? "";
  return bare === "" ? unnamed : bare;
}
