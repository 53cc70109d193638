/** What is shown about a part of a term: its qualifier, its network, one macro of its value. */

import type { Directive, MacroExpand, MacroString, Qualifier, Term } from "../spf/ast.ts";
import { networkOf, printIp, rangeOf, toOctets } from "../spf/ip.ts";
import type { Message } from "../text/message.ts";
import { overlaps, type RecordSpace, type Span } from "../text/span.ts";
import { type Block, item, text } from "./hover-block.ts";
import { hoverMessages as say } from "./hover-messages.ts";

const qualifiers: Readonly<Record<Qualifier, () => Message>> = {
  "+": say.qualifierPass,
  "-": say.qualifierFail,
  "~": say.qualifierSoftfail,
  "?": say.qualifierNeutral,
};

export function aboutQualifier(qualifier: Qualifier): Block[] {
  return [text(qualifiers[qualifier]())];
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
  if (prefix4 && prefix4.bits <= 32)
    out.push(text(say.around4({ count: count(32 - prefix4.bits), prefix: `/${prefix4.bits}` })));
  if (prefix6 && prefix6.bits <= 128)
    out.push(text(say.around6({ count: count(128 - prefix6.bits), prefix: `//${prefix6.bits}` })));
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
  const means = { "%": say.escapePercent, " ": say.escapeBlank, "%20": say.escapeUrlBlank }[part.text];
  return { span: part.span, blocks: [text(means())] };
}

const letters: Readonly<Record<string, () => Message>> = {
  s: say.macroSender,
  l: say.macroLocalPart,
  o: say.macroSenderDomain,
  d: say.macroDomain,
  i: say.macroAddress,
  p: say.macroHostName,
  v: say.macroFamily,
  h: say.macroHelo,
  c: say.macroReadableAddress,
  r: say.macroReceiver,
  t: say.macroTime,
};

function aboutExpand(macro: MacroExpand): Block[] {
  const letter = letters[macro.letter];
  if (!letter) return [text(say.macroUnknown({ letter: macro.letter }))];
  const blocks = [text(letter())];
  if (macro.delimiters !== "") blocks.push(item(say.macroDelimiters({ delimiters: macro.delimiters })));
  if (macro.reverse) blocks.push(item(say.macroReverse()));
  if (macro.keep !== null)
    blocks.push(item(macro.keep === 1 ? say.macroKeepOne() : say.macroKeep({ count: macro.keep })));
  if (macro.urlEscape) blocks.push(item(say.macroUrlEscape()));
  return blocks;
}

function macroStringOf(term: Term): MacroString | null {
  if (term.kind === "directive") return term.domain;
  return term.kind === "modifier" ? term.value : null;
}
