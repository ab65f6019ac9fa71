import { createSign, generateKeyPairSync } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** A key of the platform's, as its key set shows it and as it signs tokens. */
export type SigningKey = {
  readonly jwk: Readonly<Record<string, unknown>>;
  sign(claims: Readonly<Record<string, unknown>>): string;
};

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A fresh RSA key; `kid` is what a token names it by, so another key may claim to be the one of the key set. */
export function signingKey(kid: string): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256", endorsements: ["msteams"] },
    sign: (claims) => signed(privateKey, kid, claims),
  };
}

function signed(key: KeyObject, kid: string, claims: Readonly<Record<string, unknown>>): string {
  const text = `${base64url({ typ: "JWT", alg: "RS256", kid })}.${base64url(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key).toString("base64url")}`;
}
