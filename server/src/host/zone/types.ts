/**
 * The words of a zone file that are no names: record types, classes, TTLs.
 */

/** What the reader does with a record, by its type. */
export const SKIP = 0;
export const TXT = 1;
export const SPF = 2;
export const SOA = 3;
/** Types whose data `others()` hands over, beside SOA. Of those that are skipped it says that they are there. */
export const OTHER = 4;
export type Treatment = typeof SKIP | typeof TXT | typeof SPF | typeof SOA | typeof OTHER;

/**
 * Mnemonics of record types (the IANA registry, and those that servers make answers of), to tell a record from a word of a text that runs on.
 * A type that is missing here is still skipped rightly: nothing but recovery after an error depends on it.
 */
const MNEMONICS: ReadonlySet<string> = new Set(
  (
    "A NS MD MF CNAME SOA MB MG MR NULL WKS PTR HINFO MINFO MX TXT RP AFSDB X25 ISDN RT NSAP NSAP-PTR SIG KEY PX GPOS " +
    "AAAA LOC NXT EID NIMLOC SRV ATMA NAPTR KX CERT A6 DNAME SINK OPT APL DS SSHFP IPSECKEY RRSIG NSEC DNSKEY DHCID " +
    "NSEC3 NSEC3PARAM TLSA SMIMEA HIP NINFO RKEY TALINK CDS CDNSKEY OPENPGPKEY CSYNC ZONEMD SVCB HTTPS SPF UINFO UID " +
    "GID UNSPEC NID L32 L64 LP EUI48 EUI64 TKEY TSIG URI CAA AVC DOA AMTRELAY TA DLV ALIAS ANAME LUA DYNA DYNC"
  ).split(" "),
);

/** How a record of the type `word`, in any case, is treated; undefined where it is no type we know. */
export function treatmentOf(word: string): Treatment | undefined {
  const upper = word.toUpperCase();
  switch (upper) {
    case "TXT":
      return TXT;
    case "SPF":
      return SPF;
    case "SOA":
      return SOA;
    case "A":
    case "AAAA":
    case "MX":
    case "PTR":
    case "CNAME":
    case "NS":
      return OTHER;
  }
  if (MNEMONICS.has(upper)) return SKIP;
  // RFC 3597, 5: a type may be written by its number.
  const number = /^TYPE(\d{1,9})$/.exec(upper)?.[1];
  if (number === undefined || Number(number) > 0xffff) return undefined;
  return NUMBERED[Number(number)] ?? SKIP;
}

const NUMBERED: Readonly<Record<number, Treatment>> = {
  1: OTHER,
  2: OTHER,
  5: OTHER,
  6: SOA,
  12: OTHER,
  15: OTHER,
  16: TXT,
  28: OTHER,
  99: SPF,
};

const NAMES: Readonly<Record<string, string>> = {
  TYPE1: "A",
  TYPE2: "NS",
  TYPE5: "CNAME",
  TYPE6: "SOA",
  TYPE12: "PTR",
  TYPE15: "MX",
  TYPE28: "AAAA",
};

/** The mnemonic of a type in capital letters, whichever way it is written. */
export function mnemonic(word: string): string {
  const upper = word.toUpperCase();
  return upper.startsWith("TYPE") ? (NAMES[upper.replace(/^TYPE0+(?=\d)/, "TYPE")] ?? upper) : upper;
}

/** Whether `word` is a class: `true` for IN, `false` for another one, undefined where it is none. */
export function classOf(word: string): boolean | undefined {
  const upper = word.toUpperCase();
  if (upper === "IN" || upper === "CLASS1") return true;
  if (/^(CH|CHAOS|HS|HESIOD|CS|NONE|CLASS\d{1,5})$/.test(upper)) return false;
  return undefined;
}

/** Types that accompany others, at names that may exist for their sake alone (RFC 4034; RFC 5155). */
const ATTENDANT: ReadonlySet<string> = new Set(["RRSIG", "NSEC", "NSEC3", "NSEC3PARAM", "SIG", "NXT"]);

/** Whether a name that has a record of the type exists for those who ask, by the type's mnemonic. */
export function isSeen(type: string): boolean {
  return !ATTENDANT.has(type);
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

/** Seconds of a TTL, `3600` or with BIND's units `1h30m`; undefined where the word is none. */
export function ttlOf(word: string): number | undefined {
  if (word.length > 63 || !/^(\d+|(\d+[smhdw])+)$/i.test(word)) return undefined;
  let seconds = 0;
  for (const [, digits, unit] of word.matchAll(/(\d+)(\D?)/g)) {
    seconds += Number(digits) * (UNITS[(unit as string).toLowerCase()] ?? 1);
  }
  return seconds > 0xffffffff ? undefined : seconds;
}
