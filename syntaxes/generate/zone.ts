// The grammar of zone files (RFC 1035, 5.1): a line's words in any order, parentheses over lines, and the records in
// strings of TXT and SPF data.
//
// A line rule ends at its line's end, or at the start of a later line where something it holds ended there. What is
// within parentheses goes on until they close, or a line clearly starts another record: one that was forgotten costs
// no more than a few lines.

import { bare, type Flavour, manyLines, oneLine } from "./flavour.ts";
import { type Grammar, includes, type Rule, scopes } from "./grammar.ts";
import { spfRules, versionAhead } from "./spf.ts";

/** Types by which a line is known to start a record; a test holds them to the host's own list. */
export const TYPES =
  "A AAAA AFSDB CAA CDNSKEY CDS CNAME DNAME DNSKEY DS HINFO HTTPS KEY LOC MX NAPTR NS NSEC NSEC3 OPENPGPKEY PTR RP RRSIG SOA SPF SRV SSHFP SVCB TLSA TXT URI".split(
    " ",
  );

const TEXT_TYPES = "TXT|SPF|TYPE16|TYPE99";
const WORD_END = '(?=[\\s();"]|$)';
const CLASS = "(?:IN|CH|CHAOS|HS|HESIOD|CS|NONE|ANY|CLASS\\d{1,5})";
const TTL = "(?:\\d+[smhdw]?)+";
const WORD = '(?:[^\\s();"\\\\]|\\\\\\d{3}|\\\\.)';
const DIRECTIVE = "\\$(?:TTL|ORIGIN|INCLUDE|GENERATE)\\b";

/** The start of a line that clearly starts a record or is a directive. */
const STARTS = `(?i:${DIRECTIVE}|${WORD}+[ \\t]+(?:(?:${CLASS}|${TTL})[ \\t]+){0,3}(?:${TYPES.join("|")})[ \\t]+[^\\s;])`;

const LINE_END = "(?=$)|^";
const PARENS_END = `(\\))|^(?=${STARTS})`;
const STRING = '"(?:[^"\\\\\\n]|\\\\.)*+"';
/** Behind the quote that begins a string: a parenthesis opens later in the line. */
const PARENS_FOLLOW = `(?=(?:[^"\\\\\\n]|\\\\.)*+"(?:[^"();\\\\\\n]|\\\\.|${STRING})*+\\()`;

export function zoneGrammar(): Grammar {
  return {
    name: "DNS zone file",
    scopeName: "source.dns-zone",
    patterns: includes("comment", "directive", "owned-line", "blank-line", "stray"),
    repository: { ...lines(), ...words(), ...data(), ...strings(), ...records() },
  };
}

/**
 * Takes the lines of TXT and SPF records from the zone grammars of other extensions, which match whole lines and know
 * nothing of SPF. All that we know share one scope.
 */
export function zoneInjection(): Grammar {
  const record = "meta.record.dns-zone";
  const ahead = `(?=[^;"()]*[ \\t(](?i:${TEXT_TYPES})[ \\t("])`;
  const patterns = [{ include: "source.dns-zone#body" }];
  return {
    name: "SPF records in zone files",
    scopeName: "source.spf.injection",
    injectionSelector: `L:text.zone_file -comment -${record}`,
    patterns: [ownedLine, blankLine].map((line) => ({ name: record, ...line(ahead, patterns) })),
  };
}

function lines(): Record<string, Rule> {
  return {
    comment: {
      match: "(;).*$",
      name: "comment.line.semicolon.dns-zone",
      captures: scopes({ 1: "punctuation.definition.comment.dns-zone" }),
    },
    directive: {
      patterns: [ttlDirective, originDirective, includeDirective, generateDirective, otherDirective],
    },
    "owned-line": ownedLine("", includes("body")),
    "blank-line": blankLine("", includes("body")),
    stray: { patterns: includes("body-parens", "string", "close") },
    body: {
      patterns: includes(
        "comment",
        "body-parens",
        "ttl",
        "class",
        "text-line",
        "data-line",
        "string",
        "close",
      ),
    },
    "body-parens": parens("comment", "ttl", "class", "text-parens", "data-parens", "string"),
  };
}

