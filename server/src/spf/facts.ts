/**
 * What there is in the language, in one table: hovers, completion and the grammars' word lists come from here.
 *
 * Sentences are messages, so that they can be said in another language; names, syntax and examples are not.
 */

import type { Message } from "../text/message.ts";
import type { MechanismName, Qualifier } from "./ast.ts";
import { facts } from "./facts-text.ts";

/** What a name takes after it. */
export type Argument = "none" | "domain-spec" | "ip4-network" | "ip6-network" | "scopes" | "text";

interface Fact {
  /** As one writes it, parts that may be left out in brackets. */
  readonly syntax: string;
  /** What it does, in one sentence. */
  readonly does: Message;
  /** What to know before using it. */
  readonly notes: readonly Message[];
  /** Why not to use it, where the RFC says so. */
  readonly discouraged: Message | null;
  /** Document and section: `RFC 7208, 5.3`. */
  readonly sources: readonly string[];
}

export interface Example {
  readonly text: string;
  readonly means: Message;
}

export interface MechanismFacts extends Fact {
  readonly name: MechanismName;
  readonly argument: Argument;
  readonly required: boolean;
  /** Which prefix lengths may follow. */
  readonly prefix: "none" | "ip4" | "ip6" | "dual";
  /** Lookups that it costs by itself (RFC 7208, 4.6.4). */
  readonly lookups: 0 | 1;
  readonly example: Example;
}

export interface ModifierFacts extends Fact {
  readonly name: string;
  readonly argument: Argument;
  readonly lookups: 0 | 1;
  readonly example: Example;
}

export interface QualifierFacts {
  readonly qualifier: Qualifier;
  readonly result: "pass" | "fail" | "softfail" | "neutral";
  readonly does: Message;
  readonly sources: readonly string[];
}

export interface MacroFacts {
  readonly letter: string;
  readonly does: Message;
  /** What it gives in the RFC's own example (7.4). */
  readonly example: string;
  readonly discouraged: Message | null;
  /** Only in the text that `exp` points to. */
  readonly explanationOnly: boolean;
  readonly sources: readonly string[];
}

const rfc = (section: string) => `RFC 7208, ${section}`;

export const mechanisms: Readonly<Record<MechanismName, MechanismFacts>> = {
  all: {
    name: "all",
    syntax: "all",
    argument: "none",
    required: false,
    prefix: "none",
    lookups: 0,
    does: facts.all(),
    notes: [facts.allLast(), facts.allRedirect()],
    discouraged: null,
    sources: [rfc("5.1")],
    example: { text: "v=spf1 mx -all", means: facts.allExample() },
  },
  include: {
    name: "include",
    syntax: "include:domain-spec",
    argument: "domain-spec",
    required: true,
    prefix: "none",
    lookups: 1,
    does: facts.include(),
    notes: [facts.includeOnlyPass(), facts.includeNone(), facts.includeCost(), facts.includeOwn()],
    discouraged: null,
    sources: [rfc("5.2"), rfc("4.6.4")],
    example: { text: "include:_spf.example.net", means: facts.includeExample() },
  },
  a: {
    name: "a",
    syntax: "a[:domain-spec][/ip4-prefix][//ip6-prefix]",
    argument: "domain-spec",
    required: false,
    prefix: "dual",
    lookups: 1,
    does: facts.a(),
    notes: [facts.aBoth(), facts.aWeb(), facts.dualPrefix(), facts.absoluteName()],
    discouraged: null,
    sources: [rfc("5.3")],
    example: { text: "a:mail.example.com/28", means: facts.aExample() },
  },
  mx: {
    name: "mx",
    syntax: "mx[:domain-spec][/ip4-prefix][//ip6-prefix]",
    argument: "domain-spec",
    required: false,
    prefix: "dual",
    lookups: 1,
    does: facts.mx(),
    notes: [facts.mxInbound(), facts.mxLimit(), facts.mxNoFallback(), facts.dualPrefix()],
    discouraged: null,
    sources: [rfc("5.4"), rfc("4.6.4")],
    example: { text: "mx:example.org", means: facts.mxExample() },
  },
  ptr: {
    name: "ptr",
    syntax: "ptr[:domain-spec]",
    argument: "domain-spec",
    required: false,
    prefix: "none",
    lookups: 1,
    does: facts.ptr(),
    notes: [facts.ptrLimit()],
    discouraged: facts.ptrDiscouraged(),
    sources: [rfc("5.5")],
    example: { text: "ptr:example.com", means: facts.ptrExample() },
  },
  ip4: {
    name: "ip4",
    syntax: "ip4:address[/prefix]",
    argument: "ip4-network",
    required: true,
    prefix: "ip4",
    lookups: 0,
    does: facts.ip4(),
    notes: [facts.ip4Whole(), facts.ip4Zeros()],
    discouraged: null,
    sources: [rfc("5.6")],
    example: { text: "ip4:192.0.2.0/24", means: facts.ip4Example() },
  },
  ip6: {
    name: "ip6",
    syntax: "ip6:address[/prefix]",
    argument: "ip6-network",
    required: true,
    prefix: "ip6",
    lookups: 0,
    does: facts.ip6(),
    notes: [facts.ip6Colon(), facts.ip6Mapped()],
    discouraged: null,
    sources: [rfc("5.6"), "RFC 4291, 2.2"],
    example: { text: "ip6:2001:db8::/32", means: facts.ip6Example() },
  },
  exists: {
    name: "exists",
    syntax: "exists:domain-spec",
    argument: "domain-spec",
    required: true,
    prefix: "none",
    lookups: 1,
    does: facts.exists(),
    notes: [facts.existsA(), facts.existsMacro()],
    discouraged: null,
    sources: [rfc("5.7")],
    example: { text: "exists:%{ir}.%{v}._spf.%{d}", means: facts.existsExample() },
  },
};

