/** Names of what can be pressed, as Slack gives them back; those of choices are followed by `:` and a number. */
export const ACTIONS = {
  choose: "choose",
  edit: "edit",
  back: "back",
  takeOver: "take-over",
  resume: "resume",
  start: "start",
  /** A button that only leads somewhere: Slack tells of it, nothing is to be done. */
  follow: "follow",
} as const;

/** `callback_id` of the modal a draft is edited in, and names of its fields, each followed by a number. */
export const EDIT_VIEW = "edit-draft";
export const EDIT_FIELD = "part";

/** As in the app's manifest. */
export const COMMAND = "/passerelle";
export const SHORTCUT = "ask";

/** The choice an agent makes when he takes up a conversation. */
export const TAKE_OVER_CHOICE = "chat:take-over";
/** The choice of a draft that means to rewrite it. */
export const EDIT_CHOICE = "edit";
