import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pastedEvidence } from "../../src/language/pasted.ts";

const REFUSED = `<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>
  <cas:authenticationFailure code="INVALID_SERVICE">
    The supplied service is not the one of the ticket
  </cas:authenticationFailure>
</cas:serviceResponse>`;

const SAML = `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>
<saml1p:Response xmlns:saml1p="urn:oasis:names:tc:SAML:1.0:protocol"><saml1p:Status/></saml1p:Response>
</SOAP-ENV:Body></SOAP-ENV:Envelope>`;

const AUDIT = `2026-09-01 08:12:44,123 INFO [org.apereo.inspektr.audit.support.Slf4jLoggingAuditTrailManager] - <Audit trail record BEGIN
=============================================================
WHO: c.inventee
WHAT: [event=success,timestamp=Tue Sep 01 08:12:44 CEST 2026]
ACTION: SERVICE_TICKET_VALIDATE_FAILED
APPLICATION: CAS
WHEN: Tue Sep 01 08:12:44 CEST 2026
CLIENT IP ADDRESS: 192.0.2.7
SERVER IP ADDRESS: 192.0.2.1
=============================================================

>`;

const AUDIT_FIELDS = `WHO: audit:unknown
WHAT: ST-1-x
ACTION: SERVICE_TICKET_VALIDATE_FAILED
APPLICATION: CAS`;

const TRACE = `javax.net.ssl.SSLHandshakeException: PKIX path building failed
	at java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)
	at sun.security.ssl.TransportContext.fatal(TransportContext.java:378)
	... 31 more
Caused by: sun.security.validator.ValidatorException: PKIX path building failed
	at sun.security.validator.PKIXValidator.doBuild(PKIXValidator.java:439)`;

const PHPCAS = `8C6F .START (2026-09-01 08:12:44) phpCAS-1.3.8 ****************** [CAS.php:469]
8C6F .=> phpCAS::forceAuthentication() [index.php:43]
8C6F .|    |    Authentication failure: Ticket not validated [AuthenticationException.php:76]`;

