/**
 * What a record is, once read: a tree whose tokens cover every character, and the faults found on the way.
 *
 * The same tree serves `v=spf1` (RFC 7208) and `spf2.0` (RFC 4406). Spans count in the decoded text of the record.
 */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Octets } from "./ip.ts";

type RecordSpan = Span<RecordSpace>;

/** Mechanism names in lower case (RFC 7208, 5). */
export type MechanismName = "all" | "include" | "a" | "mx" | "ptr" | "ip4" | "ip6" | "exists";

/** Qualifier characters (RFC 7208, 4.6.2); a directive without one has "+". */
export type Qualifier = "+" | "-" | "~" | "?";

/** What a stretch of characters is; the tokens of a record cover its text without gap or overlap. */
export type TokenKind =
  | "version"
  /** The scopes of `spf2.0/mfrom,pra`, each one token; the commas between are `separator`. */
  | "scope"
  | "space"
  | "qualifier"
  | "mechanism"
  | "modifier"
  /** `:`, `=`, `/` and the comma between scopes. */
  | "separator"
  | "domain"
  | "address"
  | "prefix-length"
  /** `%{`, `}`, `%%`, `%_`, `%-`. */
  | "macro"
  | "macro-letter"
  /** Digits, `r` and delimiters within a macro. */
  | "macro-transformer"
  /** The value of a modifier that is not known, outside macros. */
  | "value"
  | "hole"
  /** What no rule of the grammar takes. */
  | "junk";

export interface Token {
  readonly kind: TokenKind;
  readonly span: RecordSpan;
}

/** One expansion `%{…}` (RFC 7208, 7.1). */
export interface MacroExpand {
  readonly kind: "expand";
  readonly span: RecordSpan;
  /** Lower case: s l o d i p h c r t v. */
  readonly letter: string;
  readonly letterSpan: RecordSpan;
  /** Upper case letters URL-escape what they give (7.3). */
  readonly urlEscape: boolean;
  /** How many labels from the right are kept, or null for all. */
  readonly keep: number | null;
  readonly reverse: boolean;
  /** Delimiters to split at; "" means the default, a dot. */
  readonly delimiters: string;
}

export type MacroPart =
  | MacroExpand
  /** Characters that stand for themselves. */
  | { readonly kind: "literal"; readonly span: RecordSpan; readonly text: string }
  /** `%%` gives `%`, `%_` a space, `%-` gives `%20`. */
  | { readonly kind: "escape"; readonly span: RecordSpan; readonly text: "%" | " " | "%20" }
  | { readonly kind: "hole"; readonly span: RecordSpan };

/** A macro-string; a domain-spec is one that ends as 7.1 wants (else there is a fault). */
export interface MacroString {
  readonly span: RecordSpan;
  readonly text: string;
  readonly parts: readonly MacroPart[];
  /** Whether it holds no macro, escape or hole: `text` is then the value. */
  readonly literal: boolean;
}

/** An address or network as written. `address` is 4 or 16 octets. */
export interface Network {
  readonly span: RecordSpan;
  readonly family: 4 | 6;
  readonly address: Octets;
}

/** A prefix length as written, without its slash. */
export interface PrefixLength {
  /** The digits, without the slash. */
  readonly span: RecordSpan;
  readonly bits: number;
}

interface TermBase {
  readonly span: RecordSpan;
  /** Position among the record's terms, from 0. */
  readonly index: number;
  /** Whether the grammar takes it as it stands; a term with a fault is not. A term with a hole may be. */
  readonly valid: boolean;
  /** Whether part of it is unknown. */
  readonly holes: boolean;
}

/** A mechanism with its qualifier (RFC 7208, 4.6.1). */
export interface Directive extends TermBase {
  readonly kind: "directive";
  readonly qualifier: Qualifier;
  /** Where the qualifier is written, or null where "+" is implied. */
  readonly qualifierSpan: RecordSpan | null;
  readonly name: MechanismName;
  readonly nameSpan: RecordSpan;
  /** Everything after `:`; null where there is none (then the current domain is meant). */
  readonly domain: MacroString | null;
  readonly network: Network | null;
  /** `/24` of ip4, a and mx. */
  readonly prefix4: PrefixLength | null;
  /** `/64` of ip6, `//64` of a and mx. */
  readonly prefix6: PrefixLength | null;
}

/** A `name=value` term (RFC 7208, 6). */
export interface Modifier extends TermBase {
  readonly kind: "modifier";
  /** Lower case. */
  readonly name: string;
  readonly nameSpan: RecordSpan;
  readonly known: "redirect" | "exp" | null;
  readonly value: MacroString;
}

/** What stands between blanks and is no term. */
export interface Junk extends TermBase {
  readonly kind: "junk";
  readonly text: string;
}

export type Term = Directive | Modifier | Junk;

export interface Scope {
  readonly span: RecordSpan;
  /** Lower case: `mfrom`, `pra`, or a name that nobody defines. */
  readonly name: string;
}

export interface Version {
  readonly span: RecordSpan;
  readonly protocol: "spf1" | "spf2.0";
  /** Of `spf2.0/…`, in order; empty for `v=spf1`. */
  readonly scopes: readonly Scope[];
}

/** Faults that the parser or the choice of records reports. Each belongs to the rule of the same name. */
export type FaultKind =
  | "version-malformed"
  | "leading-junk"
  | "mixed-version"
  | "sender-id-scope"
  | "syntax"
  | "unknown-mechanism"
  | "wrong-separator"
  | "missing-value"
  | "empty-domain"
  | "arg-not-allowed"
  | "bad-qualifier"
  | "qualifier-on-modifier"
  | "stray-punctuation"
  | "comma-joined-target"
  | "glued-terms"
  | "whitespace"
  | "non-ascii"
  | "ip4-invalid"
  | "ip6-invalid"
  | "mapped-ip6"
  | "ip-family"
  | "leading-zero"
  | "prefix-range"
  | "ip4-incomplete"
  | "ip-range"
  | "ip-list"
  | "bare-ip"
  | "a-with-ip"
  | "dual-cidr"
  | "relative-name"
  | "bad-domain"
  | "trailing-dot"
  | "url-or-mail"
  | "macro-syntax"
  | "macro-exp-only"
  | "macro-in-ip"
  | "duplicate-modifier"
  | "unknown-modifier"
  | "foreign-token"
  | "second-version"
  | "default-modifier"
  | "letter-case"
  | "literal-quotes"
  | "placeholder"
  | "rfc6652-values";

/**
 * Something in a record that a rule will speak about. `error` says whether it makes the record a permerror
 * (RFC 7208, 4.6) or gets it discarded (4.5); the others are valid but wrong.
 */
export interface Fault {
  readonly kind: FaultKind;
  readonly span: RecordSpan;
  readonly error: boolean;
  /** The term it was found in, if in one. */
  readonly term: number | null;
  /** Which case of the rule this is; the rule's own file lists them. */
  readonly detail: string;
  /** What the rule's message names: the character found, the names expected, the suggestion. */
  readonly data: Readonly<Record<string, string>>;
  /** Text that clearly was meant in place of `replaces` (or of `span`), where there is one such text. */
  readonly suggestion?: string;
  readonly replaces?: RecordSpan;
}

export interface SpfRecord {
  readonly text: string;
  readonly version: Version;
  readonly terms: readonly Term[];
  /** Cover the text from the first character to the last. */
  readonly tokens: readonly Token[];
  readonly faults: readonly Fault[];
  /** Whether a checker would take it: no fault is an error. */
  readonly valid: boolean;
  /** Whether part of it is unknown, so that absence, counts and lengths are not certain. */
  readonly holes: boolean;
}
