import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Language } from "../../src/message.ts";
import { manifestOf, manifestWords } from "./manifest.ts";
import { pngIcon } from "./pngIcon.ts";
import { storedZip } from "./storedZip.ts";
import type { TeamsOptions } from "./teamsOptions.ts";

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The app cannot be packed: the message is a sentence that names the setting. */
export class PackageError extends Error {
  override readonly name = "PackageError";
}

/**
 * Writes the app's package, `passerelle-teams.zip`, into a folder that is made where it is missing; gives its path. It is
 * what an administrator of the directory uploads. Throws `PackageError`, in that language, where a setting is wrong.
 */
export async function packageApp(
  options: Pick<TeamsOptions, "clientId" | "publicUrl" | "text">,
  folder: string,
  language: Language = "fr",
): Promise<string> {
  const { clientId, publicUrl, text } = options;
  if (!GUID.test(clientId)) throw new PackageError(text(language, "teams.package.client-id"));
  if (publicUrl === undefined || !/^https:\/\//i.test(publicUrl)) {
    throw new PackageError(text(language, "teams.package.public-url"));
  }
  const zip = storedZip([
    { name: "manifest.json", content: json(manifestOf(options, publicUrl)) },
    { name: "en.json", content: json(manifestWords(text, "en")) },
    { name: "color.png", content: pngIcon("color") },
    { name: "outline.png", content: pngIcon("outline") },
  ]);
  await mkdir(folder, { recursive: true });
  const path = join(folder, "passerelle-teams.zip");
  await writeFile(path, zip);
  return path;
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
