// Holds the grammars to the parser: in every record, however a zone file writes it, what they colour begins and ends
// where the parser's tokens do, and has the scope of its kind.

import assert from "node:assert/strict";
import fc from "fast-check";
import { zone } from "../../server/src/host/zone.ts";
import type { TokenKind } from "../../server/src/spf/ast.ts";
import { parse } from "../../server/src/spf/parse.ts";
import type { Decoded } from "../../server/src/text/decoded.ts";
import { Document } from "../../server/src/text/document.ts";
import { MACRO_SCOPES } from "../../syntaxes/generate/macro.ts";
import { SCOPES } from "../../syntaxes/generate/spf.ts";
import { bareWorld } from "../support/world.ts";
import { layouts, records, VALID, write } from "./records.ts";
import { type Colour, type Coloured, colourer } from "./tokens.ts";

type Kind = TokenKind | "unfinished" | "none";

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: Kind;
}

const EMBEDDED = "meta.embedded.inline.spf";

describe("the borders of what the grammars colour", () => {
  let plain: Colour;
  let zones: Colour;

  before(async () => {
    plain = await colourer("source.spf");
    zones = await colourer("source.dns-zone");
  });

  it("are those of the parser's tokens in a record by itself", () => {
    const compare = (text: string) => {
      const wanted = parse(text).tokens.map(({ kind, span }) => pieceOf(text, span.start, span.end, kind));
      assert.deepEqual(
        plain(text).map((token) => pieceOf(text, token.start, token.end, kindOf(token))),
        wanted,
      );
    };
    for (const text of VALID) compare(text);
    fc.assert(
      fc.property(records, (text) => {
        fc.pre(parse(text).valid);
        compare(text);
      }),
      { numRuns: 120, seed: 7208 },
    );
  });

  it("are those of the parser's tokens in a zone, over strings and lines and through escapes", () => {
    const property = fc.property(fc.oneof(fc.constantFrom(...VALID), records), layouts, (record, layout) => {
      fc.pre(parse(record).valid);
      const text = `$ORIGIN example.com.\n${write(record, layout)}\nnext 60 IN A 192.0.2.1\n`;
      const { decoded, at } = read(text);
      assert.equal(decoded.text, record);
      fc.pre(!leavesOpen(text, decoded, at));
      const wanted = wantedPieces(text, decoded, at);
      const given = coloured(zones(text), text, wanted);
      assert.deepEqual(given, wanted, text);
      const next = zones(text).filter(({ start }) => start > text.indexOf("\nnext"));
      assert.deepEqual(next.map((token) => token.scopes.at(-1)).filter(Boolean), [
        "entity.name.type.owner.dns-zone",
        "constant.numeric.ttl.dns-zone",
        "storage.modifier.class.dns-zone",
        "storage.type.record.dns-zone",
        "constant.numeric.address.dns-zone",
      ]);
    });
    fc.assert(property, { numRuns: 250, seed: 7208 });
  });
});

function read(text: string): { decoded: Decoded; at: number } {
  const reading = zone.find(
    Document.of("file:///db.example.com", text),
    bareWorld(() => null),
  );
  for (const { part, at } of reading.placed) {
    const found = part.found[0];
    if (found) return { decoded: found.decoded, at };
  }
  throw new Error(`no record in ${text}`);
}

/** The tokens as they stand in the zone. The kind of a name that a line end cuts can't be known to a grammar. */
function wantedPieces(text: string, decoded: Decoded, at: number): Piece[] {
  return parse(decoded.text).tokens.flatMap(({ kind, span }) => {
    const pieces = decoded.toSource({ start: span.start, end: span.end });
    const whole = decoded.sourceRange({ start: span.start, end: span.end + 1 });
    const cut = text.slice(at + whole.start, at + whole.end).includes("\n");
    const seen = cut && (kind === "mechanism" || kind === "modifier") ? "none" : kind;
    return pieces
      .filter(({ start, end }) => start < end)
      .map(({ start, end }) => pieceOf(text, at + start, at + end, seen));
  });
}

/**
 * Whether line ends stand where a grammar, which sees one line, can't know enough: behind a slash and digits of a
 * domain-spec, which until then look like a prefix length, and twice in one name.
 */
function leavesOpen(text: string, decoded: Decoded, at: number): boolean {
  return parse(decoded.text).tokens.some(({ kind, span }) => {
    // With the sign behind it, which a line end may cut off.
    const pieces = decoded.toSource({ start: span.start, end: span.end + 1 });
    const written = pieces.map(({ start, end }, index) => {
      const between = text.slice(at + end, at + (pieces[index + 1]?.start ?? end));
      return text.slice(at + start, at + end) + (between.includes("\n") ? "\n" : "");
    });
    if (kind === "domain") return /(?:[/]|\\047)[^.]*\n/.test(written.join(""));
    return (kind === "mechanism" || kind === "modifier") && /\n.*\n/.test(written.join(""));
  });
}

/** What was coloured of the record: what lies in none of the wanted pieces stands between two strings. */
function coloured(tokens: readonly Coloured[], text: string, wanted: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const token of tokens) {
    const touched = wanted.find((piece) => piece.start < token.end && token.start < piece.end);
    if (touched === undefined) continue;
    const kind = touched.kind === "none" && /mechanism|modifier/.test(kindOf(token)) ? "none" : kindOf(token);
    out.push(pieceOf(text, token.start, token.end, kind));
  }
  return out;
}

function pieceOf(text: string, start: number, end: number, kind: Kind): Piece {
  return { start, end, text: text.slice(start, end), kind };
}

function kindOf({ scopes }: Coloured): Kind {
  const scope = scopes.at(-1);
  if (scope === undefined || scope === EMBEDDED) return "space";
  if (scope.startsWith("keyword.control.qualifier")) return "qualifier";
  if (scope === MACRO_SCOPES.letter) return "macro-letter";
  if (scope === MACRO_SCOPES.transformer) return "macro-transformer";
  if (Object.values(MACRO_SCOPES).some((each) => each === scope)) return "macro";
  const kind = Object.entries(SCOPES).find(([, each]) => each === scope)?.[0];
  return (kind as Kind | undefined) ?? "none";
}
