import { describe, expect, it } from "vitest";
import { MAIL_LIMITS } from "../../adapters/mail/mailLimits.ts";
import { readHeaderOnly } from "../../adapters/mail/readMail.ts";
import { HEADER, base64, file, fixtures, mailOf, multipart, part, read } from "./raw-mail.ts";

const PLAIN = part("Content-Type: text/plain; charset=utf-8", "Bonjour");

/** A picture of so many bytes; as wide as is said where it is a PNG. */
function png(bytes: number, width = 1): Buffer {
  const made = Buffer.alloc(bytes, 1);
  made.write("\x89PNG\r\n\x1a\n", 0, "latin1");
  if (bytes >= 24) made.writeUInt32BE(width, 16);
  return made;
}

function inText(name: string | null, content: Uint8Array, type = "image/png"): Buffer {
  const named = name === null ? "" : `; name="${name}"`;
  return part(
    `Content-Type: ${type}${named}\r\nContent-ID: <i${content.length}>\r\nContent-Transfer-Encoding: base64`,
    base64(content),
  );
}

async function namesOf(parts: readonly Buffer[]): Promise<readonly string[]> {
  return (await read(multipart("mixed", [PLAIN, ...parts], HEADER))).attachments.map(({ name }) => name);
}

describe("files", () => {
  it("come as they are", async () => {
    const content = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));
    const mail = await read(multipart("mixed", [PLAIN, file("Application/PDF", "a.pdf", content)], HEADER));
    expect(mail.attachments.map(({ name, type }) => ({ name, type }))).toEqual([
      { name: "a.pdf", type: "application/pdf" },
    ]);
    expect(Buffer.compare(Buffer.from(mail.attachments[0]?.content ?? []), content)).toBe(0);
  });

  it("are named by RFC 2231, RFC 2047 and plain bytes", async () => {
    const disposition = (value: string): Buffer =>
      part(`Content-Type: application/octet-stream\r\nContent-Disposition: attachment; ${value}`, "x");
    expect(
      await namesOf([
        disposition("filename*=utf-8''%C3%A9l%C3%A8ves.xml"),
        disposition("filename*0*=iso-8859-1''%E9l;\r\n filename*1*=%E8ves;\r\n filename*2=.csv"),
        disposition('filename="=?utf-8?B?w6lsw6h2ZXMueG1s?="'),
        disposition('filename="élèves.txt"'),
        part('Content-Type: application/xml; name="=?iso-8859-1?Q?=E9l=E8ves.log?="', "x"),
      ]),
    ).toEqual(["élèves.xml", "élèves.csv", "élèves.xml", "élèves.txt", "élèves.log"]);
  });

  it("are named without paths, control characters and turned writing, and at a bearable length", async () => {
    const named = (name: string): Buffer => file("application/xml", name, "x");
    expect(
      await namesOf([
        named("../../etc/passwd.xml"),
        named("C:\\\\Users\\\\a\\\\export.xml"),
        named("=?utf-8?Q?a=00b=0D=0Ac.xml?="),
        named("=?utf-8?Q?gpj=E2=80=AElmx.exe?="),
        named(".."),
        named(`${"long".repeat(100)}.xml`),
      ]),
    ).toEqual([
      "passwd.xml",
      "export.xml",
      "abc.xml",
      "gpjlmx.exe",
      "file-1.xml",
      `${"long".repeat(100).slice(0, 146)}.xml`,
    ]);
  });

  it("are as many as are taken, and no larger", async () => {
    const many = Array.from({ length: 30 }, (_, index) => file("application/xml", `${index}.xml`, "x"));
    const mail = await read(multipart("mixed", [PLAIN, ...many], HEADER));
    expect(mail.attachments.length).toBe(MAIL_LIMITS.attachments);
    expect(mail).toMatchObject({ text: "Bonjour", problems: ["attachments-left-out"] });
    const large = [
      file("application/xml", "large.xml", Buffer.alloc(5_000)),
      file("application/xml", "small.xml", "x"),
    ];
    const fits = await read(multipart("mixed", [PLAIN, ...large], HEADER), { attachment: 4_000 });
    expect(fits.attachments.map(({ name }) => name)).toEqual(["small.xml"]);
    expect(fits.problems).toEqual(["attachments-left-out"]);
  });

  it("are believed for what they are, not for the size they tell", async () => {
    const huge = part(
      "Content-Type: application/xml; name=a.xml; size=99999999999\r\nContent-Length: 99999999999",
      "<a/>",
    );
    expect(await namesOf([huge])).toEqual(["a.xml"]);
  });

  it("are ten thousand, and the mail is still read", async () => {
    const bomb = Array.from({ length: 10_000 }, () => part("Content-Type: application/xml; name=a.xml", "x"));
    const mail = await read(multipart("mixed", [PLAIN, ...bomb], HEADER));
    expect(mail).toMatchObject({ text: "Bonjour", problems: ["attachments-left-out"] });
  });
});

