/** `nested-pass-all`: a term that leads to a record which lets every host send. */

import type { Directive } from "../spf/ast.ts";
import type { Expansion } from "../spf/expand.ts";
import { messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import { coveringTerms, isWide, literalNetworks } from "./everyone.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";
import { aimedTerms, isInFile, shownPath } from "./tree.ts";

const act = "Remove the term, or tell whoever runs the record.";

export const nestedPassAll = rule({
  name: "nested-pass-all",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect"],
  reaches: ["passing-all", "wide"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 5.1", "RFC 7208, 6.1"],
  messages: messagesOf("nested-pass-all", {
    all: `{term} leads to the record of {path}, which lets every host on the internet pass, so every host passes as this domain, too. ${act}`,
    networks: `{term} leads to the record of {path}, whose networks hold every public {family} address, so every such host passes as this domain, too. ${act}`,
  }),
  *check({ subject, record, expansion, names }): Iterable<Report> {
    const known: Known = new Map();
    for (const { term, target, span } of aimedTerms(subject, expansion)) {
      if (term.kind === "directive" && term.qualifier !== "+") continue;
      const open = opening(target, known);
      // A record of this file has findings of its own that say so.
      if (!open || open.path.some(({ domain }) => isInFile(domain, names))) continue;
      const { all, networks } = nestedPassAll.messages;
      const args = {
        term: shownIn(record, term),
        path: shownPath(open.path.map(({ domain }) => domain)),
      };
      yield {
        message: open.family === null ? all(args) : networks({ ...args, family: `IPv${open.family}` }),
        at: { subject, span },
        fixes: () => withoutTarget("choice", subject, record, term),
      };
    }
  },
});

interface Opening {
  /** The records on the way, the last of which lets everyone pass. */
  readonly path: readonly Expansion[];
  /** Null for all hosts. */
  readonly family: 4 | 6 | null;
}

/** Records that were looked at: the same one can be reached in more ways than anybody could walk. */
type Known = Map<Expansion, Opening | null>;

/** How a record lets every host pass, if it does (RFC 7208, 4.6.2: the first term that matches decides). */
function opening(at: Expansion, known: Known): Opening | null {
  if (!at.record?.valid || at.record.holes) return null;
  let open = known.get(at);
  if (open === undefined) {
    open = openEnd(at, known) ?? openNetworks(at);
    known.set(at, open);
  }
  return open;
}

function openEnd(at: Expansion, known: Known): Opening | null {
  for (const { term, target } of at.terms) {
    const passes = term.kind !== "directive" || term.qualifier === "+";
    if (term.kind === "directive" && term.name === "all") return passes ? { path: [at], family: null } : null;
    const below = target && opening(target, known);
    if (!below) continue;
    if (passes) return { ...below, path: [at, ...below.path] };
    // All hosts end here with another result.
    if (below.family === null) return null;
  }
  return null;
}

function openNetworks(at: Expansion): Opening | null {
  const directives = at.terms
    .map(({ term }) => term)
    .filter((term): term is Directive => term.kind === "directive");
  if (!isWide(directives)) return null;
  const family = ([4, 6] as const).find(
    (each) => coveringTerms(directives, each, literalNetworks).length > 0,
  );
  return family ? { path: [at], family } : null;
}
