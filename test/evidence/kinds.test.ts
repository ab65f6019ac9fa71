import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { payloadOf } from "../make/container.ts";
import { zipOf } from "./zip.ts";
import { judge } from "./judge.ts";

type Content = string | Uint8Array;
type Case = readonly [name: string, content: Content, kind: string];

const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(" ", ""), "hex");
const lines = (...all: readonly string[]): string => `${all.join("\n")}\n`;

/** An old Office file: its signature, and a directory with a stream of a name. */
const ole = (stream: string): Buffer =>
  Buffer.concat([
    hex("d0cf11e0a1b11ae1"),
    Buffer.alloc(1000),
    Buffer.from(stream, "utf16le"),
    Buffer.alloc(64),
  ]);

const tar = Buffer.alloc(1024);
tar.write("liste.txt");
tar.write("ustar", 257);

/** What is never imported, whatever is in it. */
const WRONG: readonly Case[] = [
  ["nothing at all", "", "empty"],
  ["blanks", " \r\n\t \n", "empty"],
  ["a byte order mark alone", "\uFEFF", "empty"],
  ["a ZIP", zipOf({ "export.xml": "<a/>" }), "archive"],
  ["an empty ZIP", hex(`504b0506${"00".repeat(18)}`), "archive"],
  ["a ZIP that speaks of xl/", zipOf({ "pixl/notes.txt": "xl/ is no workbook here" }), "archive"],
  ["a Word document", zipOf({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>" }), "archive"],
  ["gzip", gzipSync("anything"), "archive"],
  ["7-Zip", hex("377abcaf271c0004000000000000"), "archive"],
  ["tar", tar, "archive"],
  ["an old Word document", ole("WordDocument"), "archive"],
  ["a workbook", zipOf({ "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>" }), "spreadsheet"],
  [
    "an OpenDocument sheet",
    zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" }),
    "spreadsheet",
  ],
  ["an old workbook", ole("Workbook"), "spreadsheet"],
  [
    "an Excel 2003 XML workbook",
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>',
    "spreadsheet",
  ],
  [
    "a flat OpenDocument sheet",
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
    "spreadsheet",
  ],
  ["a table that is no roster", lines("Salle;Places", "A12;30", "B04;28"), "spreadsheet"],
  ["a web page", "<!DOCTYPE html><html><head><title>Connexion</title></head></html>", "html-page"],
  ["a web page in capitals", "<HTML><BODY>Connexion</BODY></HTML>", "html-page"],
  ["a web page after blanks", "\r\n  <!doctype HTML>\n<p>Connexion", "html-page"],
  [
    "an XHTML page",
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    "html-page",
  ],
  [
    "a page saved by a browser",
    "<!-- saved from url=(0031)https://ent.example.org/ --><html><body><br></body></html>",
    "html-page",
  ],
  [
    "PRONOTE's export to an ENT",
    '<EXPORT_INDEX_EDUCATION xmlns="http://www.index-education.com/conteneurexportchiffre"><VERSION>1.0</VERSION></EXPORT_INDEX_EDUCATION>',
    "pronote-export",
  ],
  [
    "a timetable in clear",
    '<ExportEmploiDuTemps xmlns="http://www.index-education.com/exportemploidutemps"/>',
    "timetable-export",
  ],
  [
    "structures for EDT",
    '<PARTENAIRE_INDEX xmlns="http://www.index-education.com/importpartenaireindexV4.6"/>',
    "partner-import",
  ],
  ["structures for EDT, without namespace", "<PARTENAIRE_INDEX/>", "partner-import"],
  ["pupils from SIECLE", '<BEE_ELEVES VERSION="2.1"><PARAMETRES/></BEE_ELEVES>', "siecle-export"],
  ["guardians from SIECLE", "<BEE_RESPONSABLES/>", "siecle-export"],
  ["structures from SIECLE", "<BEE_STRUCTURES/>", "siecle-export"],
  ["staff from STS", "<STS_EDT><PARAMETRES/></STS_EDT>", "sts-export"],
  ["timetables to STS", "<EDT_STS><SERVICES/></EDT_STS>", "sts-export"],
  ["the academy's feed", "<ficAlimMENESR><categorieEnregistrement/></ficAlimMENESR>", "aaf-feed"],
  [
    "XML Encryption",
    '<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"/>',
    "xml-encryption",
  ],
  ["a drawing", '<svg xmlns="http://www.w3.org/2000/svg"/>', "xml-other"],
  ["any other XML", "<livre><titre/></livre>", "xml-other"],
  ["any other XML, in UTF-16", Buffer.from("\uFEFF<livre><titre/></livre>", "utf16le"), "xml-other"],
  ["a root that begins as a page's", "<headline/>", "xml-other"],
];

/** What this assistant does not examine, or where nothing of the link shows. */
const UNKNOWN: readonly Case[] = [
  ["a PDF", "%PDF-1.7\n1 0 obj", "pdf"],
  ["a PNG", hex("89504e470d0a1a0a0000000d49484452"), "image"],
  ["a JPEG", hex("ffd8ffe000104a464946"), "image"],
  ["a GIF", Buffer.from("GIF89a\u0001\u0000\u0001\u0000"), "image"],
  ["a WebP", Buffer.from("RIFF\u0024\u0000\u0000\u0000WEBPVP8 "), "image"],
  ["a bitmap", hex("424d 36000000 00000000 36000000"), "image"],
  ["an object", '{"nom": "valeur", "liste": [1, 2]}', "json"],
  ["an empty object", "{}", "json"],
  ["a list of objects", '[\n  {"id": 1},\n  {"id": 2}\n]', "json"],
  ["a list of numbers", "[1, 2.5, -3]", "json"],
  ["a trace without the link", '{"log":{"version":"1.2","creator":{"name":"x"},"entries":[]}}', "har"],
  ["prose", "Bonjour,\n\nVoici le fichier demandé.\nCordialement", "text"],
  ["two lines with a comma each", "Bonjour, et merci\nBien à vous, la direction", "text"],
  ["prose in ISO-8859-1", Buffer.from("Bonjour à tous,\nvoici l'été.", "latin1"), "text"],
  ["one word", "bonjour", "text"],
  ["words that begin as a bitmap's do", "BMX et VTT : la sortie est reportée", "text"],
  ["words that begin as an archive's do", "BZh est une abréviation", "text"],
  ["an arrow", "<- voir plus haut\n-> voir plus bas", "text"],
  ["random bytes", hex("00ff13f7080099c3c3280001fe"), "binary"],
  ["zeros", Buffer.alloc(5000), "binary"],
];

describe("what is never the identifiers file", () => {
  it.each(WRONG)("%s", async (_, content, kind) => {
    const judged = await judge(content);
    expect(judged.kind).toBe(kind);
    expect(judged.codes).toContain("wrong-file");
    expect(judged.verdict).toBe("rejected");
  });

  it.each([
    ["BEE_ELEVES", "siecle-export"],
    ["ficAlimMENESR", "aaf-feed"],
    ["STS_EDT", "sts-export"],
    ["livre", "xml-other"],
  ])("%s is named behind its DOCTYPE", async (root, kind) => {
    const judged = await judge(
      `<?xml version="1.0"?>\n<!DOCTYPE ${root} SYSTEM "${root}.dtd">\n<${root}><a/></${root}>`,
    );
    expect(judged.kind).toBe(kind);
    expect(judged.codes).toEqual(["doctype-refused", "wrong-file"]);
  });

  it("says which file it is, in words of its own for each", async () => {
    const said = new Map<string, Set<string>>();
    for (const [, content, kind] of WRONG) {
      const { findings } = await judge(content);
      const text = findings.find((one) => one.code === "wrong-file")?.explanation ?? "";
      said.set(text, (said.get(text) ?? new Set<string>()).add(kind));
    }
    for (const kinds of said.values()) expect([...kinds]).toHaveLength(1);
  });
});

describe("what is not examined", () => {
  it.each(UNKNOWN)("%s", async (_, content, kind) => {
    const judged = await judge(content);
    expect(judged.kind).toBe(kind);
    expect(judged.codes).toEqual(["nothing-recognised"]);
    expect(judged.verdict).toBe("unknown");
  });
});

/** Told apart here; what is in them is judged elsewhere. Never said to be the identifiers file, nor in order as one. */
const TOLD: readonly Case[] = [
  [
    "CAS 2.0",
    '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationFailure code="INVALID_TICKET">Ticket non reconnu</cas:authenticationFailure></cas:serviceResponse>',
    "cas-response",
  ],
  ["CAS in JSON", '{"serviceResponse":{"authenticationFailure":{"code":"INVALID_SERVICE"}}}', "cas-response"],
  ["CAS 1.0, yes", "yes\ninvente\n", "cas-response"],
  ["CAS 1.0, no", "no\n\n", "cas-response"],
  ["CAS 1.0, no, on Windows", "no\r\n\r\n", "cas-response"],
  [
    "SAML 1.1 in SOAP",
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol"/></SOAP-ENV:Body></SOAP-ENV:Envelope>',
    "saml-response",
  ],
  ["SAML 2.0", '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>', "saml-response"],
  [
    "an audit trail of CAS",
    lines(
      "WHO: audit:unknown",
      "WHAT: ST-1-***",
      "ACTION: SERVICE_TICKET_VALIDATE_FAILED",
      "APPLICATION: CAS",
    ),
    "server-log",
  ],
  [
    "a web server's accesses",
    lines('192.0.2.1 - - [01/Sep/2026:08:00:00 +0200] "GET /pronote/ HTTP/1.1" 200 512'),
    "server-log",
  ],
  [
    "a web server's errors",
    lines(
      "[Tue Sep 01 08:00:00.123456 2026] [proxy:error] [pid 12] AH00898: Error",
      "[Tue Sep 01 08:00:01.000000 2026] [core:notice] [pid 12] resuming",
    ),
    "server-log",
  ],
  [
    "PHP's log",
    lines("[01-Sep-2026 08:00:00 Europe/Paris] PHP Warning:  Undefined variable in x.php on line 2"),
    "client-log",
  ],
  ["phpCAS", lines("8B3A .=> phpCAS::client('2.0', 'cas.example.org', 443) [index.php:10]"), "client-log"],
  ["failures", lines("Code;Nombre", "eCAS_AucunTrouve_Identite;12"), "failures-list"],
  ["a roster", lines("Nom;Prénom;Né(e) le", "INVENTE;Elodie;15/03/2012", "FICTIF;Marc;02/04/2011"), "roster"],
  [
    "a roster with quotation marks",
    lines('"Nom","Prénom","Adresse"', '"INVENTE","Elodie","1, rue X"', '"FICTIF","Marc","2 rue, Y"'),
    "roster",
  ],
];

describe("what other parts examine", () => {
  it.each(TOLD)("%s", async (_, content, kind) => {
    const judged = await judge(content);
    expect(judged.kind).toBe(kind);
    expect(judged.codes).not.toContain("container-ok");
    expect(judged.codes).not.toContain("wrong-file");
  });
});

describe("the payload in clear", () => {
  it("is told from the structures for EDT, even where its XML is broken", async () => {
    for (const content of [
      payloadOf(2),
      payloadOf(2).slice(0, 200),
      `\n${payloadOf(2)}`,
      payloadOf(2).replace('Ident="0"', 'Ident="0" Ident="1"'),
    ]) {
      const judged = await judge(content);
      expect(judged.kind).toBe("identifiers-payload");
      expect(judged.codes).toContain("clear-personal-data");
    }
  });
});

describe("a name never counts", () => {
  it("the content alone is read: compressed, it is an archive whatever was in it", async () => {
    expect((await judge(gzipSync(payloadOf(2)))).kind).toBe("archive");
    expect((await judge(deflateRawSync(payloadOf(200)))).kind).toBe("binary");
  });
});
