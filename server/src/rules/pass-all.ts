/** `pass-all`: a record that lets every host send. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import type { Network } from "../spf/ip.ts";
import { covers, everything, setOf } from "../spf/ip-set.ts";
import { messagesOf } from "../text/message.ts";
import { coveringTerms, isWide, literalNetworks } from "./everyone.ts";
import { networksInFile } from "./file-addresses.ts";
import { fixText } from "./fix.ts";
import { isIncludeOnly } from "./include-only.ts";
import type { Names } from "./names.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { evaluatedTerms, onlyOwner, shownIn } from "./terms.ts";

export const passAll = rule({
  name: "pass-all",
  severity: "error",
  profile: "recommended",
  needs: "zone",
  about: ["passing-all", "wide"],
  sources: ["RFC 7208, 5.1", "RFC 7208, 4.6.2", "RFC 7208, A.4"],
  messages: messagesOf("pass-all", {
    all: "{term} lets every host on the internet send as this domain and pass: the record protects nothing, and those who forge mail look for such domains. Use ~all or -all.",
    networks:
      "With {term} the networks of this record hold every public {family} address, so every host passes as this domain. List only the networks that send.",
    network: "This network, too.",
    softfail: "Change {term} to ~all (hosts that are not listed softfail)",
    fail: "Change {term} to -all (hosts that are not listed fail)",
  }),
  *check({ subject, record, names }, { zone }): Iterable<Report> {
    const directives = evaluatedTerms(record).filter((term) => term.kind === "directive");
    const all = directives.find(({ name }) => name === "all");
    const wide = isWide(directives);
    if (all?.qualifier !== "+" && !wide) return;
    yield* passingNetworks(subject, record, directives, names);
    const before = directives.filter(({ name }) => name !== "all").flatMap((term) => literalNetworks(term));
    if (all?.qualifier !== "+" || covers(setOf(before), everything)) return;
    if (isRequirement(directives, isIncludeOnly(subject, names, zone))) return;
    const term = shownIn(record, all);
    yield {
      message: passAll.messages.all({ term }),
      at: { subject, span: all.span },
      fixes: () => [...toQualifier(subject, all, term, "~"), ...toQualifier(subject, all, term, "-")],
    };
  },
});

/**
 * RFC 7208, A.4: `-include` leaves those who meet what the included record asks for, and such a record takes out those who
 * do before its own `+all`.
 */
function isRequirement(directives: readonly Directive[], isIncluded: boolean): boolean {
  return directives.some(({ name, qualifier }) => qualifier === "-" && (isIncluded || name === "include"));
}

function toQualifier(subject: Subject, all: Directive, term: string, qualifier: "~" | "-"): Fix[] {
  const { softfail, fail } = passAll.messages;
  const span = all.qualifierSpan ?? { start: all.span.start, end: all.span.start };
  const title = (qualifier === "~" ? softfail : fail)({ term });
  return fixText("choice", title, subject, [{ span, text: qualifier }]);
}

/** The term with which the networks come to let every host of a family pass, one after the other. */
function* passingNetworks(
  subject: Subject,
  record: SpfRecord,
  directives: readonly Directive[],
  names: Names,
): Iterable<Report> {
  const owner = onlyOwner(subject);
  for (const family of [4, 6] as const) {
    const covering = coveringTerms(directives, family, (term) => networksOf(term, owner, names));
    const last = covering.at(-1);
    // A network of length zero is left to `zero-prefix`.
    if (!last || networksOf(last, owner, names).some((each) => each.family === family && each.bits === 0))
      continue;
    yield {
      message: passAll.messages.networks({ term: shownIn(record, last), family: `IPv${family}` }),
      at: { subject, span: last.span },
      related: covering
        .slice(0, -1)
        .map((term) => ({ subject, span: term.span, message: passAll.messages.network() })),
    };
  }
}

function networksOf(term: Directive, owner: string | null, names: Names): readonly Network[] {
  if (term.name === "a" || term.name === "mx") return networksInFile(term, owner, names).networks;
  return literalNetworks(term);
}