describe("pictures in a text", () => {
  it("are files where there is something to see on them", async () => {
    const shots = [
      inText("image001.png", png(60_000)),
      inText(null, png(20_000)),
      inText(null, png(15_000), "image/jpeg"),
    ];
    const related = multipart("related", [
      part("Content-Type: text/html", "<p>Bonjour <img src='cid:i60000'></p>"),
      ...shots,
    ]);
    const mail = await read(multipart("alternative", [PLAIN, related], HEADER));
    expect(mail.text).toBe("Bonjour");
    expect(mail.attachments.map(({ name }) => name)).toEqual(["image001.png", "image-1.png", "image-2.jpg"]);
  });

  it("are none where they are logos and pixels", async () => {
    expect(
      await namesOf([
        inText("logo.png", png(4_000)),
        inText("p.gif", png(43), "image/gif"),
        inText("l.png", png(8_000, 120)),
      ]),
    ).toEqual([]);
    expect(await namesOf([inText("message.png", png(8_000, 640))])).toEqual(["message.png"]);
    expect(await namesOf([file("image/png", "petite.png", png(500))])).toEqual(["petite.png"]);
  });
});

describe("pictures in the HTML itself", () => {
  it("are files where there is something to see on them, and no text", async () => {
    const source = (bytes: number): string =>
      `<img src="data:image/png;base64,${png(bytes).toString("base64")}">`;
    const html = part("Content-Type: text/html", `<p>Avant ${source(1_500_000)} après ${source(900)}</p>`);
    for (const raw of [multipart("mixed", [html], HEADER), multipart("alternative", [PLAIN, html], HEADER)]) {
      const mail = await read(raw);
      expect(mail.attachments.map(({ name, content }) => [name, content.length])).toEqual([
        ["image-1.png", 1_500_000],
      ]);
      expect(mail.text).toMatch(/^(?:Avant après|Bonjour)$/);
      expect(mail.problems).toEqual([]);
    }
  });
});

describe("mails attached to a mail", () => {
  const attached = (subject: string, within: Buffer): Buffer =>
    part(
      'Content-Type: message/rfc822; name="x.eml"\r\nContent-Disposition: attachment; filename="x.eml"',
      Buffer.concat([
        Buffer.from(`From: Support <s@x.exemple>\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n`),
        within,
      ]),
    );

  it("are read below a line, with their files", async () => {
    const within = multipart(
      "mixed",
      [part("Content-Type: text/plain", "Rien ne va."), file("application/xml", "a.xml", "x")],
      "",
      "in",
    );
    const mail = await read(multipart("mixed", [PLAIN, attached("Panne", within)], HEADER));
    expect(mail.text).toBe(
      "Bonjour\n\n---------- Forwarded message ----------\nFrom: Support <s@x.exemple>\nSubject: Panne\n\nRien ne va.",
    );
    expect(mail.attachments.map(({ name }) => name)).toEqual(["a.xml"]);
    expect(mail.subject).toBe("Connexion");
  });

  it("are read in base64 too, which some programs send", async () => {
    const inner = Buffer.from("From: s@x.exemple\r\n\r\nRien ne va.");
    const encoded = part("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64", base64(inner));
    expect((await read(multipart("mixed", [PLAIN, encoded], HEADER))).text).toContain("Rien ne va.");
  });

  it("are opened three deep, and a file below", async () => {
    let within = part("Content-Type: text/plain", "niveau 5");
    for (const level of [4, 3, 2, 1]) {
      const text = part("Content-Type: text/plain", `niveau ${level}`);
      within = multipart("mixed", [text, attached(`n${level + 1}`, within)], "", `in${level}`);
    }
    const mail = await read(multipart("mixed", [PLAIN, attached("n1", within)], HEADER));
    expect(mail.text.match(/niveau \d/g)).toEqual(["niveau 1", "niveau 2", "niveau 3"]);
    expect(mail.attachments.map(({ name, type }) => [name, type])).toEqual([["x.eml", "message/rfc822"]]);
  });

  it("report nothing: only a mail that is a report does", async () => {
    const report = fixtures("reports").find(([name]) => name === "postfix-failed")?.[1] ?? Buffer.alloc(0);
    const mail = await read(
      multipart("mixed", [PLAIN, part("Content-Type: message/rfc822", report)], HEADER),
    );
    expect(mail.reports).toEqual([]);
    expect(mail.reportedId).toBeNull();
    expect(mail.text).toContain("User unknown");
  });
});

