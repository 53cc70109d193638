/** What is shown about a part of a term: its qualifier, its network, one macro of its value. */

import type { Directive, MacroExpand, MacroString, Qualifier, Term } from "../../spf/ast.ts";
import { type MacroFacts, macroParts, macros, qualifiers, scopes } from "../../spf/facts.ts";
import { networkOf, printIp, rangeOf, toOctets } from "../../spf/ip.ts";
import { overlaps, type RecordSpace, type Span } from "../../text/span.ts";
import { type Block, item, text } from "./block.ts";
import { hoverMessages as say } from "./messages.ts";

/** What a match gives. */
export function aboutQualifier(qualifier: Qualifier): Block[] {
  const { result, does } = qualifiers[qualifier];
  return [text(say.match({ result }), does)];
}

/** What a scope of a Sender ID record is for; nothing for one that nobody defines. */
export function aboutScope(name: string): Block[] {
  const known = Object.values(scopes).find((scope) => scope.name === name.toLowerCase());
  return known
    ? [text(known.does), { kind: "sources", sources: known.sources }]
    : [text(say.scopeUnknown({ name }))];
}

/** First and last address and how many, of ip4 and ip6; how many around each address, of a and mx with a prefix. */
export function aboutNetwork(term: Directive): Block[] {
  const { network, prefix4, prefix6 } = term;
  if (network) {
    const width = network.family === 4 ? 32 : 128;
    const bits = (network.family === 4 ? prefix4 : prefix6)?.bits ?? width;
    if (bits > width) return [];
    const { first, last } = rangeOf(networkOf(network.address, bits));
    const from = printIp(toOctets(first, network.family));
    if (first === last) return [text(say.address({ address: from }))];
    const to = printIp(toOctets(last, network.family));
    return [text(say.network({ from, to, count: count(width - bits) }))];
  }
  const out: Block[] = [];
  if (prefix4 && prefix4.bits <= 32) {
    out.push(text(say.around4({ count: count(32 - prefix4.bits), prefix: `/${prefix4.bits}` })));
  }
  if (prefix6 && prefix6.bits <= 128) {
    out.push(text(say.around6({ count: count(128 - prefix6.bits), prefix: `//${prefix6.bits}` })));
  }
  return out;
}

/** Two to the power of `bits`: in full as long as a person can read it. */
function count(bits: number): string {
  return bits <= 40 ? String(2 ** bits).replace(/\B(?=(\d{3})+$)/g, ",") : `2^${bits}`;
}

/** The macro, or the escape, that a token of a value belongs to. */
export function aboutMacro(
  term: Term,
  token: Span<RecordSpace>,
): { readonly span: Span<RecordSpace>; readonly blocks: Block[] } | null {
  const part = macroStringOf(term)?.parts.find((each) => overlaps(each.span, token));
  if (!part) return null;
  if (part.kind === "expand") return { span: part.span, blocks: aboutExpand(part) };
  if (part.kind !== "escape") return null;
  const known = { "%": macroParts.percent, " ": macroParts.space, "%20": macroParts.urlSpace }[part.text];
  return { span: part.span, blocks: [text(known.does), { kind: "sources", sources: known.sources }] };
}

function aboutExpand(macro: MacroExpand): Block[] {
  const known = macros[macro.letter];
  if (!known) return [text(say.macroUnknown({ letter: macro.letter }))];
  const blocks = [text(known.does)];
  if (macro.delimiters !== "")
    blocks.push(item(say.splitAt({ delimiters: macro.delimiters }), macroParts.delimiters.does));
  if (macro.reverse) blocks.push(item(macroParts.reverse.does));
  if (macro.keep !== null) blocks.push(item(say.keeps({ count: macro.keep }), macroParts.keep.does));
  if (macro.urlEscape) blocks.push(item(macroParts.upperCase.does));
  const example = {
    sender: "strong-bad@email.example.com",
    address: "192.0.2.3",
    value: exampleOf(macro, known),
  };
  blocks.push(text(say.macroExample(example)));
  if (known.discouraged) blocks.push(text(known.discouraged));
  return [...blocks, { kind: "sources", sources: known.sources }];
}

/** What the macro gives for the mail of RFC 7208, 7.4, by the steps of 7.3. */
function exampleOf(macro: MacroExpand, known: MacroFacts): string {
  const splitters = macro.delimiters || ".";
  let parts = [known.example];
  for (const splitter of splitters) parts = parts.flatMap((part) => part.split(splitter));
  if (macro.reverse) parts.reverse();
  if (macro.keep !== null && macro.keep > 0) parts = parts.slice(-macro.keep);
  const value = parts.join(".");
  return macro.urlEscape ? encodeURIComponent(value) : value;
}

function macroStringOf(term: Term): MacroString | null {
  if (term.kind === "directive") return term.domain;
  return term.kind === "modifier" ? term.value : null;
}
