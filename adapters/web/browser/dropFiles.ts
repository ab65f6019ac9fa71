import { complain } from "./notices.ts";
import { say } from "./texts.ts";
import { uploadAll } from "./uploads.ts";

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Takes files dropped or pasted anywhere on the page. */
export function takeDrops(): void {
  const veil = document.createElement("div");
  veil.className = "veil";
  veil.textContent = say("web.drop-anywhere");
  veil.hidden = true;
  veil.setAttribute("aria-hidden", "true");
  document.body.append(veil);

  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) veil.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    const items = [...(event.dataTransfer?.items ?? [])];
    const folder = items.map((item) => item.webkitGetAsEntry?.()).find((entry) => entry?.isDirectory);
    if (folder) complain(say("web.upload.folder", { name: folder.name }));
    else void uploadAll([...(event.dataTransfer?.files ?? [])]);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void uploadAll(files);
  });
}