const EVIDENCE: readonly (readonly [string, string])[] = [
  ["a CAS answer", REFUSED],
  ["a CAS answer without prefix", REFUSED.replaceAll("cas:", "").replace("xmlns:cas", "xmlns")],
  ["a CAS answer declared", `<?xml version="1.0"?>\n${REFUSED}`],
  ["a CAS answer in one line", REFUSED.replaceAll(/\n\s*/g, "")],
  ["a CAS answer cut short", REFUSED.split("\n").slice(0, 2).join("\n")],
  ["a CAS answer with its head", `HTTP/1.1 200 OK\nServer: nginx\nContent-Type: text/xml\n\n${REFUSED}`],
  ["CAS 1.0 with its head", "HTTP/1.1 200 OK\nServer: nginx\nContent-Length: 4\n\nno"],
  ["CAS 1.0 with its head and the user", "HTTP/1.1 200 OK\nContent-Length: 9\n\nyes\nc.inventee"],
  [
    "a CAS answer in JSON",
    '{\n  "serviceResponse" : {\n    "authenticationFailure" : {\n      "code" : "INVALID_TICKET",\n      "description" : "} \\" {"\n    }\n  }\n}',
  ],
  ["a SAML answer", SAML],
  ["a trace", '{"log":{"version":"1.2","entries":[{"request":{"url":"https://cas.exemple.fr/login"}}]}}'],
  ["a trace cut short", '{\n "log": {\n  "entries": [\n   {\n    "request": {"method": "GET",'],
  [
    "another document",
    "<Classes>\n  <Classe nom='6A'>\n    <Effectif>25</Effectif>\n  </Classe>\n</Classes>",
  ],
  [
    "a container of identifiers",
    "<?xml version='1.0'?>\n<ImportChiffre xmlns='urn:exemple'><Cle>x</Cle></ImportChiffre>",
  ],
  ["a page", "<!DOCTYPE html>\n<html><head><title>503</title></head><body>Service Unavailable</body></html>"],
  ["an audit record", AUDIT],
  ["fields of an audit record", AUDIT_FIELDS],
  ["an audit record in JSON", '{"who":"x","what":"ST-1","action":"SERVICE_TICKET_CREATED"}'],
  ["LemonLDAP", "[Mon Nov 23 14:51:28 2026] [LLNG:2412] [error] Service ticket session nope not found"],
  [
    "LemonLDAP in syslog",
    "Sep  1 08:12:44 sso LLNG[812]: [error] Service ticket not found\nSep 11 08:12:45 sso LLNG[812]: [notice] x",
  ],
  ["a line with an hour", "[2026-09-01 08:12:44] production.ERROR: CAS refused"],
  ["ISO", "2026-09-01T08:12:44.123Z cas-server WARN invalid service"],
  ["Tomcat", "01-Sep-2026 08:12:44.123 SEVERE [main] org.apache.catalina.core.StandardContext start failed"],
  [
    "Tomcat of old",
    "sept. 01, 2026 8:12:44 AM org.apache.catalina.core.StandardService\nGRAVE: org.apache.x.Y",
  ],
  [
    "Apache, access",
    '192.0.2.7 - - [01/Sep/2026:08:12:44 +0200] "GET /cas/serviceValidate?ticket=ST-1&service=x HTTP/1.1" 200 312',
  ],
  [
    "Apache, errors",
    "[Tue Sep 01 08:12:44.123456 2026] [auth_cas:error] [pid 12] [client 192.0.2.7:443] MOD_AUTH_CAS: curl failed",
  ],
  ["nginx, errors", "2026/09/01 08:12:44 [error] 12#12: *3 upstream timed out (110: Connection timed out)"],
  [
    "IIS",
    "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs-method cs-uri-stem\n2026-09-01 08:12:44 GET /pronote",
  ],
  ["Spring Boot", "ERROR [org.apereo.cas.web.ServiceValidateController] - <Ticket not recognized>"],
  ["a stack trace", TRACE],
  ["an exception alone", "java.net.ConnectException: Connection refused (Connection refused)"],
  ["Python", 'Traceback (most recent call last):\n  File "/opt/cas/views.py", line 12, in validate'],
  ["PHP", "PHP Warning:  DOMDocument::loadXML(): Start tag expected in /srv/www/CAS/Client.php on line 3241"],
  [
    "PHP, hour and trace",
    "[01-Sep-2026 08:12:44 UTC] PHP Fatal error: Uncaught x\n#0 /srv/www/index.php(12): y()\n#1 {main}",
  ],
  ["phpCAS", PHPCAS],
  ["curl", "curl: (60) SSL certificate problem: unable to get local issuer certificate"],
  ["PRONOTE's log", "01/09/2026 08:12:44 eCAS_AucunTrouve_Identite INVENTE Camille"],
  [
    "lines with an hour of France",
    "01/09/2026 08:12:44 connexion refusée\n01/09/2026 08:13:02 connexion refusée",
  ],
  ["failures, tabs", "Code\tNombre\n14\t120\n13\t30"],
  ["failures, semicolons", '"Code erreur";"Nombre"\n"14";"120"'],
  ["failures, no heading", "14;120\n13;30\n24;2"],
  ["failures, one a person", "Nom;Prénom;Code erreur\nINVENTE;Camille;14\nINVENTEE;Dominique;13"],
  ["failures by name", "eCAS_AucunTrouve_Identite\t120\neCAS_Plusieurs_IdCAS\t2"],
  [
    "failures, pasted from the list",
    "01/09/2026 08:12\tINVENTE Camille\tÉlève\t14\n01/09/2026 08:13\tINVENTEE Dominique\tParent\t13",
  ],
];

