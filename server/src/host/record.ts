/** A text that is one record and nothing else: what `--record` gives, or a line on standard input. */

import { DecodedBuilder } from "../text/decoded-builder.ts";
import type { Document } from "../text/document.ts";
import { fileKinds } from "./file-kinds.ts";
import type { Found, Host, Part, Reading } from "./host.ts";

/** Only who says that it is one has a bare record: no name of a file and no content tells. */
const { languages } = fileKinds.record;

/** Every character stands for itself. */
const asIs = (text: string) => text;

export const record: Host = {
  format: "record",
  languages,
  accepts: ({ languageId }) => languageId === languages[0],
  find: (document): Reading => ({
    format: "record",
    document,
    placed: [{ part: partOf(document), at: 0, uri: document.uri }],
    wants: [],
    zone: null,
  }),
  comment: () => null,
};

function partOf(document: Document): Part {
  const source = document.text();
  // The line end belongs to the way it came in, not to the record.
  const end = source.length - (/(?:\r\n|\n|\r)$/.exec(source)?.[0].length ?? 0);
  const builder = new DecodedBuilder(source, asIs);
  builder.verbatim(0, end);
  const found: Found = {
    owners: null,
    type: "TXT",
    ttl: null,
    decoded: builder.build(),
    set: "",
    certain: true,
    strings: "tool",
    span: { start: 0, end },
    typeSpan: null,
    dataSpan: { start: 0, end },
  };
  return { length: source.length, found: [found], others: () => [], soa: null, comments: [], faults: [] };
}
