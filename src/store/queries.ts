import { sql } from "kysely";
import { compiled } from "./compiled.ts";
import { LettersReading, LettersWriting } from "./letters.ts";
import type {
  BeforeTurn,
  ConversationRow,
  DeliveryRow,
  DeliverySettlement,
  Handle,
  MailRow,
  MailSettlement,
  MailSummary,
  PersonRow,
  PostRow,
  PostSettlement,
  Reading,
  RoomRow,
  TicketRow,
  TurnRow,
  UpdateRow,
  Writing,
} from "./store.ts";

const MAIL_COLUMNS = [
  "id",
  "kind",
  "conversation",
  "ticket",
  "route",
  "message_id",
  "mail_from",
  "rcpt",
  "subject",
  "state",
  "attempts",
  "next_at",
  "lease_until",
  "lease_by",
  "last_error",
  "answer",
  "created_at",
  "sent_at",
] as const;

/** Written into the statement: a query over what waits uses the index of what waits. */
const WAITING = sql.lit<string>("waiting");

/** libsql gives a blob as an ArrayBuffer. */
function withBytes(row: MailRow): MailRow {
  return { ...row, raw: new Uint8Array(row.raw) };
}

const conversationBefore = compiled((db, event: string, id: string) =>
  db
    .selectFrom("conversations")
    .selectAll()
    .select(({ selectFrom }) => [
      selectFrom("turns")
        .select("turns.seq")
        .where("turns.event_id", "=", event)
        .whereRef("turns.conversation", "=", "conversations.id")
        .as("again"),
    ])
    .where("id", "=", id),
);

const updateConversation = compiled(
  (db, language: string, state: string, notes: string, turns: number, updated_at: string, id: string) =>
    db.updateTable("conversations").set({ language, state, notes, turns, updated_at }).where("id", "=", id),
);

const insertTurn = compiled(
  (
    db,
    conversation: string,
    seq: number,
    event_id: string,
    input_hash: string,
    input: string,
    messages: string,
    turn: string,
    at: string,
  ) => db.insertInto("turns").values({ conversation, seq, event_id, input_hash, input, messages, turn, at }),
);

const roomAt = compiled((db, channel: string, place: string) =>
  db.selectFrom("rooms").selectAll().where("channel", "=", channel).where("place", "=", place),
);

const roomOfConversation = compiled((db, conversation: string) =>
  db.selectFrom("rooms").selectAll().where("conversation", "=", conversation),
);

const setOpenPost = compiled((db, open_post: number | null, conversation: string) =>
  db.updateTable("rooms").set({ open_post }).where("conversation", "=", conversation),
);

const postBySeq = compiled((db, seq: number) => db.selectFrom("posts").selectAll().where("seq", "=", seq));

const waitingAt = compiled((db, channel: string, place: string) =>
  db
    .selectFrom("inbox")
    .select("seq")
    .where("state", "=", WAITING)
    .where("channel", "=", channel)
    .where("place", "=", place),
);

/** The first of each place, oldest first; what is worked on already is among them. */
const dueDeliveries = compiled((db, channel: string, now: string, most: number) =>
  db
    .selectFrom("inbox")
    .selectAll()
    .where("state", "=", WAITING)
    .where("channel", "=", channel)
    .where("next_at", "<=", now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("inbox as before")
            .select("before.seq")
            .where("before.state", "=", WAITING)
            .whereRef("before.channel", "=", "inbox.channel")
            .whereRef("before.place", "=", "inbox.place")
            .where(({ eb, or, and, ref }) =>
              or([
                eb("before.sort", "<", ref("inbox.sort")),
                and([eb("before.sort", "=", ref("inbox.sort")), eb("before.seq", "<", ref("inbox.seq"))]),
              ]),
            ),
        ),
      ),
    )
    .orderBy("seq")
    .limit(most),
);

const duePosts = compiled((db, channel: string, now: string, most: number) =>
  db
    .selectFrom("posts")
    .selectAll()
    .where("state", "=", WAITING)
    .where("channel", "=", channel)
    .where("next_at", "<=", now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("posts as before")
            .select("before.seq")
            .where("before.state", "=", WAITING)
            .whereRef("before.channel", "=", "posts.channel")
            .whereRef("before.place", "=", "posts.place")
            .whereRef("before.seq", "<", "posts.seq"),
        ),
      ),
    )
    .orderBy("seq")
    .limit(most),
);

