import type { Attachment, DeliveryReport, MailProblem } from "../mail.ts";
import { attachmentName } from "./attachmentName.ts";
import { cmsContent } from "./cmsContent.ts";
import { deliveryReports } from "./deliveryReports.ts";
import { isPictureToSee } from "./isPictureToSee.ts";
import type { MailLimits } from "./mailLimits.ts";
import { openPgp } from "./openPgp.ts";
import { partText } from "./partText.ts";
import type { Header } from "./readHeader.ts";
import { idsOf, readHeader } from "./readHeader.ts";
import type { Budget, Part } from "./readParts.ts";
import { readParts } from "./readParts.ts";

export type Content = {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly reports: readonly DeliveryReport[];
  readonly reportedId: string | null;
  readonly problems: ReadonlySet<MailProblem>;
};

/** Mails attached to one another that are opened. */
const DEEPEST = 3;

const SIGNATURES = new Set([
  "application/pgp-signature",
  "application/pgp-keys",
  "application/pkcs7-signature",
  "application/x-pkcs7-signature",
]);
const CMS = new Set(["application/pkcs7-mime", "application/x-pkcs7-mime"]);
const TNEF = new Set(["application/ms-tnef", "application/vnd.ms-tnef"]);
const MAILS = new Set(["message/rfc822", "message/global"]);
const STATUS = new Set(["message/delivery-status", "message/global-delivery-status"]);
const HEADERS = new Set(["text/rfc822-headers", "message/rfc822-headers", "message/global-headers"]);

/** What a mail says and brings, of its parts. */
export async function readContent(root: Part, limits: MailLimits, budget: Budget): Promise<Content> {
  const reading = new Reading(limits, budget);
  const report = root.type === "multipart/report";
  if (report) reading.report(root);
  else await reading.part(root, { says: true, depth: 0 });
  return reading.done();
}

/** `says`: whether its text counts, or stands elsewhere already; `depth`: mails around it. */
type Place = { readonly says: boolean; readonly depth: number };

class Reading {
  readonly #limits: MailLimits;
  readonly #budget: Budget;
  readonly #texts: string[] = [];
  readonly #attachments: Attachment[] = [];
  readonly #reports: DeliveryReport[] = [];
  readonly #problems = new Set<MailProblem>();
  #reportedId: string | null = null;
  #unnamed = 0;

  constructor(limits: MailLimits, budget: Budget) {
    this.#limits = limits;
    this.#budget = budget;
  }

  done(): Content {
    return {
      text: this.#texts.join("\n").trim(),
      attachments: this.#attachments,
      reports: this.#reports,
      reportedId: this.#reportedId,
      problems: this.#problems,
    };
  }

  async part(part: Part, place: Place): Promise<void> {
    const { type } = part;
    if (type === "multipart/alternative") return this.#alternatives(part, place);
    if (type === "multipart/encrypted") this.#problems.add("encrypted");
    else if (type.startsWith("multipart/")) for (const one of part.parts) await this.part(one, place);
    else if (SIGNATURES.has(type)) return;
    else if (TNEF.has(type) || /^winmail\.dat$/i.test(part.name ?? "")) this.#problems.add("winmail");
    else if (CMS.has(type)) return this.#cms(part, place);
    else if (MAILS.has(type) && place.depth < DEEPEST && !part.cut) return this.#mail(part, place);
    else if (isSaid(part)) this.#say(part, place);
    else this.#attach(part);
  }

  /** The plain text where there is one worth the name, else what else there is; pictures and files of all. */
  async #alternatives(part: Part, place: Place): Promise<void> {
    const chosen = chosenOf(part.parts, this.#limits.text);
    for (const one of part.parts) {
      if (one === chosen) await this.part(one, place);
      else await this.part(one, { ...place, says: false });
    }
  }

  #say(part: Part, place: Place): void {
    const { text: whole, cut, pictures } = partText(part, this.#limits.text);
    for (const { type, content } of pictures) {
      if (isPictureToSee(content)) this.#add(null, type, content);
    }
    if (!place.says) return;
    const { text, encrypted } = openPgp(whole);
    if (encrypted) this.#problems.add("encrypted");
    if (cut) this.#problems.add("broken");
    if (text.trim() !== "") this.#texts.push(text.trimEnd());
  }