describe("a paste", () => {
  it.each(EVIDENCE)("alone: %s", (_, paste) => {
    expect(pastedEvidence(paste)).toEqual({ evidence: paste, rest: paste.replace(/./g, " ") });
  });

  it.each(EVIDENCE)("below words and above others: %s", (_, paste) => {
    const before = "Bonjour,\nla connexion échoue depuis hier, voici :\n\n";
    const after = "\n\nJe ne comprends pas.\nMerci";
    for (const sign of ["\n", "\r\n"]) {
      const [start, middle, end] = [before, paste, after].map((one) => one.replaceAll("\n", sign));
      expect(pastedEvidence(`${start}${middle}${end}`)).toEqual({
        evidence: middle,
        rest: `${start}${middle?.replace(/./g, " ")}${end}`,
      });
    }
  });

  it.each(EVIDENCE)("between words without an empty line: %s", (_, paste) => {
    expect(pastedEvidence(`Voici ce que j'ai :\n${paste}\nJe ne comprends pas.`)?.evidence).toBe(paste);
  });

  it.each(EVIDENCE)("in a fence: %s", (_, paste) => {
    const read = pastedEvidence(`Voici :\n\`\`\`\n${paste}\n\`\`\`\nmerci`);
    expect(read?.evidence).toBe(paste);
    expect(read?.rest.replace(/\s+/g, " ")).toBe("Voici : merci");
  });

  it("a CAS answer within a sentence", () => {
    const answer = REFUSED.replaceAll(/\n\s*/g, "");
    const text = `le serveur répond ${answer} quand j'essaie`;
    expect(pastedEvidence(text)).toEqual({
      evidence: answer,
      rest: `le serveur répond ${" ".repeat(answer.length)} quand j'essaie`,
    });
  });

  it("CAS 1.0, called by its name", () => {
    expect(pastedEvidence("j'appelle /cas/validate et la réponse est :\nno\nest-ce normal ?")).toEqual({
      evidence: "no",
      rest: "j'appelle /cas/validate et la réponse est :\n  \nest-ce normal ?",
    });
  });

  it("several pastes, words between", () => {
    const text = `D'abord :\n${REFUSED}\npuis dans le journal :\n${TRACE}\net la liste\n14;120\n13;30\nvoilà`;
    const read = pastedEvidence(text);
    expect(read?.evidence).toBe(`${REFUSED}\n${TRACE}\n14;120\n13;30`);
    expect(read?.rest.replace(/\s+/g, " ")).toBe("D'abord : puis dans le journal : et la liste voilà");
  });

  it("a log with markup in it is one block", () => {
    const log = `8C6F .|    CAS response: ${REFUSED} [Client.php:1]\n${PHPCAS}`;
    expect(pastedEvidence(`log :\n${log}`)?.evidence).toContain("The supplied service");
    expect(pastedEvidence(`log :\n${log}`)?.evidence).toContain("Ticket not validated");
  });

  it("a line a mail program broke in two", () => {
    const broken =
      "[Mon Nov 23 14:51:28 2026] [LLNG:2412] [error] Service ticket session\nnope not found in the store";
    expect(pastedEvidence(`${broken}\nje ne comprends pas`)?.evidence).toBe(broken);
    const whole = "[Mon Nov 23 14:51:28 2026] [LLNG:2412] [error] Service ticket session nope";
    expect(pastedEvidence(`${whole}\nje ne comprends pas`)?.evidence).toBe(whole);
  });

  it("what a real LemonLDAP::NG answered and wrote", () => {
    const folder = join(import.meta.dirname, "..", "fixtures", "lemonldap");
    // One answer is plain text below its head: nothing examines that.
    const files = readdirSync(folder).filter((name) => /^(?!24-.*http).*\.(?:log|http)$/.test(name));
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const held = readFileSync(join(folder, name), "utf8").trim();
      const read = pastedEvidence(`Bonjour,\n${held}\nque faire ?`);
      expect([name, read?.rest.replace(/\s+/g, " ")]).toEqual([name, "Bonjour, que faire ?"]);
    }
  });
});

