/** `reserved-ip`: an address that nobody sends from across the internet. */

import type { Directive } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { isAboutExamples, isPrivate } from "./example-names.ts";
import { fixRemovingTerm } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { type SpecialNetwork, specialUse } from "./special-addresses.ts";
import { type Telling, TermReport } from "./term-report.ts";
import { evaluatedTerms, shownIn } from "./terms.ts";

const nobody = "so no receiver on the internet ever sees mail from there";
const act = "Write the public address that the mail leaves from, or remove the term.";

export const reservedIp = rule({
  name: "reserved-ip",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["special-net"],
  sources: ["RFC 6890, 2.2", "RFC 1918, 3", "RFC 4193, 1", "RFC 5737, 3", "RFC 3849, 2"],
  messages: messagesOf("reserved-ip", {
    private: `{term} is in {network}, which is for private networks, ${nobody}. ${act}`,
    shared: `{term} is in {network}, which providers use between them and their customers (RFC 6598), ${nobody}. ${act}`,
    loopback: `{term} is in {network}, by which hosts mean themselves, ${nobody}. ${act}`,
    linkLocal: `{term} is in {network}, whose addresses hold on one link only, ${nobody}. ${act}`,
    documentation: `{term} is in {network}, which is for examples in manuals, ${nobody}. ${act}`,
    benchmarking: `{term} is in {network}, which is for measurements, ${nobody}. ${act}`,
    multicast: `{term} is in {network}, whose addresses are for groups and never send, ${nobody}. ${act}`,
    none: `{term} is in {network}, which stands for no address in particular, ${nobody}. ${act}`,
    reserved: `{term} is in {network}, which no host has an address in (RFC 6890), ${nobody}. ${act}`,
    remove: "Remove {term} (nothing on the internet comes from there)",
  }),
  yieldsTo: ["duplicate-term", "zero-prefix"],
  *check({ subject, record }, context): Iterable<Report> {
    let isOpen: boolean | undefined;
    let isExample: boolean | undefined;
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || !term.network || term.holes || term.qualifier !== "+") continue;
      const { address, family } = term.network;
      const bits = (family === 4 ? term.prefix4?.bits : term.prefix6?.bits) ?? address.length * 8;
      const special = specialUse(address, bits);
      if (!special) continue;
      // Examples are about examples, and private networks have receivers of their own.
      if (special.use === "documentation" && (isExample ??= isAboutExamples(subject, context))) continue;
      isOpen ??= !isPrivate(subject, context);
      if (!isOpen) return;
      yield new TermReport(telling, subject, record, term.span, { term, special });
    }
  },
});

interface Reserved {
  readonly term: Directive;
  readonly special: SpecialNetwork;
}

const telling: Telling<Reserved> = {
  message: ({ record, about: { term, special } }) =>
    reservedIp.messages[special.use]({ term: shownIn(record, term), network: special.text }),
  fixes({ subject, record, about: { term } }) {
    const title = reservedIp.messages.remove({ term: shownIn(record, term) });
    return fixRemovingTerm("choice", title, subject, record, term);
  },
};