/** A line that starts with an owner, where `ahead` matches. */
function ownedLine(ahead: string, patterns: readonly Rule[]): Rule {
  return {
    begin: `^${ahead}(?=[^\\s();"$])(?:(@)${WORD_END}|(${WORD}+))`,
    beginCaptures: scopes({ 1: "variable.language.origin.dns-zone", 2: "entity.name.type.owner.dns-zone" }),
    end: LINE_END,
    patterns,
  };
}

/** A line that starts with a blank, and so inherits its owner. */
function blankLine(ahead: string, patterns: readonly Rule[]): Rule {
  return { begin: `^${ahead}[ \\t]+(?=[^\\s;])`, end: LINE_END, patterns };
}

const keyword = { beginCaptures: scopes({ 1: "keyword.control.directive.dns-zone" }), end: LINE_END };
const ttlDirective: Rule = { begin: "(?i)^(\\$TTL)\\b", ...keyword, patterns: includes("comment", "ttl") };
const originDirective: Rule = {
  begin: "(?i)^(\\$ORIGIN)\\b",
  ...keyword,
  patterns: includes("comment", "name"),
};
const includeDirective: Rule = {
  begin: '(?i)^(\\$INCLUDE)\\b(?:[ \\t]+([^\\s;"]+))?',
  beginCaptures: scopes({ 1: "keyword.control.directive.dns-zone", 2: "string.unquoted.file.dns-zone" }),
  end: LINE_END,
  patterns: includes("comment", "string", "name"),
};
const generateDirective: Rule = {
  begin: "(?i)^(\\$GENERATE)[ \\t]+([\\d/-]+)(?:[ \\t]+([^\\s;]+))?",
  beginCaptures: scopes({
    1: "keyword.control.directive.dns-zone",
    2: "constant.numeric.range.dns-zone",
    3: "entity.name.type.owner.dns-zone",
  }),
  end: LINE_END,
  patterns: includes("body"),
};
const otherDirective: Rule = {
  begin: "^(\\$[^\\s;]*)",
  beginCaptures: scopes({ 1: "keyword.control.directive.other.dns-zone" }),
  end: LINE_END,
  patterns: includes("body"),
};

function words(): Record<string, Rule> {
  const type = (name: string, end: string, patterns: readonly Rule[]): Rule => ({
    begin: `(?i)(${name})${WORD_END}`,
    beginCaptures: scopes({ 1: "storage.type.record.dns-zone" }),
    end,
    patterns,
  });
  const other = "[a-z][a-z0-9-]*";
  return {
    ttl: { name: "constant.numeric.ttl.dns-zone", match: `(?i)(?<![^\\s(])${TTL}${WORD_END}` },
    class: { name: "storage.modifier.class.dns-zone", match: `(?i)(?<![^\\s(])${CLASS}${WORD_END}` },
    "text-line": type(TEXT_TYPES, LINE_END, includes("text-data")),
    "text-parens": type(TEXT_TYPES, "(?=\\))|^(?=" + STARTS + ")", includes("text-within")),
    "data-line": type(other, LINE_END, includes("data")),
    "data-parens": type(other, "(?=\\))|^(?=" + STARTS + ")", includes("data-within")),
  };
}

