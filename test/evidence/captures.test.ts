import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { judge } from "./judge.ts";

const FOLDER = new URL("../fixtures/lemonldap/", import.meta.url);

/** What each answer or log of the folder is, and what it says. */
const SAYS: Readonly<Record<string, readonly [kind: string, ...codes: string[]]>> = {
  "02-login-bad-password.log": ["server-log", "bad-credentials"],
  "03-login-ok-ticket.log": ["server-log", "link-works"],
  "03b-login-sso-ticket.log": ["server-log", "link-works"],
  "04-p3-serviceValidate-success.http": ["cas-response", "cas-attribute-missing", "cas-success"],
  "05-p3-serviceValidate-replay.http": ["cas-response", "cas-invalid-ticket"],
  "05-p3-serviceValidate-replay.log": ["server-log", "ticket-unknown"],
  "06-serviceValidate-success.http": ["cas-response", "cas-attribute-missing", "cas-success"],
  "07-validate-cas1-success.http": ["cas-response", "cas-success"],
  "08-validate-cas1-failure.http": ["cas-response", "cas-invalid-ticket"],
  "08-validate-cas1-failure.log": ["server-log", "ticket-unknown"],
  "09-p3-bogus-ticket.http": ["cas-response", "cas-invalid-ticket"],
  "09-p3-bogus-ticket.log": ["server-log", "ticket-unknown"],
  "10-p3-wrong-service.http": ["cas-response", "cas-invalid-service"],
  "10-p3-wrong-service.log": ["server-log", "service-mismatch"],
  "10b-p3-service-trailing-slash.http": ["cas-response", "cas-invalid-service"],
  "10b-p3-service-trailing-slash.log": ["server-log", "service-mismatch"],
  "11-p3-missing-ticket.http": ["cas-response", "cas-invalid-request"],
  "11-p3-missing-ticket.log": ["server-log", "query-lost"],
  "12-p3-missing-service.http": ["cas-response", "cas-invalid-request"],
  "12-p3-missing-service.log": ["server-log", "query-lost"],
  "13-p3-missing-both.http": ["cas-response", "cas-invalid-request"],
  "13-p3-missing-both.log": ["server-log", "query-lost"],
  "14-p3-format-json.http": ["cas-response", "cas-attribute-missing", "cas-success"],
  "15-login-unknown-service-with-session.log": ["server-log", "service-not-registered"],
  "16-login-denied-by-rule.log": ["server-log", "access-refused"],
  "19-gateway-unknown-service.log": ["server-log", "service-not-registered"],
  "20-p3-pgtUrl-unreachable.http": ["cas-response", "cas-attribute-missing", "cas-success"],
  "20-p3-pgtUrl-unreachable.log": ["server-log", "nothing-recognised"],
  "22-p3-success-user-attribute-mail.http": ["cas-response", "cas-attribute-missing", "cas-success"],
  "23-proxyValidate-bogus.http": ["cas-response", "cas-invalid-ticket"],
  "23-proxyValidate-bogus.log": ["server-log", "ticket-unknown"],
  "24-proxy-bad-pgt.http": ["text", "cas-unreachable"],
  "24-proxy-bad-pgt.log": ["server-log", "ticket-unknown"],
  "25-login-bad-service-url.log": ["server-log", "service-not-registered"],
  "26-logout.log": ["server-log", "link-works"],
};

const files = readdirSync(FOLDER).filter((name) => name !== "README.md");

it("every answer and log is accounted for", () => {
  expect(files.sort()).toEqual(Object.keys(SAYS).sort());
});

it.each(files)("%s", async (name) => {
  const judged = await judge(readFileSync(new URL(name, FOLDER)));
  expect([judged.kind, ...judged.codes]).toEqual(SAYS[name]);
  expect(judged.said).not.toMatch(/dwho|badwolf|Doctor Who|[0-9a-f]{40}/);
});
