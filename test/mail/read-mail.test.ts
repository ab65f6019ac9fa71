import { describe, expect, it } from "vitest";
import { readHeaderOnly } from "../../adapters/mail/readMail.ts";
import { HEADER, base64, file, mailOf, multipart, part, read } from "./raw-mail.ts";

const PLAIN = "Content-Type: text/plain; charset=utf-8";
const HTML = "Content-Type: text/html; charset=utf-8";

const RELATED = multipart("related", [part(HTML, "<p>En HTML</p>")]);

describe("the text of a mail", () => {
  it("plain", async () => {
    expect(await read(mailOf(PLAIN, "Bonjour,\r\n\r\nça marche.\r\n"))).toMatchObject({
      text: "Bonjour,\n\nça marche.",
      problems: [],
      attachments: [],
      reports: [],
    });
  });

  it("HTML alone", async () => {
    expect((await read(mailOf(HTML, "<p>Bonjour,</p><p>ça marche.</p>"))).text).toBe(
      "Bonjour,\n\nça marche.",
    );
  });

  it("format=flowed, with and without DelSp", async () => {
    const body = "Une ligne \r\nqui continue.\r\n> cité \r\n> encore\r\n-- \r\nClaire\r\n";
    expect((await read(mailOf(`${PLAIN}; format=flowed`, body))).text).toBe(
      "Une ligne qui continue.\n> cité encore\n-- \nClaire",
    );
    expect((await read(mailOf(`${PLAIN}; format=flowed; delsp=yes`, "anti \r\nconstitution"))).text).toBe(
      "anticonstitution",
    );
  });

  it("the plain one of two, within what holds files", async () => {
    const alternative = multipart("alternative", [part(PLAIN, "En clair"), RELATED]);
    const mail = await read(
      multipart("mixed", [alternative, file("application/xml", "a.xml", "<a/>")], HEADER),
    );
    expect(mail.text).toBe("En clair");
    expect(mail.attachments.map(({ name, type }) => [name, type])).toEqual([["a.xml", "application/xml"]]);
  });

  it("the HTML where the plain one is blank, or only says that there is HTML", async () => {
    for (const plain of [" \r\n", "Votre messagerie ne lit pas le HTML."]) {
      const html = part(HTML, `<p>En HTML</p><!-- ${"x".repeat(300)} -->`);
      expect((await read(multipart("alternative", [part(PLAIN, plain), html], HEADER))).text).toBe("En HTML");
    }
    const html = part(HTML, `<p>La page</p><!-- ${"x".repeat(300)} -->`);
    const meant = part(PLAIN, "La page html est vide depuis hier, et chez les parents aussi.");
    expect((await read(multipart("alternative", [meant, part(HTML, "<p>x</p>")], HEADER))).text).toContain(
      "depuis hier",
    );
    expect((await read(multipart("alternative", [html], HEADER))).text).toBe("La page");
  });

  it("all of several, but no text that is a file", async () => {
    const log = part('Content-Type: text/plain; name="cas.log"\r\nContent-Disposition: inline', "GET /login");
    const mail = await read(multipart("mixed", [part(PLAIN, "Un"), log, part(PLAIN, "deux")], HEADER));
    expect(mail.text).toBe("Un\ndeux");
    expect(mail.attachments.map(({ name }) => name)).toEqual(["cas.log"]);
  });

  it("is truly nothing, or not", async () => {
    for (const raw of [mailOf(PLAIN, "\r\n"), mailOf(HTML, "<p>&nbsp;\u200b</p>"), mailOf(PLAIN)]) {
      expect((await read(raw)).problems).toEqual(["empty"]);
    }
    const withFile = multipart(
      "mixed",
      [part(PLAIN, ""), file("image/png", "écran.png", Buffer.alloc(20))],
      HEADER,
    );
    expect((await read(withFile)).problems).toEqual([]);
  });
});