describe("mails under seal", () => {
  const sealed = new Map(fixtures("sealed"));

  it.each(["smime-encrypted", "pgp-encrypted", "pgp-inline"])("%s cannot be read", async (name) => {
    const mail = await read(sealed.get(name) ?? Buffer.alloc(0));
    expect(mail.problems).toEqual(["encrypted"]);
    expect(mail.text).toBe("");
    expect(mail.attachments).toEqual([]);
  });

  it.each(["smime-signed", "smime-opaque", "smime-opaque-streamed", "pgp-clear"])("%s can", async (name) => {
    const mail = await read(sealed.get(name) ?? Buffer.alloc(0));
    expect(mail.problems).toEqual([]);
    expect(mail.text).toMatch(/^Bonjour,\n\n(?:- )?La base est publiée\.$/);
    expect(mail.attachments).toEqual([]);
  });

  it("a damaged seal is no end", async () => {
    const damaged = mailOf(
      "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64",
      base64(Buffer.from("30843fffffff", "hex")),
    );
    expect((await read(damaged)).problems).toEqual(["broken"]);
  });

  it("Outlook's own wrapping is named", async () => {
    const tnef = file("application/ms-tnef", "winmail.dat", Buffer.from("789f3e22", "hex"));
    expect(await read(multipart("mixed", [PLAIN, tnef], HEADER))).toMatchObject({
      text: "Bonjour",
      problems: ["winmail"],
      attachments: [],
    });
  });
});

describe("reports of mail servers", () => {
  const reports = new Map(fixtures("reports"));
  const failed = { action: "failed", recipient: "support@editeur.exemple" };

  it.each([
    [
      "postfix-failed",
      {
        ...failed,
        status: "5.1.1",
        diagnostic: "550 5.1.1 <support@editeur.exemple>: Recipient address rejected: User unknown",
      },
      /mail system at host/,
    ],
    [
      "postfix-delayed",
      {
        action: "delayed",
        recipient: "support+tickets@editeur.exemple",
        status: "4.4.1",
        diagnostic: "connect to mail.editeur.exemple[192.0.2.17]:25: Connection timed out",
      },
      /WARNING ONLY/,
    ],
    [
      "exchange",
      {
        ...failed,
        status: "5.1.10",
        diagnostic:
          "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient support@editeur.exemple not found by SMTP address lookup",
      },
      /n'a pas pu être remis/,
    ],
    [
      "gmail",
      {
        ...failed,
        status: "5.1.1",
        diagnostic: "550-5.1.1 The email account that you tried to reach does not exist.",
      },
      /pas parvenu à support/,
    ],
  ] as const)("%s", async (name, report, words) => {
    const mail = await read(reports.get(name) ?? Buffer.alloc(0));
    expect(mail.reports).toEqual([report]);
    expect(mail.reportedId).toBe("<esc.77@passerelle.exemple>");
    expect(mail.returnPath).toBe("");
    expect(mail.text).toMatch(words);
    expect(mail.text).not.toContain("ce texte est le nôtre");
    expect(mail.attachments).toEqual([]);
    expect(mail.problems).toEqual([]);
  });

  it("of several recipients, with and without the empty line between them", async () => {
    const fields = (to: string, action: string): string =>
      `Final-Recipient: rfc822; ${to}\r\nAction: ${action}\r\nStatus: 5.0.0`;
    for (const gap of ["\r\n\r\n", "\r\n"]) {
      const status = [
        "Reporting-MTA: dns; x",
        fields("a@x.exemple", "failed"),
        fields("B@x.exemple", "delivered (relayed)"),
      ].join(gap);
      const raw = multipart(
        "report; report-type=delivery-status",
        [PLAIN, part("Content-Type: message/delivery-status", status)],
        HEADER,
      );
      expect((await read(raw)).reports.map(({ recipient, action }) => [recipient, action])).toEqual([
        ["a@x.exemple", "failed"],
        ["b@x.exemple", "delivered"],
      ]);
    }
  });
});

describe("large mails", () => {
  it("are not read, but for their header", async () => {
    const raw = mailOf("Content-Type: text/plain", "Bonjour ".repeat(1_000));
    const mail = await read(raw, { mail: 5_000 });
    expect(mail).toMatchObject({ subject: "Connexion", text: "", attachments: [], problems: ["too-large"] });
    expect(readHeaderOnly(raw.subarray(0, raw.indexOf("Bonjour")), { receivedAt: mail.receivedAt })).toEqual(
      mail,
    );
  });

  it("let others work while they are read, and keep no copy more than they need", async () => {
    const content = Buffer.alloc(20 * 1024 * 1024, 7);
    const raw = multipart("mixed", [PLAIN, file("application/pdf", "large.pdf", content)], HEADER);
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const mail = await read(raw);
    clearInterval(timer);
    expect(mail.attachments[0]?.content.length).toBe(content.length);
    // A slow machine has its own pauses; seconds would be the parser's.
    expect(longest).toBeLessThan(500);
  });

  it("have their text cut where nobody wrote so much", async () => {
    const mail = await read(mailOf("Content-Type: text/plain", "Bonjour. ".repeat(10_000)), { text: 10_000 });
    expect(mail.text.length).toBeLessThanOrEqual(10_000);
    expect(mail.problems).toEqual(["broken"]);
  });
});
