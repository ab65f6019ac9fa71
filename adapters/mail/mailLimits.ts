/** How much of one mail is read. Sizes in bytes, as decoded where nothing else is said. */
export type MailLimits = {
  /** The whole mail as it is on the server; of a larger one only the header is read. */
  readonly mail: number;
  /** Files handed on, pictures in the text included. */
  readonly attachments: number;
  /** One file; a larger one is left out. */
  readonly attachment: number;
  /** Text of one part; what is beyond is nobody's writing. */
  readonly text: number;
  /** Parts of any kind, those of attached mails included. */
  readonly parts: number;
};

/** Mail servers of schools take 20 to 35 MB; nobody sends a support desk twenty files by hand. */
export const MAIL_LIMITS: MailLimits = {
  mail: 50 * 1024 * 1024,
  attachments: 20,
  attachment: 35 * 1024 * 1024,
  text: 1024 * 1024,
  parts: 1_000,
};
