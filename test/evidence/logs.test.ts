import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { access, auditBlock, auditLine, IIS_HEAD, iis, noise, ticket } from "../make/logs.ts";
import { judge } from "./judge.ts";

const SERVICE = "https://0440001M.index-education.net/pronote/";
const encoded = encodeURIComponent(SERVICE);
const made = (n: number, at: number): string =>
  auditBlock({ action: "SERVICE_TICKET_CREATED", what: `${ticket(n)} for ${SERVICE}`, who: "opaque-7", at });
const failed = (n: number, at: number): string =>
  auditBlock({ action: "SERVICE_TICKET_VALIDATE_FAILED", what: ticket(n), at });
const validated = (n: number, at: number): string =>
  auditBlock({ action: "SERVICE_TICKET_VALIDATED", what: ticket(n), at });

const ST = ticket(1);

/** One line or a few of each dialect, and what they mean. */
const LINES: readonly (readonly [string, string, string, string])[] = [
  [
    "Apereo: service",
    "2026-09-01 08:12:44,123 WARN [org.apereo.cas.services.AbstractServicesManager] - <Service Management: missing service. Service [https://pronote.example.org/pronote/] is not found in service registry.>",
    "server-log",
    "service-not-registered",
  ],
  [
    "Apereo: page",
    "2026-09-01 08:12:44,123 ERROR - Application Not Authorized to Use CAS",
    "server-log",
    "service-not-registered",
  ],
  [
    "Apereo: other service",
    `2026-09-01 08:12:44,123 ERROR [org.apereo.cas.DefaultCentralAuthenticationService] - <Service ticket [${ST}] with service [https://a.example.org/pronote] does not match supplied service [https://a.example.org/pronote/]>`,
    "server-log",
    "service-mismatch",
  ],
  [
    "Apereo: expired",
    `2026-09-01 08:12:44,123 INFO [org.apereo.cas.AbstractCentralAuthenticationService] - <ServiceTicket [${ST}] has expired.>`,
    "server-log",
    "ticket-expired",
  ],
  [
    "Apereo: gone",
    `2026-09-01 08:12:44,123 INFO [org.apereo.cas.CentralAuthenticationServiceImpl] - <Service ticket [${ST}] does not exist.>`,
    "server-log",
    "ticket-unknown",
  ],
  [
    "Apereo: principal",
    "org.apereo.cas.services.UnauthorizedServiceForPrincipalException: Cannot grant access to service",
    "server-log",
    "access-refused",
  ],
  [
    "Apereo: password",
    "2026-09-01 08:12:44,123 INFO [org.apereo.cas.authentication.PolicyBasedAuthenticationManager] - <LdapAuthenticationHandler exception details: javax.security.auth.login.FailedLoginException>",
    "server-log",
    "bad-credentials",
  ],
  [
    "netocentre: rights",
    "2026-09-01 08:12:44 WARN - Accès au service refusé en raison de privilèges manquants",
    "server-log",
    "access-refused",
  ],
  [
    "Java: chain",
    "javax.net.ssl.SSLHandshakeException: sun.security.validator.ValidatorException: PKIX path building failed: unable to find valid certification path to requested target\n\tat sun.security.ssl.Alerts.getSSLException(Alerts.java:192)\nCaused by: sun.security.validator.ValidatorException: PKIX path building failed",
    "server-log",
    "tls-chain",
  ],
  [
    "Java: expired",
    "java.security.cert.CertificateExpiredException: NotAfter: Mon Aug 31 23:59:59 UTC 2026\n\tat sun.security.x509.CertificateValidity.valid(CertificateValidity.java:274)",
    "server-log",
    "tls-expired",
  ],
  [
    "Java: not yet",
    "java.security.cert.CertificateNotYetValidException: NotBefore: Tue Sep 01 10:00:00 UTC 2026\n\tat sun.security.x509.X(X.java:1)",
    "server-log",
    "clock-skew",
  ],
  [
    "Java client: skew",
    "2026-09-01 08:12:44 DEBUG [org.jasig.cas.client.validation.Saml11TicketValidator] - skipping assertion that's not yet valid...",
    "server-log",
    "clock-skew",
  ],
  [
    "Java: refused",
    "java.net.ConnectException: Connection refused\n\tat java.net.PlainSocketImpl.socketConnect(PlainSocketImpl.java:10)",
    "server-log",
    "cas-unreachable",
  ],
  [
    "LemonLDAP: service",
    "[Tue Sep 01 08:12:44 2026] [LLNG:12] [error] CAS service not configured",
    "server-log",
    "service-not-registered",
  ],
  [
    "LemonLDAP: mismatch",
    "[Tue Sep 01 08:12:44 2026] [LLNG:12] [error] Submitted service http://a.example.org/ does not match initial service https://a.example.org/",
    "server-log",
    "service-mismatch",
  ],
  [
    "LemonLDAP: rule",
    "[Tue Sep 01 08:12:44 2026] [LLNG:12] [warn] User opaque is not authorized to access to pronote",
    "server-log",
    "access-refused",
  ],
  [
    "LemonLDAP: parameters",
    "[Tue Sep 01 08:12:44 2026] [LLNG:12] [error] Service and Ticket parameters required",
    "server-log",
    "query-lost",
  ],
  [
    "phpCAS: refused",
    `8C6F .START (2026-09-01 08:12:44) phpCAS-1.3.8 ****************** [CAS.php:469]\n8C6F .=> phpCAS::forceAuthentication() [index.php:43]\n8C6F .|    |    CAS 2.0 ticket \`${ST}' is present [Client.php:1416]\n8C6F .|    |    Authentication failure: Ticket not validated [AuthenticationException.php:76]\n8C6F .|    |    CAS response: <cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'><cas:authenticationFailure code='INVALID_SERVICE'>no</cas:authenticationFailure></cas:serviceResponse>`,
    "client-log",
    "service-mismatch",
  ],
  [
    "phpCAS: proxy",
    "8C6F .START (2026-09-01 08:12:44) phpCAS-1.3.8\n8C6F .|  service supplied differs from ticket's service",
    "client-log",
    "service-mismatch",
  ],
  [
    "phpCAS: name",
    "8C6F .|    could not open URL 'https://cas.example.org/p3/serviceValidate?service=x&ticket=" +
      ST +
      "' to validate (CURL error #6: Could not resolve host: cas.example.org) [Client.php:2015] phpCAS",
    "client-log",
    "cas-unreachable",
  ],
  [
    "phpCAS: chain",
    "8C6F .|    could not open URL 'https://cas.example.org/' to validate (CURL error #60: Peer certificate cannot be authenticated with known CA certificates) [CAS_Client]",
    "client-log",
    "tls-chain",
  ],
  [
    "mod_auth_cas: ticket",
    "[Tue Sep 01 08:12:44.123456 2026] [auth_cas:error] [pid 12] [client 192.0.2.10:5000] MOD_AUTH_CAS: Ticket not validated: INVALID_TICKET",
    "client-log",
    "ticket-unknown",
  ],
  [
    "mod_auth_cas: curl",
    "[Tue Sep 01 08:12:44.123456 2026] [auth_cas:error] [pid 12] MOD_AUTH_CAS: curl_easy_perform() failed (Couldn't connect to server)",
    "client-log",
    "cas-unreachable",
  ],
  [
    "mod_auth_cas: page",
    "[Tue Sep 01 08:12:44.123456 2026] [auth_cas:error] [pid 12] MOD_AUTH_CAS: error parsing CASv2 response: XML parser error code: syntax error (2)",
    "client-log",
    "cas-not-xml",
  ],
  [
    "PHP",
    "[01-Sep-2026 08:12:44 Europe/Paris] PHP Fatal error:  Uncaught CAS_AuthenticationException: Ticket not validated",
    "client-log",
    "ticket-unknown",
  ],
  [
    "django-cas-server: service",
    "WARNING 2026-09-01 08:12:44,123 cas_server.views: ValidateService: validation error: INVALID_SERVICE",
    "server-log",
    "service-mismatch",
  ],
  [
    "django-cas-server: person",
    "WARNING 2026-09-01 08:12:44,123 cas_server.views: SamlValidate: validation error: UNAUTHORIZED_USER",
    "server-log",
    "access-refused",
  ],
  [
    "nginx: upstream",
    '2026/09/01 08:12:44 [error] 12#12: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.10, request: "GET /cas/login HTTP/1.1"',
    "server-log",
    "cas-unreachable",
  ],
  [
    "PRONOTE",
    "2026-09-01 08:12:44 CAS : eCAS_AucunTrouve_Identite_errIdCAS",
    "client-log",
    "identifier-conflict",
  ],
];

