/** `open-exists`: an exists that asks for the same name whoever sends. */

import type { Directive, Term } from "../spf/ast.ts";
import { nameAsked } from "../spf/voids.ts";
import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { misnamed } from "./misnamed.ts";
import type { Names } from "./names.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, onlyOwner, shownIn } from "./terms.ts";

export const openExists = rule({
  name: "open-exists",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["exists"],
  sources: ["RFC 7208, 5.7"],
  messages: messagesOf("open-exists", {
    everyone:
      "{name} has an address, so {term} matches whoever sends, and every host on the internet passes as this domain. To match the hosts with that address, write a.",
    always:
      "{name} has an address, so {term} matches whoever sends, and what stands behind it never counts. To match the hosts with that address, write a.",
    never:
      "{name} has no address, so {term} matches nobody, and it would match everybody if it had one. To match hosts by their address, write a.",
    either:
      "{term} asks for the same name whoever sends, so it matches everybody if that name has an address, and nobody if it has none. To match hosts by their address, write a.",
    address: "Write {a} (only hosts with the addresses of that name match)",
  }),
  yieldsTo: misnamed,
  *check({ subject, record, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    const { messages } = openExists;
    for (const term of evaluatedTerms(record).filter(isConstantExists)) {
      const { case: which, name } = caseOf(term, onlyOwner(subject), names);
      const shown = shownIn(record, term);
      const a = shown.replace(/exists/i, "a");
      yield {
        message: messages[which]({ term: shown, name: readable(name) }),
        at: { subject, span: term.span },
        severity: which === "everyone" ? "error" : "warning",
        fixes: () =>
          fixText("repair", messages.address({ a }), subject, [{ span: term.nameSpan, text: "a" }]),
      };
    }
  },
});

/** Whether no macro in it tells one sender from another. */
function isConstantExists(term: Term): term is Directive {
  if (term.kind !== "directive" || term.name !== "exists" || !term.domain) return false;
  return term.domain.parts.every(
    (part) => part.kind !== "hole" && (part.kind !== "expand" || /[dv]/.test(part.letter)),
  );
}

function caseOf(
  term: Directive,
  owner: string | null,
  names: Names,
): { readonly case: "everyone" | "always" | "never" | "either"; readonly name: string } {
  const name = nameAsked(term, owner ?? "");
  const kind = name === null ? "unknown" : names.answer({ name, type: "A" }).kind;
  if (kind === "ok") return { case: term.qualifier === "+" ? "everyone" : "always", name: name ?? "" };
  return { case: kind === "nodata" || kind === "nxdomain" ? "never" : "either", name: name ?? "" };
}
