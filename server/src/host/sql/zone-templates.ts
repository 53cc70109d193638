/** Templates of zones that ISPConfig keeps in a table: `TXT|{DOMAIN}.|v=spf1 mx a ~all|0|3600`, a line for each record. */

import type { Decoded } from "../../text/decoded.ts";
import { type Cell, digest } from "../columns.ts";
import { describe } from "../describe.ts";
import { domainOf } from "../file-names.ts";
import type { Section, Seen } from "../format.ts";
import { filledIn } from "../placeholders.ts";

const RECORDS = "[DNS_RECORDS]";
const VALUE = /\{[A-Z][A-Z0-9_]*\}/g;
/** Type, name, text, preference, TTL. */
const LINE = /^((?:TXT|SPF)\|([^|\r\n]*)\|)([^|\r\n]*)\|\d*\|(\d{0,10})[ \t]*$/gm;

/** The records of a template that a cell holds. */
export function* seeZoneTemplate(section: Section, { text: cell, span }: Cell): Iterable<Seen> {
  const from = cell?.text.indexOf(RECORDS) ?? -1;
  if (!cell || from < 0) return;
  const template = `${digest(section.text)}-${span.start}`;
  for (const { index, 0: line, 1: before = "", 2: name = "", 3: text = "", 4: ttl } of cell.text.matchAll(
    LINE,
  )) {
    if (index < from) continue;
    const at = index + before.length;
    const value = filledIn({ kind: "text", text: cell.slice(at, at + text.length), span }, VALUE, () => ({
      reference: null,
    }));
    const owner = domainOf(name);
    const found = describe({
      value: { ...value, span: placeOf(cell, at, text.length) },
      owners: owner === null ? null : [owner],
      type: line.startsWith("TXT") ? "TXT" : "SPF",
      ttl: ttl ? Number(ttl) : null,
      // Whatever zone it will be, it is one for each template.
      set: owner ?? `#${template}#${name}`,
      strings: "tool",
      span: placeOf(cell, index, line.length),
      typeSpan: placeOf(cell, index, 3),
    });
    yield { section, found };
  }
}

function placeOf(cell: Decoded, start: number, length: number): Cell["span"] {
  return cell.sourceRange({ start, end: start + length });
}
