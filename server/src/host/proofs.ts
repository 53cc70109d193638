/** Edits of records in sections, which are offered only where reading again gives the wanted text and everything else as it was. */

import type { Document } from "../text/document.ts";
import { applyEdits } from "../text/edit.ts";
import type { Found, Part, World } from "./host.ts";
import type { Member } from "./members.ts";
import { onePerText } from "./same-text.ts";
import type { Format, Section, Seen, Source } from "./sections.ts";

/** What the proofs of a document's records look at: its latest reading. A record that is the same keeps its proof. */
export class Proofs {
  members: readonly Member[] = [];
  document: Document | null = null;
  world: World | null = null;
  /** By what the format saw. */
  readonly proven = new WeakMap<Found, Found>();
  /** By section, what was seen there at the last reading, and the part that was made of it. */
  readonly parts = new WeakMap<Section, { readonly seen: readonly Seen[]; readonly part: Part }>();
}

/**
 * A record whose edits are offered only where the format, reading its section again, sees this record with the wanted
 * text and everything else as it was.
 */
export function proven(
  found: Found,
  section: Section,
  format: Format,
  read: readonly Member[],
  proofs: Proofs,
): Found {
  const decoded = found.decoded.provenBy((edits, text) => {
    const { document, world } = proofs;
    const holds = (member: Member) => member.sections.includes(section);
    // Another text may have been tried meanwhile: then what counts is what the record was read with.
    const members = proofs.members.some(holds) ? proofs.members : read;
    const syntax = members.find(holds)?.syntax;
    if (!syntax || !document || !world) return false;
    const changed = applyEdits(section.text, edits);
    const lead = section.lead ?? "";
    const again: Section = { text: changed, lead, tree: syntax.read(changed, lead) };
    const texts = (of: readonly Source[]) => {
      const sections = of.flatMap((each) => each.sections);
      return onePerText(format.see(sections, document, world, of)).flatMap((each) =>
        each.found ? [{ section: each.section, at: each.found.dataSpan.start, ...saidOf(each.found) }] : [],
      );
    };
    // Other sections may use what stands in this one.
    const before = texts(members);
    const after = texts(
      members.map((each) => ({
        ...each,
        sections: each.sections.map((own) => (own === section ? again : own)),
      })),
    );
    const own = before.findIndex((each) => each.section === section && each.at === found.dataSpan.start);
    return (
      own >= 0 &&
      before.length === after.length &&
      before.every((said, i) => {
        const now = after[i];
        return said.about === now?.about && (i === own ? text : said.text) === now.text;
      })
    );
  });
  return { ...found, format: found.format ?? format.format, decoded };
}

function saidOf({ owners, type, ttl, decoded }: Found): { about: string; text: string } {
  return { about: JSON.stringify([owners, type, ttl]), text: decoded.text };
}
