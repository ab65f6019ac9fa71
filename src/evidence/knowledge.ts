/**
 * What is known of the formats and of the other programs' words, as data of `flows/`: plain values, so that a thread
 * can be given it.
 */
export type Knowledge = {
  /** What stands in a log, and the finding it is a sign of. */
  readonly signatures: readonly Signature[];
  /** On-screen messages that are a finding, by the message's id. */
  readonly screens: Readonly<Record<string, string>>;
  /** PRONOTE's own failure codes by number: their name, and the finding each means beside its own. */
  readonly codes: Readonly<Record<string, { readonly name: string; readonly means?: string | undefined }>>;
  /** The attributes PRONOTE matches by, under every name an ENT gives them, in lower case. */
  readonly attributes: Readonly<Record<AttributeRole, readonly string[]>>;
  /** The same names as they are written: the directory's first, PRONOTE's own second. */
  readonly attributeNames: Readonly<Record<AttributeRole, readonly string[]>>;
  /** Profile codes in lower case: whose they are, and of which naming. */
  readonly profiles: Readonly<Record<string, ProfileCode>>;
  /** Words of computing a log's pattern may show; every other word may be somebody's name. */
  readonly words: readonly string[];
  /** Hosts of the CAS servers of known ENTs. */
  readonly casHosts: readonly string[];
};

export type Signature = {
  readonly finding: string;
  /** Holds only where the same event shows nothing more exact. */
  readonly general?: boolean | undefined;
  /** Any of these stands in the line; letters' case does not matter. */
  readonly any: readonly string[];
  /** And one of these too, where given. */
  readonly with?: readonly string[] | undefined;
  /** And none of these. */
  readonly without?: readonly string[] | undefined;
};

/** The five attributes PRONOTE recognises a person by (guide 4.1). */
export const ATTRIBUTE_ROLES = ["lastName", "firstName", "birthDate", "profile", "postcode"] as const;
export type AttributeRole = (typeof ATTRIBUTE_ROLES)[number];

export type ProfileCode = { readonly who: string; readonly naming: "old" | "new" };