describe("a line of each dialect", () => {
  it.each(LINES)("%s", async (_, text, kind, code) => {
    const judged = await judge(`${text}\n`);
    expect([judged.kind, judged.verdict]).toEqual([kind, "rejected"]);
    expect(judged.codes.filter((one) => !one.startsWith("pronote-cas-"))).toEqual([code]);
    expect(judged.findings.find((one) => one.code === code)?.count).toBe(1);
    expect(judged.said).not.toContain(ST);
  });
});

describe("the audit trail", () => {
  it("over several lines: what failed, when, for which service", async () => {
    const log = made(1, 0) + validated(1, 1) + made(2, 60) + failed(3, 61) + failed(4, 3_600);
    const { findings, summary, examined } = await judge(log);
    expect(findings).toMatchObject([{ code: "ticket-unknown", count: 2 }]);
    expect(findings[0]?.explanation).toContain("du 01/09/2026 à 08:01:01");
    expect(findings[0]?.explanation).toContain("au 01/09/2026 à 09:00:00");
    expect(summary["services"]).toEqual([SERVICE]);
    expect(examined.facts).toEqual({ uai: "0440001M", hosting: "hosted" });
  });

  it.each([[["who", "action", "client"]], [["action"]], [["who", "what", "action", "app", "client"]]])(
    "in one line with %s",
    async (fields) => {
      const log = [1, 2, 3]
        .map((n) => auditLine({ action: "AUTHENTICATION_FAILED", what: "opaque", at: n }, fields))
        .join("");
      expect(await judge(log)).toMatchObject({
        kind: "server-log",
        findings: [{ code: "bad-credentials", count: 3 }],
      });
    },
  );

  it("in JSON, one record a line", async () => {
    const log = [1, 2]
      .map(
        (n) =>
          `${JSON.stringify({ who: "audit:unknown", what: ticket(n), action: "SERVICE_TICKET_VALIDATE_FAILED", when: "2026-09-01T06:12:44Z" })}\n`,
      )
      .join("");
    expect(await judge(log)).toMatchObject({
      kind: "server-log",
      findings: [{ code: "ticket-unknown", count: 2 }],
    });
  });

  it("a ticket tried again is told from one nobody knows", async () => {
    expect((await judge(made(1, 0) + validated(1, 1) + failed(1, 2))).codes).toEqual(["ticket-reused"]);
  });

  it("nothing wrong is said to work", async () => {
    expect(await judge(made(1, 0) + validated(1, 1))).toMatchObject({ verdict: "ok", codes: ["link-works"] });
  });

  it("three tickets in seconds are a loop, two are not, nor three people", async () => {
    const by = (who: string, n: number, at: number): string =>
      auditBlock({ action: "SERVICE_TICKET_CREATED", what: `${ticket(n)} for ${SERVICE}`, who, at });
    expect((await judge(by("a", 1, 0) + by("a", 2, 2))).codes).toEqual(["link-works"]);
    expect((await judge(by("a", 1, 0) + by("a", 2, 2) + by("a", 3, 4))).codes).toEqual(["redirect-loop"]);
    expect((await judge(by("a", 1, 0) + by("b", 2, 2) + by("c", 3, 4))).codes).toEqual(["link-works"]);
    expect((await judge(by("a", 1, 0) + by("a", 2, 900) + by("a", 3, 1_800))).codes).toEqual(["link-works"]);
  });

  it("two clocks in one file are compared, zones set aside", async () => {
    const log = (ahead: number): string =>
      [1, 2, 3]
        .map((n) => auditBlock({ action: "SERVICE_TICKET_VALIDATED", what: ticket(n), at: n * 60, ahead }))
        .join("");
    expect((await judge(log(0))).codes).toEqual(["link-works"]);
    const skewed = await judge(log(300));
    expect(skewed.codes).toContain("clock-skew");
    expect(skewed.summary["clockOffsetSeconds"]).toBe(300);
  });
});

