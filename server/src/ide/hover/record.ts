/** What is shown about a whole record: whose it is, what it does with mail, and how near it is to the limits. */

import type { Subject } from "../../rules/subject.ts";
import type { Directive, Qualifier, SpfRecord } from "../../spf/ast.ts";
import type { Message } from "../../text/message.ts";
import type { Analysis } from "../analysis.ts";
import { withHoleNames } from "../hole-names.ts";
import { duration } from "../serial.ts";
import { type Block, item, text } from "./block.ts";
import { hoverMessages as say } from "./messages.ts";

/** More terms than this are not listed. */
const MAX_LISTED = 12;

export function aboutRecord(subject: Subject, analysis: Analysis): Block[] {
  const { record } = subject;
  const head = text(whose(subject));
  if (!record) return [head, text(say.discarded())];
  const blocks = [head];
  const { protocol, scopes } = record.version;
  if (protocol === "spf2.0") {
    blocks.push(text(say.senderId({ scopes: scopes.map(({ name }) => name).join(", ") })));
  }
  const errors = record.faults.filter((fault) => fault.error).length;
  if (errors > 0) blocks.push(text(say.permerror({ count: errors })));
  else blocks.push(text(...whatItDoes(record)));
  if (record.holes) blocks.push(text(say.holes({ text: withHoleNames(subject, analysis) })));
  return [...blocks, ...limits(subject, record, analysis).map((each) => item(each))];
}

function whose({ found }: Subject): Message {
  const { type, ttl } = found;
  if (!found.owners) return say.recordOfUnknown({ type });
  const owner = found.owners.join(", ");
  return ttl === null ? say.recordOf({ type, owner }) : say.recordOfTtl({ type, owner, ttl: duration(ttl) });
}

/** A sentence for each thing that happens to mail, with what happens to the rest at the end. */
function whatItDoes(record: SpfRecord): Message[] {
  const directives = record.terms.filter((term): term is Directive => term.kind === "directive");
  const end = directives.findIndex(({ name }) => name === "all");
  const before = end < 0 ? directives : directives.slice(0, end);
  const rest = directives[end];
  if (rest?.qualifier === "-" && before.length === 0) return [say.nobody()];
  const out: Message[] = [];
  for (const qualifier of ["+", "-", "~", "?"] as const) {
    const terms = before.filter((term) => term.qualifier === qualifier).map((term) => shown(term, record));
    if (terms.length > 0) out.push(matching[qualifier]({ terms: listed(terms) }));
  }
  if (out.length === 0 && rest?.qualifier === "+") return [say.anybody()];
  out.push(rest ? remaining[rest.qualifier]() : withoutAll(record));
  return out;
}

/** RFC 7208, 4.7: where nothing matches the redirect decides, else the result is neutral. */
function withoutAll(record: SpfRecord): Message {
  for (const term of record.terms) {
    if (term.kind === "modifier" && term.known === "redirect")
      return say.restRedirect({ domain: term.value.text });
  }
  return say.restUnsaid();
}

const matching = { "+": say.passes, "-": say.fails, "~": say.softfails, "?": say.neutral } as const;

const remaining: Readonly<Record<Qualifier, () => Message>> = {
  "+": say.restPasses,
  "-": say.restFails,
  "~": say.restSoftfails,
  "?": say.restNeutral,
};

/** The term as written, without a qualifier that the sentence tells already. */
function shown(term: Directive, record: SpfRecord): string {
  return record.text.slice(term.nameSpan.start, term.span.end);
}

function listed(terms: readonly string[]): string {
  const more = terms.length - MAX_LISTED;
  return more > 0 ? `${terms.slice(0, MAX_LISTED).join(" ")} … (+${more})` : terms.join(" ");
}

function limits(subject: Subject, record: SpfRecord, analysis: Analysis): Message[] {
  const out: Message[] = [];
  const expansion = analysis.linted.expansion(subject);
  if (expansion) {
    const { lookups, exact } = expansion;
    out.push(exact ? say.lookups({ count: lookups }) : say.lookupsAtLeast({ count: lookups }));
  }
  if (record.holes) return out;
  const { decoded } = subject.found;
  const strings = decoded.boundaries.length + 1;
  const octets = decoded.octets();
  out.push(strings === 1 ? say.length({ octets }) : say.lengthOfStrings({ octets, strings }));
  return out;
}