describe("words", () => {
  it.each([
    "",
    "\n\n",
    "bonjour",
    "no",
    "no\n",
    "non\n",
    "yes\nthanks",
    "yes\nit works",
    "Voici ma réponse : no",
    "Le message est « Identification impossible » et le code 14",
    "j'ai l'erreur eCAS_AucunTrouve_Identite",
    "hier à 08:12 j'ai eu eCAS_AucunTrouve_Identite",
    "https://0750001a.index-education.net/pronote/?ticket=ST-1-abc",
    "l'adresse publique est\nhttps://0750001a.index-education.net/pronote/",
    "la balise <cas:user> est vide",
    "la réponse <cas:serviceResponse> est vide",
    "le serveur renvoie INVALID_SERVICE, pourquoi ?",
    "<b>Bonjour</b>, les parents sont bloqués",
    "<p>Bonjour,</p>\n<p>les <b>parents</b> sont <i>bloqués</i></p>\n<p>Merci</p>",
    "<br>",
    "si a < b et c > d alors",
    "je clique sur <Publier> puis <Valider>",
    "Bonjour <3",
    "- la base est publiée\n- l'adresse est collée\n- le code est 14",
    "1. oui\n2. non\n3. je ne sais pas",
    "1) publier\n2) coller l'adresse",
    "14\n13",
    "code 14 : 120\ncode 13 : 30",
    "J'ai publié la base ;\nj'ai collé l'adresse ;\nrien ne marche.",
    "J'ai publié la base; rien ne marche\nLe code est 14; que faire",
    "Nom;Prénom;Classe\nINVENTE;Camille;6A",
    "parents;élèves\nprofesseurs;personnels",
    "le 01/09/2026 à 08:12:44 la connexion a échoué",
    "01/09/2026 08:12 : les parents n'arrivent plus",
    "01/09/2026 08:12:44 les parents n'arrivent plus",
    "08:12 connexion refusée\n08:13 connexion refusée",
    "2026-09-01 : rentrée\n2026-09-02 : panne",
    "Qui : les parents\nQuoi : connexion impossible\nQuand : hier",
    "WHO: us\nwe are stuck",
    "INFO : la base est publiée\nERREUR : rien ne marche",
    "Warning: the page is blank",
    "Notice: nothing works in our school",
    "dans les journaux je vois SERVICE_TICKET_VALIDATE_FAILED et org.apereo.cas",
    "j'ai une java.net.ConnectException dans le journal",
    "at the school (college.fr) nothing works",
    "HTTP/1.1 503 quand j'ouvre la page",
    "HTTP 503 Service Unavailable",
    "ERR_TOO_MANY_REDIRECTS",
    '{"log": rien}',
    "{ je ne sais pas }",
    "Paramètres > Interopérabilité > Gestion des identités",
    "De : parents\nÀ : collège\nObjet : connexion",
    "============\nBonjour\n============",
    "    un texte en retrait\n    et la suite",
    "```\nbonjour\n```",
  ])("« %s »", (text) => {
    expect(pastedEvidence(text)).toBeNull();
  });
});

const PIECES = [
  ...EVIDENCE.flatMap(([, paste]) => paste.split("\n")),
  "bonjour",
  "no",
  "```",
  "<",
  "<a",
  '{"log":{',
  "\\",
  '"',
  "}",
  "</cas:serviceResponse>",
  "😀",
  "\ud83d",
  "\u2028",
  "",
];

const messages = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary" })),
      fc.constantFrom("\n", "\r\n", "\r", "\n\n", " "),
    ),
  )
  .map((parts) => parts.map(([piece, sign]) => `${piece}${sign}`).join(""));

describe("for every text", () => {
  it("the rest is as long, breaks where it breaks and holds its characters where they stand", () => {
    fc.assert(
      fc.property(messages, (text) => {
        const read = pastedEvidence(text);
        if (read === null) return;
        expect(read.rest).toHaveLength(text.length);
        for (let at = 0; at < text.length; at++) {
          const [left, whole] = [read.rest.charAt(at), text.charAt(at)];
          expect(/[\r\n\u2028\u2029]/.test(whole) ? [whole] : [whole, " "]).toContain(left);
        }
        expect(read.evidence.trim()).not.toBe("");
      }),
      { numRuns: 300 },
    );
  });

  it("nothing is in neither: what the rest lacks is in the evidence, fences aside", () => {
    const bare = (text: string): string => text.replace(/[\s`~]|[^\P{C}\s]/gu, "");
    fc.assert(
      fc.property(messages, (text) => {
        const read = pastedEvidence(text);
        if (read === null || /^\s*(?:`{3}|~{3})/m.test(text)) return;
        expect(bare(read.rest).length + bare(read.evidence).length).toBe(bare(text).length);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["<", "<a>", "<a ", "<?xml?>", '{"log":{', '"', "\n", "1;1\n", "WHO: a\n", "no\n", "a: b\n"])(
    "20,000 characters of %j come back",
    (unit) => {
      const text = unit.repeat(20_000 / unit.length);
      expect(pastedEvidence(text)?.rest ?? text).toHaveLength(text.length);
    },
  );
});
