import type { KeyObject } from "node:crypto";
import {
  constants,
  createCipheriv,
  createHash,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import { deflateSync } from "node:zlib";

/** The names of the format (`ConteneurImportChiffre.xsd`, GIP RECIA Pronote-WS), told here apart from the program. */
export const NAMESPACE = "http://www.index-education.com/containeurimportchiffreV1";
export const ELEMENTS = [
  "Partenaire",
  "Description",
  "Cle",
  "Contenu",
  "Verification",
  "DateExport",
  "UAI",
] as const;
export type ElementName = (typeof ELEMENTS)[number];

/** A UAI whose letter is right (440001 modulo 23 is 11, the twelfth letter M), and another. */
export const UAI = "0440001M";
export const OTHER_UAI = "0490002L";

/** What a container is made of; every part left out is a good one. */
export type ContainerOptions = {
  /** Invented people in the payload; 60 by default. */
  readonly people?: number;
  readonly keyBits?: 1024 | 2048 | 3072 | 4096;
  /** Bytes of `Contenu`, a multiple of 16, in place of a payload's. */
  readonly contentBytes?: number;
  readonly uai?: string;
  readonly date?: string;
  readonly root?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  /** Whether the prefix is declared; it is by default. */
  readonly declared?: boolean;
  /** `null` for no attribute at all. */
  readonly version?: string | null;
  /** What stands inside an element, as XML: markup is taken as it is. */
  readonly inside?: Partial<Record<ElementName, string>>;
  readonly without?: readonly ElementName[];
  readonly order?: readonly ElementName[];
  /** XML before the root's end tag. */
  readonly more?: string;
  /** Before the root, in place of the XML declaration. */
  readonly prologue?: string;
  /** More attributes of the root, as XML. */
  readonly attributes?: string;
};

export type Sealed = {
  readonly payload: string;
  readonly compressed: Buffer;
  readonly key: Buffer;
  readonly content: Buffer;
  readonly digest: Buffer;
};

const pairs = new Map<number, { publicKey: KeyObject; privateKey: KeyObject }>();

/** A pair of RSA keys of a size, made once a test file. */
export function keyPair(bits: number): { publicKey: KeyObject; privateKey: KeyObject } {
  const pair = pairs.get(bits) ?? generateKeyPairSync("rsa", { modulusLength: bits });
  pairs.set(bits, pair);
  return pair;
}

/** The payload in clear: invented pupils with opaque identifiers. */
export function payloadOf(people: number): string {
  const pupils = Array.from({ length: people }, (_, index) => {
    const id = createHash("sha256").update(`invented-${index}`).digest("hex").slice(0, 32);
    return `<Eleve Ident="${index + 10}" Nom="INVENTE${index}" Prenom="Elodie${index}" DateNaissance="2012-0${(index % 9) + 1}-15" ID_Partenaire="${id}"/>`;
  });
  const school = `<Etablissements><Etablissement Ident="0" Numero="${UAI}" Nom="Lycée inventé"/></Etablissements>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<PARTENAIRE_INDEX xmlns="http://www.index-education.com/rapprochementssoV2.0" Date="2026-09-01T08:00:00+02:00" Partenaire="ENT" ProtocoleDelegationAuthentification="CAS">${school}<EtablissementsGeres><Etablissement Ident="0"/></EtablissementsGeres>${people === 0 ? "" : `<Eleves>${pupils.join("")}</Eleves>`}</PARTENAIRE_INDEX>`;
}

/**
 * The payload as the ENT seals it: zlib, AES-128-CBC with PKCS#5 padding, the AES key, its IV and the MD5 of both under
 * RSA with PKCS#1 v1.5 padding, and the SHA-256 of the compressed bytes.
 */
export function seal(options: ContainerOptions = {}): Sealed {
  const payload = payloadOf(options.people ?? 60);
  // Padding adds from 1 to 16 bytes: one byte less than wanted gives exactly what is wanted.
  const { contentBytes } = options;
  const compressed =
    contentBytes === undefined ? deflateSync(Buffer.from(payload)) : randomBytes(contentBytes - 1);
  const key = randomBytes(16);
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-128-cbc", key, iv);
  const content = Buffer.concat([cipher.update(compressed), cipher.final()]);
  const secret = Buffer.concat([key, iv]);
  const guarded = Buffer.concat([secret, createHash("md5").update(secret).digest()]);
  const { publicKey } = keyPair(options.keyBits ?? 2048);
  return {
    payload,
    compressed,
    key: publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, guarded),
    content,
    digest: createHash("sha256").update(compressed).digest(),
  };
}

/** A container as XML, one element a line; `sealed` may be given to put the same content in several. */
export function containerXml(options: ContainerOptions = {}, sealed: Sealed = seal(options)): string {
  const { prefix, declared = true, namespace = NAMESPACE, root = "ImportChiffre", version = "1.0" } = options;
  const named = (name: string): string => (prefix === undefined ? name : `${prefix}:${name}`);
  const inside: Record<ElementName, string> = {
    Partenaire: "itslearning",
    Description: "Identifiants de l’ENT",
    Cle: sealed.key.toString("base64"),
    Contenu: sealed.content.toString("base64"),
    Verification: sealed.digest.toString("base64"),
    DateExport: options.date ?? "2026-09-01T08:00:00+02:00",
    UAI: options.uai ?? UAI,
    ...options.inside,
  };
  const xmlns = prefix === undefined ? "xmlns" : `xmlns:${prefix}`;
  const attributes = [
    ...(declared ? [` ${xmlns}="${namespace}"`] : []),
    ...(version === null ? [] : [` Version="${version}"`]),
    ...(options.attributes === undefined ? [] : [` ${options.attributes}`]),
  ].join("");
  const children = (options.order ?? ELEMENTS)
    .filter((name) => !(options.without ?? []).includes(name))
    .map((name) => `  <${named(name)}>${inside[name]}</${named(name)}>\n`);
  const prologue = options.prologue ?? '<?xml version="1.0" encoding="UTF-8"?>\n';
  return `${prologue}<${named(root)}${attributes}>\n${children.join("")}${options.more ?? ""}</${named(root)}>\n`;
}

/** So many attributes, as XML. */
export function manyAttributes(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}="1"`).join(" ");
}
