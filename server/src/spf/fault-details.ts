/** Every fault the reader of records can report: its kind, the case of it (`detail`), and what `data` then holds. */

import type { FaultKind } from "./ast.ts";

/**
 * By kind and detail, the keys of `data` that are always there. Rules choose their sentence by `detail` and fill it
 * from `data`; a test checks that each pair is reached and that nothing else is.
 */
export const faultDetails = {
  "version-malformed": {
    /** `v=spf -all`. */
    "no-digit": ["found"],
    /** `v=spf2`, `v=spf10`, `v=spf1.0`. */
    "other-number": ["found"],
    /** `v:spf1`. */
    separator: ["found"],
    /** `spf1 -all`, `=spf1 -all`. */
    "no-v": ["found"],
    /** `v=spf1; -all`. */
    punctuation: ["found", "character"],
    /** `v= spf1 -all`. */
    blank: ["found"],
    /** A tab, a no-break space or a line break ends the version, where only a space may. */
    "blank-after": ["found", "character"],
    /** `v=spf1include:example.net -all`. */
    glued: ["found"],
    /** `y=spfi`. */
    misspelt: ["found"],
    /** `spf2/pra`: no minor version. */
    "sender-id-minor": ["found"],
    /** `spf2.0:pra`. */
    "sender-id-separator": ["found", "character"],
    /** No version at all: only `parse`, given what is no record, says so. */
    missing: [],
  },
  "leading-junk": {
    blank: ["found"],
    /** Quotes, escaped or not, around the whole record or before it. */
    quote: ["found"],
    backslash: ["found"],
    /** A byte order mark, a zero-width space. */
    invisible: ["found"],
    punctuation: ["found"],
    /** An owner name, `IN TXT`, another token. */
    text: ["found"],
  },
  "mixed-version": {
    /** `v=spf2.0/mfrom,pra`. */
    "v-before-sender-id": ["found", "senderId"],
    /** Both versions in one string. */
    both: ["first", "second"],
  },
  "sender-id-scope": {
    missing: ["found"],
    empty: ["found"],
    unknown: ["scope"],
    repeated: ["scope"],
    /** `spf2.0/mfrom;pra`: no name. */
    malformed: ["scope", "character"],
  },
  syntax: {
    /** A character that no term may hold here. */
    character: ["character"],
    "control-character": ["code"],
    /** `1up=foo`. */
    "modifier-name": ["name"],
    /** `a/`, `ip4:192.0.2.0/`. */
    "prefix-length-missing": ["mechanism"],
    /** `a/x`. */
    "prefix-length": ["mechanism", "found"],
  },
  "unknown-mechanism": {
    /** A name that clearly stands for another. */
    misspelt: ["name", "meant"],
    /** A name that may stand for one of several: `meant` lists them. */
    ambiguous: ["name", "meant"],
    unknown: ["name"],
    /** `mail.example.com` as a term. */
    "bare-domain": ["name"],
    /** `~allCOPY`. */
    "text-after-all": ["name", "meant"],
  },
  "wrong-separator": {
    /** `include=`: a modifier that nobody knows. */
    equals: ["name", "found", "separator"],
    /** `redirect:`. */
    colon: ["name", "found", "separator"],
    /** `include.x`, `include;x`. */
    other: ["name", "found", "separator"],
    /** `include_spf.example.com`. */
    missing: ["name", "separator"],
    /** `include x`. */
    blank: ["name", "separator"],
    /** `include :x`. */
    "blank-before": ["name", "separator"],
    /** `ip4:x /24`. */
    "blank-prefix": ["name", "found"],
    /** `include::x`, `include:=x`. */
    doubled: ["name", "found", "separator"],
  },
  "missing-value": {
    /** `include`, `redirect`. */
    bare: ["name"],
    /** `include:`, `exp=`. */
    empty: ["name"],
    /** `include: x`. */
    "blank-after": ["name"],
  },
  "empty-domain": { colon: ["name"] },
  "arg-not-allowed": {
    "all-domain": ["mechanism", "found"],
    "all-prefix-length": ["mechanism", "found"],
    "prefix-length": ["mechanism", "found"],
  },
  "bad-qualifier": {
    doubled: ["found"],
    /** Different qualifiers in a row. */
    several: ["found"],
    /** `=all`, `!all`. */
    character: ["found"],
    /** A dash or a minus sign, or a tilde, from outside ASCII. */
    "look-alike": ["found", "meant"],
    /** `~ all`. */
    blank: ["found"],
    /** `all-`. */
    behind: ["found"],
    /** A qualifier with nothing behind it. */
    alone: ["found"],
  },
  "qualifier-on-modifier": { qualifier: ["qualifier", "name"] },
  "stray-punctuation": {
    alone: ["found"],
    before: ["found"],
    after: ["found"],
    between: ["found"],
  },
  "comma-joined-target": {
    /** `include:a.example,include:b.example`. */
    terms: ["found", "name"],
    /** `include:a.example,b.example`. */
    domains: ["found", "name"],
  },
  "glued-terms": {
    /** Two or more terms without a blank; `terms` shows them apart. */
    terms: ["terms"],
    /** The same, yet valid: one long domain, one long value. */
    valid: ["terms"],
    /** `include:include:x`. */
    "repeated-name": ["name"],
  },
  whitespace: {
    tab: ["code"],
    newline: ["code"],
    nbsp: ["code"],
    /** Another blank from outside ASCII, or a form feed. */
    other: ["code"],
    repeated: ["count"],
    trailing: ["count"],
  },
  "non-ascii": {
    dash: ["character", "code"],
    quote: ["character", "code"],
    invisible: ["character", "code"],
    /** A full-width or Cyrillic letter, a full-width colon. */
    "look-alike": ["character", "code", "meant"],
    "u-label": ["label"],
    /** An octet that is not UTF-8. */
    octet: ["code"],
    other: ["character", "code"],
  },
  "ip4-invalid": {
    /** Over 255. */
    octet: ["found"],
    "too-many-octets": ["found"],
    port: ["found"],
    brackets: ["found"],
    "host-name": ["found"],
    "not-an-address": ["found"],
  },
  "ip6-invalid": {
    brackets: ["found"],
    "zone-id": ["found"],
    port: ["found"],
    /** `ip6::1`. */
    colons: ["found"],
    "several-double-colons": ["found"],
    /** More than four digits. */
    "group-length": ["found"],
    "too-few-groups": ["found"],
    "too-many-groups": ["found"],
    "host-name": ["found"],
    "not-an-address": ["found"],
  },
  "mapped-ip6": { mapped: ["address"] },
  "ip-family": {
    "ip6-in-ip4": ["address"],
    "ip4-in-ip6": ["address"],
    "mapped-in-ip4": ["address"],
  },
  "leading-zero": {
    /** From the first such number to the last. Each reading is "" where it gives no address, `octal` where it is the same. */
    octet: ["found", "decimal", "octal"],
    "prefix-length": ["found", "decimal"],
  },
  "prefix-range": { ip4: ["found", "limit"], ip6: ["found", "limit"] },
  "ip4-incomplete": {
    /** `network` is the network that its octets are the start of; "" where the prefix length is too long for one. */
    octets: ["found", "network"],
    /** `192.0.2.*`, `192.0.2.x`. */
    wildcard: ["found", "network"],
    /** `192.0.2/24`: the prefix length says what is meant. */
    short: ["found", "network"],
  },
  "ip-range": {
    range: ["first", "last"],
    /** The first is above the last. */
    reversed: ["first", "last"],
    netmask: ["mask", "bits"],
    /** Ones and zeros mixed, or an address too many. */
    "netmask-invalid": ["mask"],
  },
  "ip-list": { list: ["found", "count"] },
  "bare-ip": { ip4: ["address"], ip6: ["address"] },
  "a-with-ip": { ip4: ["name", "address"], ip6: ["name", "address"] },
  "dual-cidr": {
    /** `a/24/64`. */
    "single-slash": ["found"],
    /** `a//64/24`. */
    order: ["found"],
    /** `ip4:192.0.2.0//24`. */
    "double-slash": ["mechanism", "found"],
    /** More than two. */
    several: ["found"],
  },
  "relative-name": {
    "one-label": ["name"],
    /** `a:museum.`. */
    "final-dot": ["name"],
  },
  "bad-domain": {
    "empty-label": ["domain"],
    "leading-dot": ["domain"],
    "label-too-long": ["label", "octets"],
    "name-too-long": ["domain", "octets"],
    "last-label-numeric": ["label"],
    "last-label-hyphen": ["label"],
    "last-label-character": ["label", "character"],
    /** `%{d}.`. */
    "dot-after-macro": ["domain"],
    /** `%{d}com`. */
    "text-after-macro": ["domain", "label"],
    port: ["found"],
  },
  "trailing-dot": { dot: ["domain"] },
  "url-or-mail": {
    scheme: ["found", "host"],
    mail: ["found", "host"],
    wildcard: ["found", "host"],
    path: ["found", "host"],
    "markdown-link": ["found", "host"],
  },
  "macro-syntax": {
    percent: ["found"],
    parenthesis: ["found"],
    unclosed: ["found"],
    empty: ["found"],
    letter: ["letter"],
    zero: ["found"],
    delimiter: ["character"],
    /** `%{dr2}`. */
    order: ["found"],
  },
  "macro-exp-only": { letter: ["letter"] },
  "macro-in-ip": { macro: ["found", "mechanism"] },
  "duplicate-modifier": { repeated: ["name"] },
  "unknown-modifier": {
    unknown: ["name"],
    misspelt: ["name", "meant"],
  },
  "foreign-token": {
    /** A verification token. */
    verification: ["name"],
    /** A record of another protocol: `protocol` names it. */
    record: ["name", "protocol"],
  },
  "second-version": {
    repeated: ["found"],
    /** `v:spf1` within a record. */
    malformed: ["found"],
  },
  "default-modifier": { default: ["found"] },
  "letter-case": {
    version: ["found"],
    mechanism: ["found"],
    modifier: ["found"],
    address: ["found"],
  },
  "literal-quotes": {
    /** Around a stretch of one word. */
    pair: ["found"],
    mark: ["found"],
  },
  placeholder: {
    /** `example.com`, `.net` or `.org` itself: no mistake where the zone is that one. */
    "example-domain": ["found"],
    brackets: ["found"],
    template: ["found"],
    /** `yourdomain.com`, `YOUR_…`. */
    your: ["found"],
    /** `x.x.x.x`. */
    letters: ["found"],
  },
  "rfc6652-values": {
    "ra-empty": [],
    "ra-domain": ["local", "domain"],
    "ra-characters": ["found"],
    "rp-number": ["found"],
    "rp-range": ["found"],
    "rr-empty": [],
    "rr-token": ["found"],
    "without-ra": ["name"],
    repeated: ["name"],
  },
} as const satisfies Record<FaultKind, Record<string, readonly string[]>>;