const nextOf = {
  inbox: compiled((db, channel: string) =>
    db
      .selectFrom("inbox")
      .select((eb) => eb.fn.min("next_at").as("at"))
      .where("state", "=", WAITING)
      .where("channel", "=", channel),
  ),
  posts: compiled((db, channel: string) =>
    db
      .selectFrom("posts")
      .select((eb) => eb.fn.min("next_at").as("at"))
      .where("state", "=", WAITING)
      .where("channel", "=", channel),
  ),
} as const;

const DELIVERY_COLUMNS = [
  "channel",
  "event_id",
  "place",
  "sort",
  "person",
  "agent",
  "language",
  "opens",
  "input",
  "state",
  "attempts",
  "next_at",
  "received_at",
] as const satisfies readonly (keyof DeliveryRow)[];

const POST_COLUMNS = [
  "conversation",
  "channel",
  "place",
  "kind",
  "body",
  "answer",
  "language",
  "target",
  "state",
  "shown_as",
  "attempts",
  "next_at",
  "last_error",
  "created_at",
] as const satisfies readonly (keyof PostRow)[];

/** A row of these columns out of their values, in the same order. */
function rowOf<Row>(columns: readonly (keyof Row & string)[], values: readonly unknown[]): Row {
  return Object.fromEntries(columns.map((column, index) => [column, values[index]])) as Row;
}

const insertDelivery = compiled((db, ...values: readonly unknown[]) =>
  db
    .insertInto("inbox")
    .values(rowOf<Omit<DeliveryRow, "seq">>(DELIVERY_COLUMNS, values))
    .onConflict((conflict) => conflict.columns(["channel", "event_id"]).doNothing())
    .returning("seq"),
);

const insertPost = compiled((db, ...values: readonly unknown[]) =>
  db.insertInto("posts").values(rowOf<Omit<PostRow, "seq">>(POST_COLUMNS, values)).returning("seq"),
);

const putOffDelivery = compiled((db, state: string, attempts: number, next_at: string, seq: number) =>
  db.updateTable("inbox").set({ state, attempts, next_at }).where("seq", "=", seq),
);

/** What people write goes once it is taken. */
const endDelivery = compiled(
  (db, state: string, attempts: number, next_at: string, input: string, seq: number) =>
    db.updateTable("inbox").set({ state, attempts, next_at, input }).where("seq", "=", seq),
);

const settlePost = compiled(
  (
    db,
    state: string,
    shown_as: string | null,
    attempts: number,
    next_at: string,
    last_error: string | null,
    seq: number,
  ) => db.updateTable("posts").set({ state, shown_as, attempts, next_at, last_error }).where("seq", "=", seq),
);

/** What can be read, through a connection or inside a transaction. */
export class Queries implements Reading {
  protected readonly db: Handle;
  readonly letters: LettersReading;

  constructor(db: Handle) {
    this.db = db;
    this.letters = new LettersReading(db);
  }

  conversation(id: string): Promise<ConversationRow | undefined> {
    return this.db.selectFrom("conversations").selectAll().where("id", "=", id).executeTakeFirst();
  }

  openedBy(channel: string, event: string): Promise<ConversationRow | undefined> {
    return this.db
      .selectFrom("conversations")
      .selectAll()
      .where("channel", "=", channel)
      .where("opened_by", "=", event)
      .executeTakeFirst();
  }

  latest(channel: string): Promise<ConversationRow | undefined> {
    return this.db
      .selectFrom("conversations")
      .selectAll()
      .where("channel", "=", channel)
      .orderBy("updated_at", "desc")
      .limit(1)
      .executeTakeFirst();
  }

  turns(conversation: string): Promise<readonly TurnRow[]> {
    return this.db
      .selectFrom("turns")
      .selectAll()
      .where("conversation", "=", conversation)
      .orderBy("seq")
      .execute();
  }

  turn(conversation: string, event: string): Promise<TurnRow | undefined> {
    return this.db
      .selectFrom("turns")
      .selectAll()
      .where("conversation", "=", conversation)
      .where("event_id", "=", event)
      .executeTakeFirst();
  }

  lastTurn(conversation: string): Promise<TurnRow | undefined> {
    return this.db
      .selectFrom("turns")
      .selectAll()
      .where("conversation", "=", conversation)
      .orderBy("seq", "desc")
      .limit(1)
      .executeTakeFirst();
  }

