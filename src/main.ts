#!/usr/bin/env node
import "./nursery.ts";
import { pathToFileURL } from "node:url";
import { realpathSync } from "node:fs";
import type { Chat, ChatAdapter } from "../adapters/chat.ts";
import type { Mailbox } from "../adapters/mail.ts";
import type { Previewer } from "../adapters/preview.ts";
import { openAddress } from "../adapters/web/sealed.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Command, Context, ExitStatus, Streams } from "./cli/command.ts";
import { UsageError } from "./cli/command.ts";
import type { Config } from "./config.ts";
import { environment, readConfig } from "./config.ts";
import type { Known } from "./llm/adviser.ts";
import type { Language } from "./message.ts";
import { once } from "./once.ts";
import { ROOT } from "./root.ts";
import type { Running } from "./run.ts";
import type { Texts } from "./texts.ts";
import { loadTexts } from "./texts.ts";

/** The commands; each is loaded only when called, so that a light one starts fast. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./cli/start.ts")).start,
  chat: async () => (await import("./cli/chat.ts")).chat,
  check: async () => (await import("./cli/check.ts")).check,
  ask: async () => (await import("./cli/ask.ts")).ask,
  train: async () => (await import("./cli/train.ts")).train,
  flows: async () => (await import("./cli/flows.ts")).flows,
  discord: async () => (await import("./cli/discord.ts")).discord,
  teams: async () => (await import("./cli/teams.ts")).teams,
  doctor: async () => (await import("./cli/doctor.ts")).doctor,
  outbox: async () => (await import("./cli/outbox.ts")).outbox,
  migrate: async () => (await import("./cli/migrate.ts")).migrate,
  help: async () => (await import("./cli/help.ts")).help,
};

/** Errors whose message is written for the operator: one line, no stack. */
const PLAIN = new Set([
  "UsageError",
  "ConfigError",
  "StoreError",
  "CatalogueError",
  "ListenError",
  "PackageError",
]);

/** The catalogue, with what the examples teach: learnt now, and said so, where they have changed since the build. */
async function loadParts(streams: Streams): Promise<Catalogue> {
  const { loadCatalogue } = await import("./catalogue.ts");
  const { loadModel } = await import("./training/load-model.ts");
  const catalogue = loadCatalogue(ROOT);
  const learning = (): void => {
    streams.stderr.write("passerelle: the examples have changed: learning from them, some seconds\n");
  };
  const trained = loadModel(ROOT, catalogue.lexicon, learning);
  return { ...catalogue, lexicon: { ...catalogue.lexicon, trained } };
}

function withSupportMails(catalogue: Catalogue, config: Config): Catalogue {
  const support = new Map(catalogue.support);
  for (const [party, mail] of config.supportMails) {
    support.set(party, {
      ...support.get(party),
      channel: "mail",
      pages: support.get(party)?.pages ?? {},
      mail,
    });
  }
  return { ...catalogue, support };
}

/** The renderers of every chat platform; none of their libraries is loaded for it. */
async function previewers(): Promise<readonly Previewer[]> {
  const [{ slackPreview }, { discordPreview }, { teamsPreview }] = await Promise.all([
    import("../adapters/slack/preview.ts"),
    import("../adapters/discord/preview.ts"),
    import("../adapters/teams/preview.ts"),
  ]);
  return [slackPreview, discordPreview, teamsPreview];
}

