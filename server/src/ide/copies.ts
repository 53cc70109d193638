/** A record as other formats write it, to be put into another file by way of the clipboard. */

import {
  cloudflareResource,
  dnscontrolCall,
  octodnsEntry,
  route53Resource,
  type Write,
  type Writing,
  zoneLine,
} from "../host/written.ts";
import { registeredDomain } from "../rules/organisation.ts";
import type { Context } from "../rules/rule.ts";
import { cutsAtTerms } from "../rules/strings.ts";
import type { Subject } from "../rules/subject.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { hasRawOctets } from "../text/octets.ts";
import type { DocumentSpace, Span } from "../text/span.ts";
import type { Action } from "./actions.ts";
import type { Analysis } from "./analysis.ts";
import { placeAt } from "./refactor.ts";

export const copyMessages = messagesOf("copies", {
  zone: "Copy as a line of a zone file",
  octodns: "Copy as YAML for octoDNS",
  dnscontrol: "Copy as a call of DNSControl",
  terraform: "Copy as Terraform ({resource})",
});

/** The format that each is for, what it is called, and who writes it. */
const kinds: readonly { readonly format: string; readonly title: Message; readonly write: Write }[] = [
  { format: "zone", title: copyMessages.zone(), write: zoneLine },
  { format: "octodns", title: copyMessages.octodns(), write: octodnsEntry },
  { format: "dnscontrol", title: copyMessages.dnscontrol(), write: dnscontrolCall },
  {
    format: "terraform",
    title: copyMessages.terraform({ resource: "aws_route53_record" }),
    write: route53Resource,
  },
  {
    format: "terraform",
    title: copyMessages.terraform({ resource: "cloudflare_dns_record" }),
    write: cloudflareResource,
  },
];

/** Of the one record that a span touches, where its text and its name are wholly known. */
export function copies(analysis: Analysis, span: Span<DocumentSpace>): Action[] {
  const place = placeAt(analysis, span);
  const writing = place && writingOf(place.subject, analysis.context);
  if (!writing) return [];
  const own = place.subject.format;
  return kinds.flatMap(({ format, title, write }): Action[] => {
    // One resource of Terraform may be wanted as another.
    const text = format === own && format !== "terraform" ? null : write(writing);
    if (text === null) return [];
    return [
      {
        kind: "copy",
        title: [title],
        edits: [],
        preferred: false,
        finding: null,
        publish: null,
        copies: `${text}\n`,
      },
    ];
  });
}

/** Null where something is not known, or can't be told to others. */
function writingOf({ found, record }: Subject, { zone }: Context): Writing | null {
  const { decoded, owners, ttl, type } = found;
  const [owner, ...others] = owners ?? [];
  if (!record || type !== "TXT" || owner === undefined || others.length > 0) return null;
  if (decoded.holes.length > 0 || hasRawOctets(decoded.text) || !/^[\w*.-]+$/.test(owner)) return null;
  const cuts = cutsAtTerms(record, { start: 0, end: record.text.length });
  const top = zone !== null && isIn(owner, zone) ? zone : registeredDomain(owner);
  if (!cuts || top === null) return null;
  const strings = [0, ...cuts].map((cut, i) => record.text.slice(cut, cuts[i] ?? record.text.length));
  return { owner, zone: top, ttl, strings };
}

function isIn(owner: string, zone: string): boolean {
  return `.${owner}`.toLowerCase().endsWith(`.${zone.toLowerCase()}`);
}