  async beforeTurn(id: string, event: string): Promise<BeforeTurn | undefined> {
    const [row] = await conversationBefore(this.db, event, id);
    if (row === undefined) return undefined;
    const { again, ...conversation } = row;
    return { conversation, known: again === null ? undefined : await this.turn(id, event) };
  }

  ticket(id: string): Promise<TicketRow | undefined> {
    return this.db.selectFrom("tickets").selectAll().where("id", "=", id).executeTakeFirst();
  }

  tickets(conversation: string): Promise<readonly TicketRow[]> {
    return this.db
      .selectFrom("tickets")
      .selectAll()
      .where("conversation", "=", conversation)
      .orderBy("id")
      .execute();
  }

  updatesAfter(conversation: string, seq: number): Promise<readonly UpdateRow[]> {
    return this.db
      .selectFrom("updates")
      .selectAll()
      .where("conversation", "=", conversation)
      .where("seq", ">", seq)
      .orderBy("seq")
      .execute();
  }

  async lastUpdate(conversation: string): Promise<number> {
    const row = await this.db
      .selectFrom("updates")
      .select((eb) => eb.fn.max("seq").as("last"))
      .where("conversation", "=", conversation)
      .executeTakeFirst();
    return Number(row?.last ?? 0);
  }

  mails(): Promise<readonly MailSummary[]> {
    return this.db.selectFrom("outbox").select(MAIL_COLUMNS).orderBy("created_at", "desc").execute();
  }

  async mailsByState(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.db
      .selectFrom("outbox")
      .select((eb) => ["state", eb.fn.countAll().as("count")] as const)
      .groupBy("state")
      .execute();
    return new Map(rows.map((row) => [row.state, Number(row.count)]));
  }

  async mail(id: string): Promise<MailRow | undefined> {
    const row = await this.db.selectFrom("outbox").selectAll().where("id", "=", id).executeTakeFirst();
    return row && withBytes(row);
  }

  async room(channel: string, place: string): Promise<RoomRow | undefined> {
    return (await roomAt(this.db, channel, place))[0];
  }

  async roomOf(conversation: string): Promise<RoomRow | undefined> {
    return (await roomOfConversation(this.db, conversation))[0];
  }

  roomsOf(channel: string, person: string): Promise<readonly RoomRow[]> {
    return this.db
      .selectFrom("rooms")
      .selectAll()
      .where("channel", "=", channel)
      .where("person", "=", person)
      .execute();
  }

  person(channel: string, person: string): Promise<PersonRow | undefined> {
    return this.db
      .selectFrom("persons")
      .selectAll()
      .where("channel", "=", channel)
      .where("person", "=", person)
      .executeTakeFirst();
  }

  async post(seq: number): Promise<PostRow | undefined> {
    return (await postBySeq(this.db, seq))[0];
  }

  async isShown(conversation: string, shownAs: string): Promise<boolean> {
    const row = await this.db
      .selectFrom("posts")
      .select("seq")
      .where("conversation", "=", conversation)
      .where("shown_as", "=", shownAs)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async firstInLine(channel: string, place: string): Promise<number | undefined> {
    const row = await this.db
      .selectFrom("posts")
      .select("seq")
      .where("state", "=", WAITING)
      .where("channel", "=", channel)
      .where("place", "=", place)
      .orderBy("seq")
      .limit(1)
      .executeTakeFirst();
    return row?.seq;
  }

  async waitsAt(channel: string, place: string): Promise<boolean> {
    return (await waitingAt(this.db, channel, place)).length > 0;
  }

  dueDeliveries(channel: string, now: string, most: number): Promise<readonly DeliveryRow[]> {
    return dueDeliveries(this.db, channel, now, most);
  }

  duePosts(channel: string, now: string, most: number): Promise<readonly PostRow[]> {
    return duePosts(this.db, channel, now, most);
  }

  async nextDue(table: "inbox" | "posts", channel: string): Promise<string | null> {
    return (await nextOf[table](this.db, channel))[0]?.at ?? null;
  }
}

/** What can be written, inside one transaction; `told` are the conversations it added updates to. */
export class Writes extends Queries implements Writing {
  readonly told = new Set<string>();
  override readonly letters: LettersWriting;

