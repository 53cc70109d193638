/** Records of other types than TXT that calls of DNSControl make. */

import { nameIn } from "../describe.ts";
import type { Evaluator } from "../evaluate.ts";
import type { Section } from "../format.ts";
import type { Other } from "../host.ts";
import { type CallValue, knownText, plainText, valueUnder } from "../syntax/value.ts";

/** Types that somebody asks for. */
const ASKED: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);
/** Nobody asks for these, but their names exist, and some make answers of their own. */
const NAMING =
  /^(?:ALIAS|ANAME|CAA|DHCID|DNAME|DNSKEY|DS|HTTPS|LOC|NAPTR|OPENPGPKEY|RP|SMIMEA|SRV|SSHFP|SVCB|TLSA)$/;
/** What DNSControl writes itself: a policy in a TXT record, and CAA records. */
const BUILT = /^(?:DMARC|CAA)_BUILDER$/;

/** The domain that a call is in. */
interface In {
  readonly name: string | null;
  readonly ttl: number | null;
}

export function isOther({ name }: CallValue): boolean {
  return ASKED.has(name) || NAMING.test(name) || BUILT.test(name);
}

/** The record; null where nobody knows its name. */
export function otherIn(
  { section, value: call }: { readonly section: Section; readonly value: CallValue },
  evaluator: Evaluator,
  domain: In,
): Other | null {
  const [label, type, data] = BUILT.test(call.name)
    ? builtBy(section, call, evaluator)
    : writtenBy(section, call, evaluator, domain.name);
  const name = label === null ? null : nameIn(domain.name, label);
  return name === null ? null : { name, type, ttl: domain.ttl, data, span: call.span };
}

type Said = readonly [label: string | null, type: Other["type"], data: string];

function writtenBy(section: Section, call: CallValue, evaluator: Evaluator, domain: string | null): Said {
  const [label = null, ...known] = call.arguments.map((each) => plainText(evaluator.value(section, each)));
  const { name: type } = call;
  if (!ASKED.has(type)) return [label, "OTHER", type];
  const [preference, exchange] = known;
  const target = (type === "MX" ? exchange : preference) ?? null;
  const data = target === null || /^A/.test(type) ? target : targetIn(target, domain);
  const whole = type === "MX" ? (preference == null || data === null ? null : `${preference} ${data}`) : data;
  // What can't be read may be anything.
  return whole === null ? [label, "OTHER", ""] : [label, type as Other["type"], whole];
}

function builtBy(section: Section, call: CallValue, evaluator: Evaluator): Said {
  const [first] = call.arguments;
  const about = first && evaluator.follow(section, first);
  const named = about && valueUnder(about.value, "label");
  const label = named ? knownText(evaluator.value(about.section, named)) : "@";
  if (call.name === "CAA_BUILDER") return [label, "OTHER", "CAA"];
  return [label === null ? null : label === "@" ? "_dmarc" : `_dmarc.${label}`, "OTHER", ""];
}

/** `mail` is a name in the domain, `mail.example.com.` one in full. */
function targetIn(target: string, domain: string | null): string | null {
  return target === "@" ? domain : nameIn(domain, target);
}
