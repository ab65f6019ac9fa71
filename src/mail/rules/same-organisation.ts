function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Names under which everybody registers: two addresses below one have nothing in common. The Public Suffix List's, for us. */
const SUFFIXES = new Set(
  wordsOf(`
  gouv.fr asso.fr com.fr nom.fr prd.fr tm.fr cci.fr notaires.fr avocat.fr eu.org fr.eu.org
  eu.com github.io gitlab.io web.app azurewebsites.net onmicrosoft.com zendesk.com freshdesk.com
  atlassian.net service-now.com
`),
);

/** `co.uk`, `com.tn`, `gouv.ci`: a general word below a country. */
const GENERAL = /^(?:ac|co|com|edu|gob|gov|gouv|mil|net|nom|or|org|sch)\.[a-z]{2}$/;

/** Providers whose customers share a domain and nothing else. */
const PROVIDERS = new Set(
  wordsOf(`
  gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr
  msn.com yahoo.com yahoo.fr ymail.com icloud.com me.com mac.com aol.com orange.fr wanadoo.fr
  free.fr aliceadsl.fr sfr.fr neuf.fr cegetel.net numericable.fr bbox.fr laposte.net
  club-internet.fr nordnet.fr gmx.fr gmx.com mailo.com netcourrier.com proton.me protonmail.com
  pm.me tutanota.com tuta.com zaclys.net ik.me
`),
);

function domainOf(address: string): string {
  return address
    .slice(address.lastIndexOf("@") + 1)
    .toLowerCase()
    .replace(/\.$/, "");
}

/** Whether a domain is one organisation's, as far as can be said without a list of all suffixes. */
function isOwned(domain: string): boolean {
  const labels = domain.split(".");
  if (labels.length < 2 || labels.some((label) => label === "")) return false;
  return !SUFFIXES.has(domain) && !GENERAL.test(domain) && !PROVIDERS.has(domain);
}

/**
 * Whether two addresses are of one organisation by their domains alone: the same, or one below the other. Neighbours are
 * not (`ac-nantes.fr` and `ac-rennes.fr`, `a.example.org` and `b.example.org`), nor is anybody at a provider's or below a
 * suffix such as `gouv.fr`.
 */
export function sameOrganisation(one: string, other: string): boolean {
  const [left, right] = [domainOf(one), domainOf(other)];
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  return isOwned(shorter) && (longer === shorter || longer.endsWith(`.${shorter}`));
}