const LATIN = Buffer.from("L’élève n’est pas trouvé – « réf. 14 »".replace(/[’–]/g, "-"), "latin1");
const WINDOWS = Buffer.from([0x4c, 0x92, 0xe9, 0x6c, 0xe8, 0x76, 0x65, 0x20, 0x96, 0x20, 0x80]);

describe("charsets", () => {
  const said: readonly (readonly [string, string, Uint8Array, string])[] = [
    ["Windows' declared as UTF-8", "text/plain; charset=utf-8", WINDOWS, "L’élève – €"],
    ["Windows' declared as ASCII", "text/plain; charset=us-ascii", WINDOWS, "L’élève – €"],
    ["Windows' declared as ISO-8859-1", "text/plain; charset=iso-8859-1", WINDOWS, "L’élève – €"],
    ["Latin without a word", "text/plain", LATIN, "L-élève n-est pas trouvé - « réf. 14 »"],
    ["UTF-8 declared as ISO-8859-1", "text/plain; charset=iso-8859-1", Buffer.from("L’élève"), "L’élève"],
    ["UTF-8 declared as nothing known", "text/plain; charset=x-wrong", Buffer.from("L’élève"), "L’élève"],
    ["UTF-8 without a word", "text/plain", Buffer.from("L’élève"), "L’élève"],
    ["UTF-8 with its mark", "text/plain; charset=utf-8", Buffer.from("\ufeffL’élève"), "L’élève"],
    ["ISO-8859-15", "text/plain; charset=iso-8859-15", Buffer.from([0xbd, 0x20, 0xa4]), "œ €"],
    ["Japanese", "text/plain; charset=iso-2022-jp", Buffer.from('\u001b$B$"\u001b(B', "latin1"), "あ"],
    [
      "UTF-8 with a byte too few",
      "text/plain; charset=utf-8",
      Buffer.from("L’élève arrêté, été").subarray(0, -1),
      "L’élève arrêté, ét\ufffd",
    ],
    [
      "two in one",
      "text/plain; charset=utf-8",
      Buffer.concat([Buffer.from("L’élève\n"), LATIN]),
      "L’élève\nL-élève n-est pas trouvé - « réf. 14 »",
    ],
    [
      "UTF-7 is never believed",
      "text/plain; charset=utf-7",
      Buffer.from("+ADw-script+AD4-"),
      "+ADw-script+AD4-",
    ],
    [
      "HTML that says it itself",
      "text/html",
      Buffer.concat([Buffer.from('<meta charset="windows-1250"><p>'), Buffer.from([0xe8])]),
      "č",
    ],
  ];

  it.each(said)("%s", async (_, type, bytes, text) => {
    for (const encoding of ["8bit", "base64"]) {
      const body = encoding === "base64" ? base64(bytes) : bytes;
      const raw = mailOf(`Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}`, body);
      expect((await read(raw)).text).toBe(text);
    }
  });
});

describe("broken encodings", () => {
  it("quoted-printable", async () => {
    const raw = mailOf(
      `${PLAIN}\r\nContent-Transfer-Encoding: quoted-printable`,
      "=C3=A9t=c3=a9 =ZZ 100 = fin =\r\nsuite=",
    );
    expect((await read(raw)).text).toMatch(/^été =ZZ 100 =\s?fin suite=?$/);
  });

  it("base64", async () => {
    const raw = mailOf(
      `${PLAIN}\r\nContent-Transfer-Encoding: base64`,
      `!!${base64("Bonjour à tous")}\r\n--- Notice\r\n`,
    );
    expect((await read(raw)).text).toMatch(/^Bonjour à tous/);
    const cut = base64("Bonjour à tous").slice(0, -3);
    expect((await read(mailOf(`${PLAIN}\r\nContent-Transfer-Encoding: base64`, cut))).text).toMatch(
      /^Bonjour à t/,
    );
  });

  it("an encoding nobody knows", async () => {
    expect((await read(mailOf(`${PLAIN}\r\nContent-Transfer-Encoding: x-none`, "Vu"))).text).toBe("Vu");
  });
});