describe("an access log", () => {
  it("works where tickets are validated once", async () => {
    const log =
      access(0, `/cas/login?service=${encoded}`, 302) +
      access(1, `/cas/p3/serviceValidate?service=${encoded}&ticket=${ticket(1)}`, 200);
    expect(await judge(log)).toMatchObject({ kind: "server-log", verdict: "ok", codes: ["link-works"] });
  });

  it("a ticket shown twice, a query lost, a base that is not published, a CAS server down", async () => {
    const validate = `/cas/serviceValidate?service=${encoded}&ticket=${ticket(1)}`;
    expect((await judge(access(0, validate, 200) + access(1, validate, 200))).codes).toEqual([
      "ticket-reused",
    ]);
    expect((await judge(access(0, "/cas/serviceValidate", 200) + access(1, "/x", 200))).codes).toEqual([
      "query-lost",
    ]);
    expect(
      (await judge(access(0, "/pronote/eleve.html", 503) + access(1, "/pronote/", 503))).findings,
    ).toMatchObject([{ code: "not-published", count: 2 }]);
    expect(
      (await judge(access(0, `/cas/login?service=${encoded}`, 500) + access(1, "/cas/", 200))).codes,
    ).toEqual(["cas-unreachable"]);
  });

  it("an address spelled otherwise at validation than at login", async () => {
    const log =
      access(0, `/cas/login?service=${encoded}`, 302) +
      access(
        1,
        `/cas/serviceValidate?service=${encodeURIComponent(SERVICE.slice(0, -1))}&ticket=${ticket(1)}`,
        200,
      );
    const { codes, findings } = await judge(log);
    expect(codes).toEqual(["service-mismatch"]);
    expect(findings[0]?.examples).toEqual([`${SERVICE} ≠ ${SERVICE.slice(0, -1)}`]);
    expect(findings[0]?.explanation).toContain("barre oblique");
  });

  it("IIS is read by the columns it names", async () => {
    const log =
      IIS_HEAD +
      iis(0, "/pronote/", `ticket=${ticket(1)}`, 302) +
      iis(1, "/pronote/", "-", 200) +
      iis(2, "/pronote/", `ticket=${ticket(1)}`, 302);
    expect(await judge(log)).toMatchObject({ kind: "server-log", codes: ["ticket-reused"] });
  });

  it("a loop at PRONOTE's own server", async () => {
    const log = [1, 2, 3, 4].map((n) => access(n, `/pronote/?ticket=${ticket(n)}`, 302)).join("");
    expect((await judge(log)).codes).toEqual(["redirect-loop"]);
    const others = [1, 2, 3, 4]
      .map((n) => access(n, `/pronote/?ticket=${ticket(n)}`, 302, `192.0.2.${n}`))
      .join("");
    expect((await judge(others)).codes).toEqual(["link-works"]);
  });
});