  constructor(db: Handle) {
    super(db);
    this.letters = new LettersWriting(db);
  }

  async addConversation(row: ConversationRow): Promise<void> {
    await this.db.insertInto("conversations").values(row).execute();
  }

  async saveConversation(row: Parameters<Writing["saveConversation"]>[0]): Promise<void> {
    await updateConversation(this.db, row.language, row.state, row.notes, row.turns, row.updated_at, row.id);
  }

  async addTurn(row: TurnRow): Promise<void> {
    await insertTurn(
      this.db,
      row.conversation,
      row.seq,
      row.event_id,
      row.input_hash,
      row.input,
      row.messages,
      row.turn,
      row.at,
    );
  }

  async addTicket(row: TicketRow): Promise<void> {
    await this.db.insertInto("tickets").values(row).execute();
  }

  async setTicketStatus(id: string, status: string, at: string): Promise<void> {
    await this.db.updateTable("tickets").set({ status, updated_at: at }).where("id", "=", id).execute();
  }

  async enqueue(row: MailRow): Promise<void> {
    await this.db.insertInto("outbox").values(row).execute();
  }

  async addUpdate(row: Parameters<Writing["addUpdate"]>[0]): Promise<void> {
    await this.db.insertInto("updates").values(row).execute();
    this.told.add(row.conversation);
  }

  async claimMail(now: string, until: string, by: string): Promise<MailRow | undefined> {
    const due = await this.db
      .selectFrom("outbox")
      .selectAll()
      .where("state", "in", ["pending", "unknown"])
      .where("next_at", "<=", now)
      .where((eb) => eb.or([eb("lease_until", "is", null), eb("lease_until", "<=", now)]))
      .orderBy("next_at")
      .limit(1)
      .executeTakeFirst();
    if (due === undefined) return undefined;
    await this.db
      .updateTable("outbox")
      .set({ lease_until: until, lease_by: by, attempts: sql<number>`attempts + 1` })
      .where("id", "=", due.id)
      .execute();
    return { ...withBytes(due), attempts: due.attempts + 1 };
  }

  async settleMail(id: string, by: string, settlement: MailSettlement): Promise<boolean> {
    const result = await this.db
      .updateTable("outbox")
      .set({ ...settlement, lease_until: null, lease_by: null })
      .where("id", "=", id)
      .where("lease_by", "=", by)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async retryMail(id: string, now: string): Promise<boolean> {
    const result = await this.db
      .updateTable("outbox")
      .set({ state: "pending", next_at: now })
      .where("id", "=", id)
      .where("state", "=", "failed")
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async addRoom(row: RoomRow): Promise<void> {
    await this.db.insertInto("rooms").values(row).execute();
  }

  async saveRoom(...[conversation, changed]: Parameters<Writing["saveRoom"]>): Promise<void> {
    await this.db.updateTable("rooms").set(changed).where("conversation", "=", conversation).execute();
  }

  async setOpenPost(conversation: string, post: number | null): Promise<void> {
    await setOpenPost(this.db, post, conversation);
  }

  async savePerson(row: PersonRow): Promise<void> {
    const { channel: _, person: __, ...changed } = row;
    await this.db
      .insertInto("persons")
      .values(row)
      .onConflict((conflict) => conflict.columns(["channel", "person"]).doUpdateSet(changed))
      .execute();
  }

  async addDelivery(row: Omit<DeliveryRow, "seq">): Promise<boolean> {
    const added = await insertDelivery(this.db, ...DELIVERY_COLUMNS.map((column) => row[column]));
    return added.length > 0;
  }

  async settleDelivery(seq: number, { state, attempts, next_at }: DeliverySettlement): Promise<void> {
    if (state === "waiting") await putOffDelivery(this.db, state, attempts, next_at, seq);
    else await endDelivery(this.db, state, attempts, next_at, "", seq);
  }

  async addPost(row: Omit<PostRow, "seq">): Promise<number> {
    const [added] = await insertPost(this.db, ...POST_COLUMNS.map((column) => row[column]));
    return Number(added?.seq);
  }

  async settlePost(seq: number, settlement: PostSettlement): Promise<void> {
    const { state, shown_as, attempts, next_at, last_error } = settlement;
    await settlePost(this.db, state, shown_as, attempts, next_at, last_error, seq);
  }
}