function data(): Record<string, Rule> {
  const text = ["hex", "string", "bare-string"];
  const values = ["number", "address", "string", "hex", "name"];
  return {
    "text-data": {
      patterns: includes("comment", "text-data-parens", "record-line", "record-bare", ...text, "close"),
    },
    "text-within": { patterns: includes("comment", "record-lines", "record-bare", ...text, "open") },
    "text-data-parens": parens("text-within"),
    data: { patterns: includes("comment", "data-data-parens", ...values, "close") },
    "data-within": { patterns: includes("comment", ...values, "open") },
    "data-data-parens": parens("data-within"),
    number: { name: "constant.numeric.dns-zone", match: `(?i)(?<![^\\s(])${TTL}${WORD_END}` },
    address: {
      name: "constant.numeric.address.dns-zone",
      match: `(?i)(?<![^\\s(])(?:\\d{1,3}(?:\\.\\d{1,3}){3}|(?=[\\da-f.]*:)[\\da-f:.]+)(?:/\\d+)?${WORD_END}`,
    },
    hex: {
      begin: "(?<![^\\s(])\\\\#(?=\\s)",
      beginCaptures: scopes({ 0: "keyword.operator.unknown-format.dns-zone" }),
      end: `(?=[)"])|${LINE_END}`,
      patterns: [...includes("comment"), { name: "constant.numeric.hex.dns-zone", match: "[\\da-fA-F]+" }],
    },
    name: {
      match: `(?:(@)${WORD_END}|(${WORD}+))`,
      captures: scopes({ 1: "variable.language.origin.dns-zone", 2: "variable.other.name.dns-zone" }),
    },
  };
}

function strings(): Record<string, Rule> {
  const escaped: Rule = { name: "constant.character.escape.dns-zone", match: "\\\\(?:\\d{3}|.)" };
  return {
    string: {
      name: "string.quoted.double.dns-zone",
      begin: '"',
      beginCaptures: scopes({ 0: "punctuation.definition.string.begin.dns-zone" }),
      end: `(")|(?<!\\\\)(?=$)|^(?=${STARTS})`,
      endCaptures: scopes({ 1: "punctuation.definition.string.end.dns-zone" }),
      patterns: [escaped],
    },
    "bare-string": { name: "string.unquoted.dns-zone", match: `${WORD}+` },
    open: { name: "punctuation.section.parens.begin.dns-zone", match: "\\(" },
    close: { name: "punctuation.section.parens.end.dns-zone", match: "\\)" },
  };
}

/** The records, each in the way it is written. */
function records(): Record<string, Rule> {
  const quoted = (flavour: Flavour, end: string): Rule => ({
    name: "string.quoted.double.dns-zone",
    contentName: "meta.embedded.inline.spf",
    begin: `"(?=${versionAhead(flavour)})`,
    beginCaptures: scopes({ 0: "punctuation.definition.string.begin.dns-zone" }),
    end,
    endCaptures: scopes({ 1: "punctuation.definition.string.end.dns-zone" }),
    patterns: includes(`${flavour.id}-version`, `${flavour.id}-terms`),
  });
  const many = quoted(manyLines, `(${manyLines.end.replace('"', '")')}|(?=$)|^`);
  // A string whose other quote stands in a later line is read as one, like the host reads it.
  const one = quoted(oneLine, `(${oneLine.end.replace('"', '")')}|^(?=${STARTS}|[ \\t]*(?:[;)]|$))`);
  return {
    ...spfRules(oneLine),
    ...spfRules(manyLines),
    ...spfRules(bare),
    "record-line": { patterns: [{ ...many, begin: `${many.begin}${PARENS_FOLLOW}` }, one] },
    "record-lines": many,
    "record-bare": {
      name: "string.unquoted.dns-zone",
      contentName: "meta.embedded.inline.spf",
      begin: `(?<![^\\s(])(?=${versionAhead(bare)})`,
      end: `(?=${bare.end})|(?=$)`,
      patterns: includes("bare-version", "bare-terms"),
    },
  };
}

function parens(...names: readonly string[]): Rule {
  return {
    begin: "\\(",
    beginCaptures: scopes({ 0: "punctuation.section.parens.begin.dns-zone" }),
    end: PARENS_END,
    endCaptures: scopes({ 1: "punctuation.section.parens.end.dns-zone" }),
    patterns: includes(...names),
  };
}
