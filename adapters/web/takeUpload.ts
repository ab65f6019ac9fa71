import type { Taken } from "../adapter.ts";
import type { Web } from "./options.ts";
import { refused } from "./problem.ts";
import type { Upload } from "./receiveUpload.ts";

/** Hands an upload to the assistant. Throws `Problem` where the file was cut or too large, or was refused. */
export async function takeUpload(web: Web, conversation: string, upload: Upload): Promise<Taken> {
  const { eventId, name, content } = upload;
  try {
    const taken = await web.assistant.take({ conversation, eventId, input: { kind: "file", name, content } });
    await upload.finish();
    const fault = upload.fault();
    if (fault !== undefined) throw fault;
    if (taken.kind === "refused") throw refused(taken);
    return taken;
  } catch (error) {
    throw upload.fault() ?? error;
  } finally {
    // Without waiting: a client that stalls must not hold the answer back.
    void upload.finish().catch(() => {});
  }
}
