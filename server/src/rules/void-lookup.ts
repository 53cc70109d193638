/** `void-lookup`: an a or mx whose lookup finds nothing, for no client. */

import type { Lack } from "../spf/host-lookup.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { failedLookups } from "./host-lookups.ts";
import { misnamed } from "./misnamed.ts";
import { isAtHand } from "./names.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

const matches =
  "so {term} matches nobody, and it is one of the two lookups without an answer that a check may have.";
const act = "Correct the name, or remove the term.";

export const voidLookup = rule({
  name: "void-lookup",
  severity: "warning",
  profile: "recommended",
  needs: "expansion",
  about: ["a", "mx"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 5.3", "RFC 7208, 5.4"],
  messages: messagesOf("void-lookup", {
    nameZone: `There is no {name} in its zone file, ${matches} ${act}`,
    nameDns: `There is no {name} in DNS, ${matches} ${act}`,
    addressesZone: `{name} has no address in its zone file, ${matches} ${act}`,
    addressesDns: `{name} has no address in DNS, ${matches} ${act}`,
    mxZone: `{name} has no MX record in its zone file, and its addresses don't stand in for one, ${matches} ${act}`,
    mxDns: `{name} has no MX record in DNS, and its addresses don't stand in for one, ${matches} ${act}`,
    hostZone:
      "{name} is an MX host and has no address in its zone file: the lookup of {term} is then one of the two without an answer that a check may have. Publish an address, or remove the MX record.",
    hostDns:
      "{name} is an MX host and has no address in DNS: the lookup of {term} is then one of the two without an answer that a check may have. Publish an address, or remove the MX record.",
    remove: "Remove {term} (it matches nobody)",
  }),
  yieldsTo: [...misnamed, "too-many-voids", "duplicate-term"],
  silences: ["mx-use"],
  *check({ subject, record, expansion, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    for (const { term, lack, name, answer } of failedLookups(expansion, names)) {
      // What becomes of an exists without macros, `open-exists` says.
      if (lack === null || (term.kind === "directive" && term.name === "exists")) continue;
      const args = { term: shownIn(record, term), name: readable(name) };
      const { messages } = voidLookup;
      yield {
        message: messages[`${subjectOf[lack]}${isAtHand(answer) ? "Zone" : "Dns"}`](args),
        at: { subject, span: term.span },
        fixes: () =>
          lack === "host-addresses"
            ? []
            : fixRemovingTerm("choice", messages.remove(args), subject, record, term),
      };
    }
  },
});

const subjectOf = {
  name: "name",
  addresses: "addresses",
  mx: "mx",
  "host-addresses": "host",
} as const satisfies Record<NonNullable<Lack>, string>;