describe("the header", () => {
  it("is decoded, unfolded, and kept whole", async () => {
    const raw = Buffer.from(
      [
        "Return-Path: <C.Dubreuil@Clg-Ferry.exemple>",
        "From: =?iso-8859-1?Q?DUBREUIL_Ren=E9e?= <R.Dubreuil@Clg-Ferry.exemple>",
        'To: "Aide, 1er étage" <aide@passerelle.exemple>, Groupe: a@b.exemple, c@d.exemple;',
        "Cc: pas une adresse, <e@f.exemple>",
        "Reply-To: <ecole@clg-ferry.exemple>",
        "Subject: =?utf-8?Q?Probl=C3=A8me_d=E2=80=99acc?=\r\n =?utf-8?B?w6hz?= urgent",
        "In-Reply-To: <un@passerelle.exemple>",
        "References: <zero@passerelle.exemple>\r\n\t<un@passerelle.exemple>",
        "X-Un: 1",
        "X-Un: 2",
        "Message-ID: deux@clg-ferry.exemple",
        "",
        "Bonjour",
      ].join("\r\n"),
    );
    const mail = await read(raw);
    expect(mail).toMatchObject({
      from: { address: "r.dubreuil@clg-ferry.exemple", name: "DUBREUIL Renée" },
      to: [
        { address: "aide@passerelle.exemple", name: "Aide, 1er étage" },
        { address: "a@b.exemple", name: "" },
        { address: "c@d.exemple", name: "" },
      ],
      cc: [{ address: "e@f.exemple" }],
      replyTo: [{ address: "ecole@clg-ferry.exemple", name: "" }],
      returnPath: "c.dubreuil@clg-ferry.exemple",
      subject: "Problème d’accès urgent",
      inReplyTo: ["<un@passerelle.exemple>"],
      references: ["<zero@passerelle.exemple>", "<un@passerelle.exemple>"],
      messageId: "<deux@clg-ferry.exemple>",
      receivedAt: "2026-09-01T07:00:05.000Z",
    });
    expect(mail.headers.get("x-un")).toEqual(["1", "2"]);
    expect([...mail.headers.keys()].slice(0, 3)).toEqual(["return-path", "from", "to"]);
  });

  it("holds no field that a word hides, no control character, and stands without a Latin one declared", async () => {
    const mail = await read(
      Buffer.concat([
        Buffer.from(
          "From: =?utf-8?Q?a=0D=0ABcc:_x@y.exemple?= <a@b.exemple>\r\nSubject: =?utf-8?Q?Un=0D=0AX-Vu:_1=00?= =?wrong?Q?a?= =?utf-8?Q\r\nX-Latin: ",
        ),
        Buffer.from("élève\r\n\r\nx", "latin1"),
      ]),
    );
    expect(mail.headers.has("x-vu")).toBe(false);
    expect(mail.headers.has("bcc")).toBe(false);
    expect(mail.subject).toMatch(/^Un X-Vu: 1/);
    expect(`${mail.subject}${mail.from?.name}`).not.toMatch(/\p{Cc}/u);
    expect(mail.from?.address).toBe("a@b.exemple");
    expect(mail.headers.get("x-latin")).toEqual(["élève"]);
  });

  it("is read to its limits where it is long, and the mail with it", async () => {
    const long = Array.from({ length: 3_000 }, (_, index) => `personne${index}@exemple.fr`).join(",\r\n ");
    const mail = await read(mailOf(`To: ${long}\r\n${PLAIN}`, "Bonjour"));
    expect(mail.to.length).toBe(500);
    expect(mail.text).toBe("Bonjour");
    const longer = await read(Buffer.from(`${HEADER}X-Long: ${"x".repeat(2_000_000)}\r\n\r\nBonjour`));
    expect(longer).toMatchObject({ subject: "Connexion", problems: ["broken"] });
  });

  it("may be missing", async () => {
    expect(await read(Buffer.from("\r\n\r\nBonjour"))).toMatchObject({
      from: null,
      messageId: null,
      returnPath: null,
      subject: "",
    });
    expect(await read(new Uint8Array())).toMatchObject({ from: null, text: "" });
    expect((await read(Buffer.from("Return-Path: <>\r\n\r\nx"))).returnPath).toBe("");
  });

  it("tells the time where the mailbox does not", async () => {
    const about = { receivedAt: "hier" };
    const header = Buffer.from("Date: Tue, 01 Sep 2026 09:00:00 +0200\r\n\r\n");
    expect(readHeaderOnly(header, about).receivedAt).toBe("2026-09-01T07:00:00.000Z");
    const wrong = Buffer.from("Date: hier matin\r\n\r\n");
    expect(readHeaderOnly(wrong, { receivedAt: "2026-09-01T09:00:00+02:00" }).receivedAt).toBe(
      "2026-09-01T07:00:00.000Z",
    );
  });

  it("gives the same id whatever the way, another to another mail", async () => {
    const one = await read(mailOf(PLAIN, "Bonjour"));
    const moved = await read(Buffer.concat([Buffer.from("Received: by x\r\n"), mailOf(PLAIN, "Bonjour")]));
    expect(one.id).toMatch(/^[0-9a-f]{64}$/);
    expect(moved.id).toBe(one.id);
    expect(readHeaderOnly(mailOf(PLAIN, "Bonjour"), { receivedAt: "" }).id).toBe(one.id);
    expect((await read(Buffer.from(mailOf(PLAIN).toString().replace("<one@", "<two@")))).id).not.toBe(one.id);
    expect((await read(Buffer.from(mailOf(PLAIN).toString().replace("c.dubreuil@", "x@")))).id).not.toBe(
      one.id,
    );
    const nameless = Buffer.from("From: a@b.exemple\r\n\r\nUn");
    expect((await read(nameless)).id).toBe((await read(nameless)).id);
    expect((await read(nameless)).id).not.toBe((await read(Buffer.from("From: a@b.exemple\r\n\r\nDeux"))).id);
  });
});

