/**
 * Pages of examples, one a format: what a host finds in a text, in one line for each record. `UPDATE=1` rewrites them.
 *
 * A fenced block with `file=PATH` in its info is a document, and the block `found` behind it what is found there.
 */

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Found, Placed, Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import { plain, readPage, shown } from "../pages/page.ts";
import { checkEdits } from "./edits.ts";
import { LoadedWorld, read } from "./reading.ts";

const folder = fileURLToPath(new URL("./pages/", import.meta.url));

describe("host pages", () => {
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".md"))) {
    describe(name.replace(/\.md$/, ""), () => checkPage(`${folder}${name}`));
  }
});

function checkPage(path: string): void {
  const markdown = readFileSync(path, "utf8");
  const lines = markdown.split("\n");
  const { blocks } = readPage(markdown, []);
  const rewritten: { line: number; length: number; text: string[] }[] = [];
  let also: Document[] = [];
  blocks.forEach((block, i) => {
    const file = /\bfile=(\S+)/.exec(block.info)?.[1];
    if (file === undefined) return;
    const text = plain(block.lines.join("\n")) + (/\bcut\b/.test(block.info) ? "" : "\n");
    const document = Document.of(`file:///project/${file}`, text, "");
    if (/\balso\b/.test(block.info)) {
      also.push(document);
      return;
    }
    const world = new LoadedWorld(also, variablesOf(block.info));
    also = [];
    it(`line ${block.line + 1}: ${file}`, async () => {
      const expected = blocks[i + 1];
      if (!expected?.info.endsWith("found")) throw new Error("no block `found` behind it");
      const reading = await read(document, world);
      const told = reading ? tell(reading) : ["nobody reads it"];
      if (process.env.UPDATE === "1")
        rewritten.push({ line: expected.line, length: expected.lines.length, text: told });
      else assert.deepEqual(told, expected.lines);
    });
    it(`line ${block.line + 1}: edits give what was wanted`, async () => {
      await checkEdits(document, world, 100);
    });
  });
  after(() => {
    for (const { line, length, text } of rewritten.sort((a, b) => b.line - a.line)) {
      lines.splice(line + 1, length, ...text);
    }
    if (rewritten.length > 0) writeFileSync(path, lines.join("\n"));
  });
}

/** `variables={"var.x":"y"}` in the info, without blanks. */
function variablesOf(info: string): Record<string, string> {
  const given = /\bvariables=(\{\S*\})/.exec(info)?.[1];
  return given ? JSON.parse(given) : {};
}

function tell(reading: Reading): string[] {
  const whole = (reading.wholeZones ?? []).map((zone) => `, all of ${zone}`).join("");
  const out = [`${reading.format}${reading.zone === null ? "" : ` of ${reading.zone}`}${whole}`];
  for (const placed of reading.placed) {
    const uri =
      placed.uri === reading.document.uri ? "" : ` in ${placed.uri.replace("file:///project/", "")}`;
    const document = placed.uri === reading.document.uri ? reading.document : null;
    for (const found of placed.part.found)
      out.push(...tellFound(found, placed, document).map((line) => line + uri));
    for (const { name, type, data } of placed.part.others()) out.push(`  ${name} ${type} ${data}`);
    for (const fault of placed.part.faults) {
      out.push(`  fault ${fault.kind} ${fault.detail} ${place(fault.span, placed, document)}`);
    }
  }
  return out;
}

function tellFound(found: Found, placed: Placed, document: Document | null): string[] {
  const { decoded } = found;
  const whole = { start: 0, end: decoded.text.length };
  const notes = [
    found.format,
    found.strings === "tool" ? "cut by the tool" : "",
    found.certain ? "" : "perhaps",
    found.removal ? `goes with ${place(found.removal, placed, document)}` : "",
  ].filter(Boolean);
  return [
    `  ${found.owners?.join(", ") ?? "?"} ${found.ttl ?? "-"} ${found.type} set ${shown(found.set)} (${notes.join(", ")})`,
    `    ${shown(withMarks(decoded)).replaceAll("\n", "{U+000A}")}`,
    `    ${decoded
      .toSource(whole)
      .map((piece) => place(piece, placed, document))
      .join(" ")}`,
  ];
}

/** The text with `⟨⟩` for what is not known and `|` between character-strings. */
function withMarks({ text, holes, boundaries }: Found["decoded"]): string {
  let out = "";
  for (let at = 0; at <= text.length; at++) {
    if (boundaries.some((boundary) => boundary.at === at)) out += "|";
    if (at < text.length) out += holes.some(({ start }) => start === at) ? "⟨⟩" : text[at];
  }
  return out;
}

/** Lines and columns count from one, as editors show them. */
function place(
  { start, end }: { start: number; end: number },
  { at }: Placed,
  document: Document | null,
): string {
  if (!document) return `${start}-${end}`;
  const from = document.lineColumn(at + start);
  const to = document.lineColumn(at + end);
  const last = from.line === to.line ? `${to.column + 1}` : `${to.line + 1}:${to.column + 1}`;
  return `${from.line + 1}:${from.column + 1}-${last}`;
}
