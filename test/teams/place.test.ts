import { describe, expect, it } from "vitest";
import { isLoopback } from "../../adapters/teams/checkTeams.ts";
import { isConnector, placeOf, spotOf } from "../../adapters/teams/place.ts";
import { createServiceUrls } from "../../adapters/teams/serviceUrls.ts";

const SERVICE = "https://smba.trafficmanager.net/teams";
const TENANT = "5d2a9b10-dddd-4eee-8fff-444455556666";

describe("places", () => {
  it.each([
    ["https://smba.trafficmanager.net/emea/", "a:1abc_-"],
    ["https://smba.trafficmanager.net/teams", "19:253b1f34@thread.tacv2;messageid=1485983194839"],
    ["https://smba.infra.gcc.teams.microsoft.com/teams", "19:253b1f34@thread.v2"],
  ])("is found again by its name: %s %s", (serviceUrl, conversation) => {
    const place = placeOf({ serviceUrl, conversation });
    expect(spotOf(place ?? "", SERVICE)).toEqual({
      serviceUrl: serviceUrl.replace(/\/$/, ""),
      conversation,
    });
  });

  it("has one name whether the connector's address tells the directory or not", () => {
    const conversation = "a:1abc";
    expect(placeOf({ serviceUrl: `https://smba.trafficmanager.net/emea/${TENANT}/`, conversation })).toBe(
      placeOf({ serviceUrl: "https://smba.trafficmanager.net/emea", conversation }),
    );
  });

  it("is none where the conversation's id is odd, or longer than can be kept", () => {
    const serviceUrl = SERVICE;
    expect(placeOf({ serviceUrl, conversation: `a:${"x".repeat(190)}` })).not.toBeNull();
    expect(placeOf({ serviceUrl, conversation: `a:${"x".repeat(200)}` })).toBeNull();
    for (const conversation of ["", "a:1/../../x", "a:1?x", "a|b", "a b"]) {
      expect(placeOf({ serviceUrl, conversation })).toBeNull();
    }
    for (const place of [
      "",
      "emea",
      "emea|a:1|b",
      "emea|a:1/..",
      "https://evil.example.org|a:1",
      "//evil|a:1 ",
    ]) {
      expect(spotOf(place, SERVICE)).toBeNull();
    }
  });

  it("trusts the connectors Microsoft names and the configured one, by their whole origin", () => {
    expect(isConnector("https://smba.trafficmanager.net/emea", SERVICE)).toBe(true);
    expect(isConnector("http://smba.trafficmanager.net/emea", SERVICE)).toBe(false);
    expect(isConnector("https://smba.trafficmanager.net.evil.org/", SERVICE)).toBe(false);
    expect(isConnector("https://smba.trafficmanager.net@evil.org/", SERVICE)).toBe(false);
    expect(isConnector("http://127.0.0.1:99/x", "http://127.0.0.1:99/emea")).toBe(true);
    expect(isConnector("nothing", SERVICE)).toBe(false);
  });

  it("remembers where the last thousands were served", () => {
    const urls = createServiceUrls();
    for (let at = 0; at <= 10_000; at += 1) urls.remember(`p${at}`, `https://x/${at}`);
    expect([urls.of("p0"), urls.of("p1"), urls.of("p10000")]).toEqual([
      null,
      "https://x/1",
      "https://x/10000",
    ]);
  });
});

describe("addresses Teams cannot reach", () => {
  it.each([
    "localhost",
    "127.0.0.1",
    "10.1.2.3",
    "192.168.1.4",
    "172.20.0.1",
    "[::1]",
    "[fd00::1]",
    "pc.local",
  ])("%s", (host) => expect(isLoopback(host)).toBe(true));
  it.each(["passerelle.example.org", "172.32.0.1", "8.8.8.8", "10.example.org"])("but %s", (host) =>
    expect(isLoopback(host)).toBe(false),
  );
});
