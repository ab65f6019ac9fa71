/**
 * What Slack takes at most, in characters unless told otherwise.
 * https://docs.slack.dev/reference/block-kit/ and the pages of each block, element and method.
 */
export const LIMITS = {
  /** Text of a section. */
  section: 3_000,
  /** Blocks of a message. */
  blocks: 50,
  /**
   * All blocks of a message as JSON, entries of menus aside. Not documented: Slack answers `msg_blocks_too_long` somewhere above 11,000
   * (github.com/slackapi/bolt-js issues 2509 and 2867).
   */
  blockCharacters: 10_000,
  /** `text` of a new message. */
  text: 40_000,
  /** `text` of a changed one, in bytes, once escaped. */
  changedText: 4_000,
  /** Label of a button, and of an entry of a menu. */
  label: 75,
  buttonValue: 2_000,
  entryValue: 150,
  /** Entries of a menu. */
  entries: 100,
  blockId: 255,
  /** Text of an input field of a modal. */
  input: 3_000,
  /** Input fields we put in a modal; Slack takes 100 blocks. */
  inputs: 10,
  modalTitle: 24,
  /** Procedures we list on the Home tab; Slack takes 100 blocks. */
  procedures: 20,
} as const;

/** Buttons in one row; more make a row of their own, so that they stay readable on a phone. */
export const ROW = 5;
/** Above this many choices, a menu rather than buttons. */
export const MOST_BUTTONS = 10;
