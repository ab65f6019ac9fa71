/** Attributes of an invented pupil as e-lyco's directory names them, and as PRONOTE does. */
export const DIRECTORY = {
  sn: ["EXEMPLE"],
  givenName: ["Camille"],
  ENTPersonDateNaissance: ["31/01/2012"],
  ENTPersonProfils: ["National_1"],
  ENTPersonCodePostal: ["44000"],
} as const;

export const PRONOTE = {
  nom: ["EXEMPLE"],
  prenom: ["Camille"],
  dateNaissance: ["2012-01-31"],
  categories: ["National_1"],
  codePostal: ["44000"],
} as const;

export type Attributes = Readonly<Record<string, readonly string[]>>;

/** A CAS 2 or 3 success (CAS Protocol 3.0.3, appendix A). */
export function casSuccess(attributes: Attributes, prefix = "cas", user = "opaque-1"): string {
  const tag = (name: string): string => (prefix === "" ? name : `${prefix}:${name}`);
  const leaf = (name: string, value: string): string => `<${tag(name)}>${value}</${tag(name)}>`;
  const leaves = Object.entries(attributes).flatMap(([name, values]) =>
    values.map((value) => leaf(name, value)),
  );
  const xmlns = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
  return `<${tag("serviceResponse")} ${xmlns}="http://www.yale.edu/tp/cas">\n  <${tag("authenticationSuccess")}>${leaf("user", user)}<${tag("attributes")}>${leaves.join("")}</${tag("attributes")}></${tag("authenticationSuccess")}>\n</${tag("serviceResponse")}>\n`;
}

export function casFailure(code: string, text = "refused"): string {
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationFailure code="${code}">${text}</cas:authenticationFailure></cas:serviceResponse>`;
}

export type SamlOptions = {
  readonly status?: string;
  readonly soap?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly attributes?: Attributes;
};

/** A SAML 1.1 answer of samlValidate, in its SOAP envelope or bare. */
export function samlAnswer(options: SamlOptions = {}): string {
  const { status = "samlp:Success", soap = true, attributes = DIRECTORY } = options;
  const from = options.from ?? "2026-09-01T06:12:44Z";
  const to = options.to ?? "2026-09-01T06:13:14Z";
  const list = Object.entries(attributes)
    .map(
      ([name, values]) =>
        `<saml:Attribute AttributeName="${name}" AttributeNamespace="http://www.ja-sig.org/products/cas/">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join("")}</saml:Attribute>`,
    )
    .join("");
  const subject = "<saml:Subject><saml:NameIdentifier>opaque-1</saml:NameIdentifier></saml:Subject>";
  const assertion = status.endsWith("Success")
    ? `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" AssertionID="_1" IssueInstant="${from}" MajorVersion="1" MinorVersion="1"><saml:Conditions NotBefore="${from}" NotOnOrAfter="${to}"/><saml:AttributeStatement>${subject}${list}</saml:AttributeStatement></saml:Assertion>`
    : "";
  const response = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1" MinorVersion="1"><samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status>${assertion}</samlp:Response>`;
  return soap
    ? `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header/><SOAP-ENV:Body>${response}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
    : response;
}