export const modifiers: Readonly<Record<"redirect" | "exp" | "ra" | "rp" | "rr", ModifierFacts>> = {
  redirect: {
    name: "redirect",
    syntax: "redirect=domain-spec",
    argument: "domain-spec",
    lookups: 1,
    does: facts.redirect(),
    notes: [facts.redirectAll(), facts.redirectNone(), facts.redirectForeign(), facts.redirectLast()],
    discouraged: null,
    sources: [rfc("6.1")],
    example: { text: "v=spf1 redirect=_spf.example.com", means: facts.redirectExample() },
  },
  exp: {
    name: "exp",
    syntax: "exp=domain-spec",
    argument: "domain-spec",
    lookups: 0,
    does: facts.exp(),
    notes: [facts.expFail(), facts.expInclude(), facts.expMacros()],
    discouraged: null,
    sources: [rfc("6.2")],
    example: { text: "v=spf1 mx -all exp=explain._spf.%{d}", means: facts.expExample() },
  },
  ra: {
    name: "ra",
    syntax: "ra=local-part",
    argument: "text",
    lookups: 0,
    does: facts.ra(),
    notes: [facts.raDomain()],
    discouraged: null,
    sources: ["RFC 6652, 3"],
    example: { text: "ra=postmaster", means: facts.raExample() },
  },
  rp: {
    name: "rp",
    syntax: "rp=0…100",
    argument: "text",
    lookups: 0,
    does: facts.rp(),
    notes: [facts.needsRa()],
    discouraged: null,
    sources: ["RFC 6652, 3"],
    example: { text: "rp=10", means: facts.rpExample() },
  },
  rr: {
    name: "rr",
    syntax: "rr=all | e, f, s, n separated by colons",
    argument: "text",
    lookups: 0,
    does: facts.rr(),
    notes: [facts.needsRa()],
    discouraged: null,
    sources: ["RFC 6652, 3"],
    example: { text: "rr=e:f", means: facts.rrExample() },
  },
};

const QUALIFIED = [rfc("4.6.2"), rfc("8")];

export const qualifiers: Readonly<Record<Qualifier, QualifierFacts>> = {
  "+": { qualifier: "+", result: "pass", does: facts.pass(), sources: QUALIFIED },
  "-": { qualifier: "-", result: "fail", does: facts.fail(), sources: QUALIFIED },
  "~": { qualifier: "~", result: "softfail", does: facts.softfail(), sources: QUALIFIED },
  "?": { qualifier: "?", result: "neutral", does: facts.neutral(), sources: QUALIFIED },
};

function macro(letter: string, does: Message, example: string, more: Partial<MacroFacts> = {}): MacroFacts {
  return {
    letter,
    does,
    example,
    discouraged: null,
    explanationOnly: false,
    sources: [rfc("7.2"), rfc("7.3")],
    ...more,
  };
}

/** By letter; examples are for strong-bad@email.example.com from 192.0.2.3, as in RFC 7208, 7.4. */
export const macros: Readonly<Record<string, MacroFacts>> = {
  s: macro("s", facts.macroS(), "strong-bad@email.example.com"),
  l: macro("l", facts.macroL(), "strong-bad"),
  o: macro("o", facts.macroO(), "email.example.com"),
  d: macro("d", facts.macroD(), "email.example.com"),
  i: macro("i", facts.macroI(), "192.0.2.3"),
  p: macro("p", facts.macroP(), "mx.example.org", { discouraged: facts.macroPDiscouraged() }),
  v: macro("v", facts.macroV(), "in-addr"),
  h: macro("h", facts.macroH(), "mx.example.org"),
  c: macro("c", facts.macroC(), "192.0.2.3", { explanationOnly: true }),
  r: macro("r", facts.macroR(), "mail.receiver.example", { explanationOnly: true }),
  t: macro("t", facts.macroT(), "1396310400", { explanationOnly: true }),
};

/** What may stand between a macro's letter and its closing brace, and the escapes. */
export const macroParts = {
  keep: { syntax: "1…", does: facts.keep(), sources: [rfc("7.3")] },
  reverse: { syntax: "r", does: facts.reverse(), sources: [rfc("7.3")] },
  delimiters: { syntax: ". - + , / _ =", does: facts.delimiters(), sources: [rfc("7.1"), rfc("7.3")] },
  upperCase: { syntax: "A…Z", does: facts.upperCase(), sources: [rfc("7.3")] },
  percent: { syntax: "%%", does: facts.percent(), sources: [rfc("7.1")] },
  space: { syntax: "%_", does: facts.space(), sources: [rfc("7.1")] },
  urlSpace: { syntax: "%-", does: facts.urlSpace(), sources: [rfc("7.1")] },
} as const;

/** Characters that a macro may split at (RFC 7208, 7.1). */
export const delimiters = [".", "-", "+", ",", "/", "_", "="] as const;

/** Scopes of `spf2.0` records by name. */
export const scopes: Readonly<
  Record<"mfrom" | "pra", { name: string; does: Message; sources: readonly string[] }>
> = {
  mfrom: { name: "mfrom", does: facts.scopeMfrom(), sources: ["RFC 4406, 3.1"] },
  pra: { name: "pra", does: facts.scopePra(), sources: ["RFC 4406, 3.1", "RFC 4407, 2"] },
};

export const versions = {
  spf1: { syntax: "v=spf1", does: facts.versionSpf1(), sources: [rfc("4.5")] },
  "spf2.0": {
    syntax: "spf2.0/mfrom,pra",
    does: facts.versionSpf2(),
    sources: ["RFC 4406, 3.1", "RFC 6686, 6"],
  },
} as const;