describe("broken structure", () => {
  const inner = `--b\r\n${PLAIN}\r\n\r\nBonjour\r\n--b\r\nContent-Type: application/xml; name=a.xml\r\n\r\n<a/>\r\n--b--\r\n`;

  it.each([
    ["no boundary declared", "multipart/mixed"],
    ["another boundary declared", "multipart/mixed; boundary=other"],
  ])("%s", async (_, type) => {
    const mail = await read(mailOf(`Content-Type: ${type}`, inner));
    expect(mail).toMatchObject({ text: "Bonjour", problems: ["broken"] });
    expect(mail.attachments.map(({ name }) => name)).toEqual(["a.xml"]);
  });

  it("a multipart that is none", async () => {
    expect(await read(mailOf("Content-Type: multipart/mixed", "Bonjour, ça va"))).toMatchObject({
      text: "Bonjour, ça va",
      problems: ["broken"],
    });
  });

  it("torn off", async () => {
    const raw = mailOf(
      "Content-Type: multipart/mixed; boundary=b",
      inner.slice(0, inner.indexOf("<a/>") + 2),
    );
    expect(await read(raw)).toMatchObject({ text: "Bonjour", problems: ["broken"] });
  });

  it("two hundred deep", async () => {
    let raw = part(PLAIN, "Au fond");
    for (let depth = 0; depth < 200; depth++)
      raw = multipart("mixed", [raw], depth === 199 ? HEADER : "", `b${depth}x`);
    expect(await read(raw)).toMatchObject({ text: "Au fond", problems: [] });
  });

  it("old names of types, and none", async () => {
    expect((await read(mailOf("Content-Type: text", "Vu"))).text).toBe("Vu");
    expect((await read(mailOf("Content-Type: html", "<p>Vu</p>"))).text).toBe("Vu");
    expect((await read(mailOf("Content-Type: ;;;", "Vu"))).text).toBe("Vu");
  });
});