function contextOf(streams: Streams, env: Readonly<Record<string, string | undefined>>): Context {
  const config = once(() => readConfig(env));
  const texts = once(() => loadTexts(ROOT));
  const log = once(async () => (await import("./log.ts")).openLog(config().logLevel));
  const catalogue = once(async () => withSupportMails(await loadParts(streams), config()));
  const store = once(async () => {
    const { openStore } = await import("./store/open-store.ts");
    return openStore({ dataDir: config().dataDir });
  });

  /** The language model that is configured, told only what this program knows already. */
  const openAdviser = once(async () => {
    const { llm } = config();
    if (llm === undefined) return undefined;
    const logged = await log();
    const known = knownOf(await catalogue(), texts());
    return (await import("./llm/adviser.ts")).openAdviser(llm, known, (why) =>
      logged.warn(why, "the language model gave no advice"),
    );
  });

  /** The program's own sentences, for what a platform tells before it is served. */
  const say: Chat["text"] = (language, key, values) => texts().say(language, key, values);

  /** The chat platforms that are configured; their libraries are loaded only then. */
  const chats = once(async (): Promise<readonly ChatAdapter[]> => {
    const { slack, discord, teams, publicUrl, uploadLimit } = config();
    const found: ChatAdapter[] = [];
    if (slack !== undefined) {
      const { slackAdapter } = await import("../adapters/slack/slackAdapter.ts");
      found.push(slackAdapter({ ...slack, text: say, log: await log() }));
    }
    if (discord !== undefined) {
      const { discordAdapter } = await import("../adapters/discord/discordAdapter.ts");
      found.push(discordAdapter({ ...discord, fileLimit: uploadLimit, text: say, log: await log() }));
    }
    if (teams !== undefined) {
      const { teamsAdapter } = await import("../adapters/teams/teamsAdapter.ts");
      found.push(
        teamsAdapter({ ...teams, publicUrl, largestFile: uploadLimit, text: say, log: await log() }),
      );
    }
    return found;
  });

  /** Access tokens for the mail servers, where they are asked for by OAuth2. */
  const mailAuth = once(async () => {
    const { oauth } = config().mail;
    return oauth === undefined ? undefined : (await import("./outbox/oauth.ts")).oauthAccess(oauth);
  });

  /** The mailbox that is configured; undefined where none is. */
  const openMailbox = once(async (): Promise<Mailbox | undefined> => {
    const { imapUrl, sizeLimit } = config().mail;
    if (imapUrl === undefined) return undefined;
    const { imapMailbox } = await import("../adapters/mail/imapMailbox.ts");
    const { MAIL_LIMITS } = await import("../adapters/mail/mailLimits.ts");
    const { mailboxMemory } = await import("./mail/mailbox-memory.ts");
    return imapMailbox({
      url: imapUrl,
      auth: await mailAuth(),
      memory: mailboxMemory(await store()),
      limits: { ...MAIL_LIMITS, mail: sizeLimit },
      text: say,
      log: await log(),
    });
  });

  const run = once(async (): Promise<Running> => {
    const { openRunning } = await import("./run.ts");
    return openRunning({
      config: config(),
      log: await log(),
      store: await store(),
      catalogue: await catalogue(),
      texts: texts(),
      adviser: await openAdviser(),
      mailAuth: await mailAuth(),
      openAddress,
      chats,
      mailbox: openMailbox,
    });
  });

  return {
    ...streams,
    root: ROOT,
    config,
    log,
    texts,
    catalogue,
    language: (flag) => languageOf(flag, env),
    store,
    run,
    chats,
    async mailChecks() {
      const { smtpUrl } = config().mail;
      const mailbox = await openMailbox();
      const { checkSmtp } = await import("./outbox/check-smtp.ts");
      const access = await mailAuth();
      return [
        ...(mailbox === undefined ? [] : [{ name: "imap", check: mailbox.check }]),
        ...(smtpUrl === undefined
          ? []
          : [
              {
                name: "smtp",
                check: (language: Language) =>
                  checkSmtp(
                    smtpUrl,
                    (key, values) => say(language, `mail.check-smtp.${key}`, values),
                    access,
                  ),
              },
            ]),
      ];
    },
    previewers,
    async registerDiscord(language) {
      const { discord } = config();
      if (discord === undefined) throw new UsageError("discord register: DISCORD_TOKEN is not set");
      const { registerCommands } = await import("../adapters/discord/registerCommands.ts");
      return registerCommands({ ...discord, text: say }, language);
    },
    async packageTeams(folder, language) {
      const { teams, publicUrl } = config();
      if (teams === undefined) throw new UsageError("teams package: TEAMS_CLIENT_ID is not set");
      const { packageApp } = await import("../adapters/teams/packageApp.ts");
      return packageApp({ clientId: teams.clientId, publicUrl, text: say }, folder, language);
    },
    async web(running) {
      const { webAdapter } = await import("../adapters/web/webAdapter.ts");
      const { openMetrics } = await import("./metrics.ts");
      const settings = config();
      const metrics = openMetrics(running.store);
      const web = webAdapter({
        host: settings.host,
        port: settings.port,
        publicUrl: settings.publicUrl,
        rateLimit: settings.rateLimit,
        trustProxy: settings.trustProxy,
        uploadLimit: settings.uploadLimit,
        ready: () => running.store.ready(),
        handlers: (await chats()).flatMap((one) => one.mounts),
        metrics: metrics.text,
        log: await log(),
      });
      return {
        name: web.name,
        get url() {
          return web.url;
        },
        start: (assistant) => web.start(metrics.counting(assistant)),
        stop: () => web.stop(),
      };
    },
    async terminal(options) {
      const { terminalAdapter } = await import("../adapters/terminal/terminal.ts");
      return terminalAdapter({ ...options, input: streams.stdin, output: streams.stdout });
    },
  };
}

/** All a language model may answer with. */
function knownOf({ lexicon, cases }: Catalogue, texts: Texts): Known {
  return {
    intents: [...new Set(lexicon.intents.map((one) => one.value))],
    cases: Object.entries(cases).map(([id, { intent }]) => ({
      id,
      intent,
      title: texts.say("fr", `cases.title.${id}`),
    })),
    facts: [...lexicon.facts.values()].filter((fact) => fact.id !== "case" && fact.sources.includes("said")),
  };
}

function languageOf(
  flag: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): "fr" | "en" {
  if (flag === "fr" || flag === "en") return flag;
  if (flag !== undefined) throw new UsageError(`--lang ${flag}: use --lang fr or --lang en`);
  // POSIX: one that is empty is not set.
  const system = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^en/i.test(system) ? "en" : "fr";
}

/** Runs one command. Every failure is one line on standard error. */
export async function main(args: readonly string[], streams: Streams = process): Promise<ExitStatus> {
  const [name = "help", ...rest] = args;
  try {
    const context = contextOf(streams, environment());
    const load = COMMANDS[/^(?:--help|-h)$/.test(name) ? "help" : name];
    if (load === undefined) throw new UsageError(`unknown command ${name}; see passerelle help`);
    return await (
      await load()
    )(rest, context);
  } catch (error) {
    const known = error instanceof Error && PLAIN.has(error.name);
    const text = error instanceof Error ? error.message : String(error);
    const debug = process.env["LOG_LEVEL"] === "debug" && error instanceof Error ? `\n${error.stack}` : "";
    streams.stderr.write(`passerelle: ${text}${known ? "" : " (LOG_LEVEL=debug shows more)"}${debug}\n`);
    return 2;
  }
}

const called = process.argv[1];
if (called !== undefined && import.meta.url === pathToFileURL(realpathSync(called)).href) {
  // A reader that closed the pipe has read enough.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2));
}
