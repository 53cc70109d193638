/**
 * Pulumi and CDK for Terraform: classes made from the resources of Terraform's providers, with their attributes in the
 * spelling of the language.
 */

import type { Evaluator, Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Other } from "./host.ts";
import { recordMemory, recordsIn } from "./program-records.ts";
import { calledName, type Made, property, propsOf, typeOf } from "./program-resources.ts";
import { mayHoldResources, type ProgramSyntax, programLanguages } from "./programs.ts";
import type { Format } from "./sections.ts";
import { type CallValue, itemsOf, plainText, type Value } from "./syntax/value.ts";
import { type Resource, resources } from "./terraform-resources.ts";

export function pulumi(syntax: ProgramSyntax): Format {
  const memory = recordMemory();
  const { language } = programLanguages[syntax];
  return {
    format: "pulumi",
    syntax,
    mayHold: ({ uri }) => mayHoldResources(syntax, fileNameOf(uri)),
    see: (sections, { uri }, { variables }) => recordsIn(sections, uri, variables, language, makes, memory),
  };
}

/** The resource that a class stands for, by the end of its name: of Pulumi's first, then of CDK for Terraform. */
const classes: Readonly<Record<string, string>> = {
  "route53.Record": "aws_route53_record",
  Route53Record: "aws_route53_record",
  "cloudflare.Record": "cloudflare_record",
  "cloudflare.DnsRecord": "cloudflare_dns_record",
  CloudflareRecord: "cloudflare_record",
  "dns.RecordSet": "google_dns_record_set",
  DnsRecordSet: "google_dns_record_set",
  GoogleDnsRecordSet: "google_dns_record_set",
  "dns.TxtRecord": "azurerm_dns_txt_record",
  "privatedns.TxtRecord": "azurerm_private_dns_txt_record",
  DnsTxtRecord: "azurerm_dns_txt_record",
  PrivateDnsTxtRecord: "azurerm_private_dns_txt_record",
  "digitalocean.DnsRecord": "digitalocean_record",
  "digitalocean.Record": "digitalocean_record",
  "hetznerdns.Record": "hetznerdns_record",
  "hcloud.ZoneRrset": "hcloud_zone_rrset",
  "hcloud.ZoneRecord": "hcloud_zone_record",
  "livedns.Record": "gandi_livedns_record",
  LivednsRecord: "gandi_livedns_record",
  "scaleway.DomainRecord": "scaleway_domain_record",
  "domain.Record": "scaleway_domain_record",
  "domain.ZoneRecord": "ovh_domain_zone_record",
  DomainZoneRecord: "ovh_domain_zone_record",
  "linode.DomainRecord": "linode_domain_record",
  "dnsimple.ZoneRecord": "dnsimple_zone_record",
  "ns1.Record": "ns1_record",
  "powerdns.Record": "powerdns_record",
  "vultr.DnsRecord": "vultr_dns_record",
  "dns.Rrset": "oci_dns_rrset",
  DnsRrset: "oci_dns_rrset",
  "netlify.DnsRecord": "netlify_dns_record",
  "dns.TxtRecordSet": "dns_txt_record_set",
};

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);

function makes(call: Placed & { value: CallValue }, evaluator: Evaluator): Made | null {
  const named = resourceOf(calledName(call, evaluator));
  const at = named && propsOf(call, evaluator);
  if (!at) return null;
  const { resource } = named;
  const { section, props } = at;
  const get = (attribute: string) => property(props, attribute);
  const text = (attribute: string) => {
    const value = get(attribute);
    return value ? plainText(evaluator.value(section, value)) : null;
  };
  const type =
    typeof resource.type === "string"
      ? typeOf(section, get(resource.type), evaluator)?.toUpperCase()
      : resource.type.always;
  if (type !== "TXT" && type !== "SPF" && !OTHERS.has(type ?? "")) return null;
  // Pulumi has the plural where a block may stand several times.
  const blocks = resource.block ? (get(resource.block) ?? get(`${resource.block}s`)) : undefined;
  const values = blocks ?? resource.values.map(get).find((each) => each !== undefined);
  if (!values) return null;
  const ttl = Number(text(resource.ttl) ?? Number.NaN);
  const key = blocks ? resource.values[0] : isRecordList(values) ? "value" : undefined;
  return {
    section,
    props,
    type: type as "TXT" | "SPF" | Other["type"],
    values,
    ...(key === undefined ? {} : { key }),
    name: get(resource.name),
    zone: get(resource.zone),
    ttl: Number.isInteger(ttl) ? ttl : null,
    quoting: resource.quoting,
    strings: resource.strings,
    // Route 53 makes a label of it.
    atIsZone: named.name !== "aws_route53_record",
  };
}

/** Whether the values are objects that each hold one. */
function isRecordList(values: Value): boolean {
  return itemsOf(values).some(({ value }) => property(value, "value") !== undefined);
}

/** A class in a file of its own, as the CDK for Terraform has them: `imports.cloudflare.record.Record`. */
const OWN_FILE = /(?:^|[._])(?:provider_|imports\.)(\w+)\.\w+\.(\w+)$/;

/** The resource that a class stands for, by its name with the module that it is in. */
export function resourceOf(name: string): { name: string; resource: Resource } | null {
  const parts = name.replace(OWN_FILE, ".$1.$2").split(".");
  for (const end of [parts.slice(-2).join("."), parts.at(-1) ?? ""]) {
    const found = Object.hasOwn(classes, end) ? classes[end] : undefined;
    const resource = resources.get(found ?? "");
    if (found !== undefined && resource) return { name: found, resource };
  }
  return null;
}
