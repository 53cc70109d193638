/** `target-permerror`: an include or redirect whose record gives permerror, by itself or by what it leads to. */

import type { Expansion } from "../spf/expand.ts";
import { type Message, type MessageArguments, messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import { misnamed } from "./misnamed.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf, shownIn } from "./terms.ts";
import { firstReached, isInFile, pathTo } from "./tree.ts";

const ends = "so a check that comes there ends in permerror";
const act = "Tell whoever runs the record, or remove the term.";

export const targetPermerror = rule({
  name: "target-permerror",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect"],
  reaches: ["none", "nxdomain", "multiple", "invalid"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 6.1", "RFC 7208, 4.5"],
  messages: messagesOf("target-permerror", {
    several: `{end} has more than one SPF record, ${ends}. ${act}`,
    invalid: `The record of {end} is invalid ({found} breaks it), ${ends}. ${act}`,
    severalBelow: `{term} leads to {path}, which has more than one SPF record, ${ends}. ${act}`,
    invalidBelow: `{term} leads to {path}, whose record is invalid ({found} breaks it), ${ends}. ${act}`,
    noneBelow: `{term} leads to {path}, which has no SPF record, ${ends}. ${act}`,
    nxdomainBelow: `{term} leads to {path}, which does not exist, ${ends}. ${act}`,
  }),
  yieldsTo: misnamed,
  *check({ subject, record, expansion, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    // A record of this file has findings of its own that say what is wrong with it.
    const broken = firstReached(expansion, names, ({ term: { target }, path }) => {
      return target !== null && isBroken(target, path) && !isInFile(target.domain, names);
    });
    for (const reached of broken) {
      const end = reached.term.target as Expansion;
      const { term } = reached.root;
      const domain = domainOf(term);
      if (!domain || !term.valid) continue;
      const args = { term: shownIn(record, term), end: readable(end.domain), path: pathTo(reached) };
      yield {
        message: messageOf(end, reached.path.length > 0, args),
        at: { subject, span: domain.span },
        fixes: () => withoutTarget("choice", subject, record, term),
      };
    }
  },
});

/** What a target without a record is for the record itself other rules say. */
function isBroken({ missing, record }: Expansion, path: readonly Expansion[]): boolean {
  if (missing === "none" || missing === "nxdomain") return path.length > 0;
  return missing === "multiple" || record?.valid === false;
}

function messageOf({ missing, record }: Expansion, below: boolean, args: MessageArguments): Message {
  const { messages } = targetPermerror;
  switch (missing) {
    case "none":
      return messages.noneBelow(args);
    case "nxdomain":
      return messages.nxdomainBelow(args);
    case "multiple":
      return (below ? messages.severalBelow : messages.several)(args);
    default: {
      const fault = record?.faults.find(({ error }) => error);
      const at = (fault && record?.terms[fault.term ?? -1]) ?? fault?.span;
      const found = record && at ? shownIn(record, at) : "";
      return (below ? messages.invalidBelow : messages.invalid)({ ...args, found });
    }
  }
}