  async #cms(part: Part, place: Place): Promise<void> {
    const content = cmsContent(part.bytes);
    if (content === null) this.#problems.add(part.cut ? "attachments-left-out" : "broken");
    else if (content.kind === "encrypted") this.#problems.add("encrypted");
    else await this.#within(content.content, place);
  }

  async #within(bytes: Uint8Array, place: Place): Promise<void> {
    const { root, broken, more } = await readParts(bytes, this.#limits, this.#budget);
    if (broken) this.#problems.add("broken");
    if (more) this.#problems.add("attachments-left-out");
    await this.part(root, place);
  }

  /** A mail that was attached: what it says follows below a line and its header, as if it had been forwarded in the text. */
  async #mail(part: Part, place: Place): Promise<void> {
    if (place.says) this.#texts.push(...announced(readHeader(part.bytes)));
    await this.#within(part.bytes, { ...place, depth: place.depth + 1 });
  }

  #attach(part: Part): void {
    const picture = part.type.startsWith("image/") && part.disposition !== "attachment";
    if (picture && !part.cut && !isPictureToSee(part.bytes)) return;
    if (part.cut) this.#problems.add("attachments-left-out");
    else this.#add(part.name, part.type, part.bytes);
  }

  #add(given: string | null, type: string, content: Uint8Array): void {
    if (this.#attachments.length >= this.#limits.attachments) {
      this.#problems.add("attachments-left-out");
      return;
    }
    const made = attachmentName(null, type, this.#unnamed + 1);
    const name = given === null ? made : attachmentName(given, type, this.#unnamed + 1);
    if (name === made) this.#unnamed += 1;
    this.#attachments.push({ name, type, content });
  }

  /** What a mail server reports (RFC 6522): its words, what became of each recipient, and of which mail. */
  report(root: Part): void {
    const parts = leaves(root);
    const said = parts.filter((one) => one.type === "text/plain" && isSaid(one));
    const words = said.length > 0 ? said : parts.filter((one) => one.type === "text/html" && isSaid(one));
    for (const one of words) this.#say(one, { says: true, depth: 0 });
    for (const one of parts.filter(({ type }) => STATUS.has(type)))
      this.#reports.push(...deliveryReports(one.bytes));
    const reported = parts.find(({ type }) => MAILS.has(type) || HEADERS.has(type));
    if (reported !== undefined)
      this.#reportedId = idsOf(readHeader(reported.bytes), "message-id").at(0) ?? null;
  }
}

function leaves(part: Part): readonly Part[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leaves);
}

/** Whether a part is read as text of the mail, rather than as a file: a file has a name. */
function isSaid({ type, disposition, name }: Part): boolean {
  const text = type === "text/plain" || type === "text/html" || type === "text/enriched";
  return text && disposition !== "attachment" && name === null;
}

/** « This mail is in HTML »: a plain text that only sends to the other one. */
const SENDS_ON = /\bhtml\b/i;
const SHORT = 300;

function chosenOf(parts: readonly Part[], most: number): Part | undefined {
  const plain = parts.find((one) => one.type === "text/plain" && isSaid(one));
  const other = parts.findLast((one) => one !== plain && (isSaid(one) || one.type.startsWith("multipart/")));
  if (plain === undefined || other === undefined) return plain ?? other;
  const text = partText(plain, most).text.trim();
  const sendsOn = text.length < SHORT && SENDS_ON.test(text) && other.bytes.length > 3 * text.length;
  return text === "" || sendsOn ? other : plain;
}

/** A line, then the fields of its header by their own names: how programs quote a mail they forward. */
function announced(header: Header): readonly string[] {
  const fields = ["From", "Date", "Subject", "To"].flatMap((name) => {
    const value = header.decoded.get(name.toLowerCase())?.[0] ?? "";
    return value === "" ? [] : [`${name}: ${value}`];
  });
  return ["", "---------- Forwarded message ----------", ...fields, ""];
}