describe("whatever the bytes", () => {
  const log = LINES.slice(0, 3)
    .map(([, text]) => text)
    .join("\n");

  it("UTF-8, UTF-16 with and without its mark, Windows-1252 and gzip give the same", async () => {
    const accents = `${log}\n2026-09-01 08:12:44 WARN - Accès au service refusé en raison de privilèges manquants\n`;
    const expected = (await judge(accents)).codes;
    expect(expected).toContain("access-refused");
    const wide = Buffer.from(accents, "utf16le");
    for (const bytes of [
      Buffer.from(accents, "latin1"),
      Buffer.from(`\uFEFF${accents}`),
      Buffer.from(`\uFEFF${accents}`, "utf16le"),
      wide,
      gzipSync(accents),
      gzipSync(Buffer.from(accents, "latin1")),
      Buffer.from(accents.replaceAll("\n", "\r\n")),
    ]) {
      const judged = await judge(bytes);
      expect([judged.kind, judged.codes]).toEqual(["server-log", expected]);
    }
  });

  it("a compressed log that is cut is read as far as it goes", async () => {
    const packed = gzipSync(noise(3_000) + log + noise(30_000, 2));
    expect((await judge(packed.subarray(0, packed.length - 50))).codes).toContain("service-mismatch");
  });

  it("a log of nothing known is unknown, and shows its patterns", async () => {
    const { verdict, codes, summary } = await judge(noise(2_000));
    expect([verdict, codes]).toEqual(["unknown", ["nothing-recognised"]]);
    const patterns = summary["patterns"] as { count: number; pattern: string }[];
    expect(patterns).toHaveLength(5);
    expect(patterns.reduce((sum, one) => sum + one.count, 0)).toBe(2_000);
    expect(patterns.map((one) => one.pattern).join("\n")).toContain("Session closed for user");
  });

  it("a pattern shows no name, not even one in every line", async () => {
    const lines = Array.from(
      { length: 50 },
      (_, at) =>
        `2026-09-01 08:00:${10 + (at % 40)} INFO Unknown user MARTIN Camille née Dupont from salle-info\n`,
    ).join("");
    const { said, summary } = await judge(lines);
    expect(said + JSON.stringify(summary)).not.toMatch(/martin|camille|dupont|salle/i);
    expect(JSON.stringify(summary)).toContain("Unknown user *");
  });

  it("a line without end is passed over", async () => {
    const { codes } = await judge(`${log}\n${"x".repeat(3_000_000)}\n${LINES[8]?.[1]}\n`);
    expect(codes).toContain("tls-chain");
  });

  it("is drawn over time", async () => {
    const { figure } = await judge(failed(1, 0) + failed(2, 60) + failed(3, 7_200));
    if (figure?.kind !== "timeline") throw new Error("no timeline");
    expect(figure.series.map((one) => one.counts.reduce((sum, count) => sum + count, 0))).toEqual([3]);
    expect(figure.series[0]?.counts.length).toBeLessThanOrEqual(49);
  });
});
