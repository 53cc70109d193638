/** `pass-all`: a record that lets every host send. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import { type Network, networkOf } from "../spf/ip.ts";
import { type AddressSet, covers, emptySet, everything, setOf, subtract, union } from "../spf/ip-set.ts";
import { messagesOf } from "../text/message.ts";
import { publicIp4, publicIp6 } from "./everyone.ts";
import { networksInFile } from "./file-addresses.ts";
import { fixText } from "./fix.ts";
import type { Names } from "./names.ts";
import { type Fix, type Related, type Report, rule, type Subject } from "./rule.ts";
import { evaluatedTerms, onlyOwner, shownIn } from "./terms.ts";

export const passAll = rule({
  name: "pass-all",
  severity: "error",
  profile: "recommended",
  needs: "zone",
  sources: ["RFC 7208, 5.1", "RFC 7208, 4.6.2"],
  messages: messagesOf("pass-all", {
    all: "{term} lets every host on the internet send as this domain and pass: the record protects nothing, and those who forge mail look for such domains. Use ~all or -all.",
    networks:
      "With {term} the networks of this record hold every public {family} address, so every host passes as this domain. List only the networks that send.",
    network: "This network, too.",
    softfail: "Change {term} to ~all (hosts that are not listed softfail)",
    fail: "Change {term} to -all (hosts that are not listed fail)",
  }),
  *check({ subject, record, names }): Iterable<Report> {
    const directives = evaluatedTerms(record).filter((term) => term.kind === "directive");
    const all = directives.find(({ name }) => name === "all");
    const wide = isWide(directives);
    if (all?.qualifier !== "+" && !wide) return;
    yield* passingNetworks(subject, record, directives, names);
    const before = directives.filter(({ name }) => name !== "all").flatMap((term) => literalNetworks(term));
    if (all?.qualifier !== "+" || covers(setOf(before), everything)) return;
    const term = shownIn(record, all);
    yield {
      message: passAll.messages.all({ term }),
      at: { subject, span: all.span },
      fixes: [...toQualifier(subject, all, term, "~"), ...toQualifier(subject, all, term, "-")],
    };
  },
});

function toQualifier(subject: Subject, all: Directive, term: string, qualifier: "~" | "-"): Fix[] {
  const { softfail, fail } = passAll.messages;
  const span = all.qualifierSpan ?? { start: all.span.start, end: all.span.start };
  const title = (qualifier === "~" ? softfail : fail)({ term });
  return fixText("choice", title, subject, [{ span, text: qualifier }]);
}

/**
 * The term with which the networks that pass come to hold every public address of a family. What an earlier network
 * decides otherwise is taken out. A family with a network of length zero is left to `zero-prefix`.
 */
function* passingNetworks(
  subject: Subject,
  record: SpfRecord,
  directives: readonly Directive[],
  names: Names,
): Iterable<Report> {
  const owner = onlyOwner(subject);
  for (const family of [4, 6] as const) {
    const target = family === 4 ? publicIp4() : publicIp6();
    let passing: AddressSet = emptySet;
    let decided: AddressSet = emptySet;
    const related: Related[] = [];
    for (const term of directives) {
      const networks = networksOf(term, owner, names).filter((network) => network.family === family);
      if (networks.length === 0) continue;
      const passes = term.qualifier === "+";
      if (passes && networks.some(({ bits }) => bits === 0)) break;
      const set = setOf(networks);
      if (passes) passing = union(passing, subtract(set, decided));
      decided = union(decided, set);
      if (passes && covers(passing, target)) {
        const message = passAll.messages.networks({ term: shownIn(record, term), family: `IPv${family}` });
        yield { message, at: { subject, span: term.span }, related };
        break;
      }
      if (passes) related.push({ subject, span: term.span, message: passAll.messages.network() });
    }
  }
}

/** Whether the prefix lengths could make up a whole family: a quick look, since hardly any record's do. */
function isWide(directives: readonly Directive[]): boolean {
  let share4 = 0;
  let share6 = 0;
  for (const { name, qualifier, network, prefix4, prefix6 } of directives) {
    if (qualifier !== "+" || !(network || name === "a" || name === "mx")) continue;
    // A mechanism with hosts stands for ten of them at the most.
    const hosts = network ? 1 : 10;
    if (network?.family !== 6) share4 += hosts * 2 ** -(prefix4?.bits ?? 32);
    if (network?.family !== 4) share6 += hosts * 2 ** -(prefix6?.bits ?? 128);
  }
  return share4 > 0.8 || share6 >= 0.125;
}

function networksOf(term: Directive, owner: string | null, names: Names): readonly Network[] {
  if (term.name === "a" || term.name === "mx") return networksInFile(term, owner, names).networks;
  return literalNetworks(term);
}

function literalNetworks({ network, prefix4, prefix6 }: Directive): Network[] {
  if (!network) return [];
  const bits = network.family === 4 ? (prefix4?.bits ?? 32) : (prefix6?.bits ?? 128);
  return [networkOf(network.address, bits)];
}
