/**
 * What Teams takes and shows at most, in characters unless told otherwise. Teams documents few numbers: where there is none,
 * what stands here is how much a card can hold and still be read, and says so.
 */
export const LIMITS = {
  /**
   * A message with all its cards, in bytes: about 28 KB, JSON and names included.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
   */
  message: 28_000,
  /**
   * The text of one message, in bytes: buttons, menu and answer have the rest. A text is parted the same whether they are
   * there or not, so a settled message is the one that had them.
   */
  body: 14_000,
  /** Source of one text block: however it is escaped, it then fits a message. */
  block: 2_500,
  /** Buttons of a card: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions */
  buttons: 6,
  /** Label of a button. Not documented: of a longer one the end is hidden on a narrow card. */
  button: 50,
  /** Entries of a list that shows them all, each on as many lines as it takes; more are a menu. Ours, for reading. */
  radios: 8,
  /** Label of an entry. Ours: what can be read in a list. */
  entry: 200,
  /** All entries of a menu, in bytes. Ours: what the text of a message leaves. */
  menu: 8_000,
  /** What is shown where a card cannot be, a notification for one. Ours. */
  fallback: 300,
  /** The answer told below a question that was answered. Ours. */
  answer: 500,
  /** One line of what stands above a letter: whom it goes to, its subject. Ours. */
  fact: 1_000,
  /** One cell of a table, on as many lines as it takes. Ours: wider than that, a table cannot be read. */
  cell: 120,
  /** One table, in bytes; a longer one is told in several, each with its heading. Ours. */
  table: 9_000,
  /** The form a letter is rewritten in, in bytes: a larger one would not fit a message. */
  form: 22_000,
  /** Messages of one output: their ids, of thirteen digits each, are within the 500 characters of a post's id. */
  parts: 30,
} as const;
