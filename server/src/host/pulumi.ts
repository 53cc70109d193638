/**
 * Pulumi and CDK for Terraform: classes made from the resources of Terraform's providers, with their attributes in the
 * spelling of the language.
 */

import { azureNativeOf } from "./azure.ts";
import type { Evaluator, Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format } from "./format.ts";
import type { Other } from "./host.ts";
import { recordMemory, recordsIn } from "./programs/records.ts";
import { calledName, type Made, property, propsOf, typeOf, wholeSeconds } from "./programs/resources.ts";
import { mayHoldResources, type ProgramSyntax, programLanguages } from "./programs.ts";
import { type CallValue, itemsOf, type Value } from "./syntax/value.ts";
import { PREFERENCES, publishedType, type Resource, resources } from "./terraform/resources.ts";

export function pulumi(syntax: ProgramSyntax): Format {
  const memory = recordMemory();
  const { language } = programLanguages[syntax];
  return {
    format: "pulumi",
    syntax,
    mayHold: ({ uri }) => mayHoldResources(syntax, fileNameOf(uri)),
    see: (sections, around) => recordsIn(sections, around, language, makes, memory),
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
  "dns.ARecord": "azurerm_dns_a_record",
  "dns.AaaaRecord": "azurerm_dns_aaaa_record",
  "dns.MxRecord": "azurerm_dns_mx_record",
  DnsTxtRecord: "azurerm_dns_txt_record",
  DnsARecord: "azurerm_dns_a_record",
  DnsAaaaRecord: "azurerm_dns_aaaa_record",
  DnsMxRecord: "azurerm_dns_mx_record",
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
  "vercel.DnsRecord": "vercel_dns_record",
  "porkbun.DnsRecord": "porkbun_dns_record",
  "transip.DnsRecord": "transip_dns_record",
  "akamai.DnsRecord": "akamai_dns_record",
  "bunnynet.DnsRecord": "bunnynet_dns_record",
  "exoscale.DomainRecord": "exoscale_domain_record",
  "stackit.DnsRecordSet": "stackit_dns_record_set",
  "gcore.DnsZoneRecord": "gcore_dns_zone_record",
  "civo.DnsDomainRecord": "civo_dns_domain_record",
  "ibm.CisDnsRecord": "ibm_cis_dns_record",
  "ibm.DnsResourceRecord": "ibm_dns_resource_record",
  "inwx.NameserverRecord": "inwx_nameserver_record",
  "dnspod.Record": "tencentcloud_dnspod_record",
  "dns.AlidnsRecord": "alicloud_alidns_record",
  "dns.Recordset": "huaweicloud_dns_recordset",
  "yandex.DnsRecordset": "yandex_dns_recordset",
  "dns.TxtRecordSet": "dns_txt_record_set",
};

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);

/** What has record sets of Azure as its own API has them: `network.RecordSet`, `dns.RecordSet`, `PrivateRecordSet`. */
const AZURE_NATIVE = /(?:^|\.)(?:Private)?RecordSet$/;

function makes(call: Placed & { value: CallValue }, evaluator: Evaluator): Made | null {
  const name = calledName(call, evaluator);
  const named = resourceOf(name);
  const at = named || AZURE_NATIVE.test(name) ? propsOf(call, evaluator) : null;
  if (!at) return null;
  const azure = AZURE_NATIVE.test(name) ? azureMade(at, evaluator) : null;
  if (azure || !named) return azure;
  const { resource } = named;
  const { section, props } = at;
  const get = (attribute: string) => property(props, attribute);
  const first = (attributes: readonly string[]) => attributes.map(get).find((each) => each !== undefined);
  const written =
    "always" in resource.type ? resource.type.always : typeOf(section, first(resource.type), evaluator);
  const type = written === null ? null : publishedType(resource, written);
  if (type !== "TXT" && type !== "SPF" && !OTHERS.has(type ?? "")) return null;
  // Pulumi has the plural where a block may stand several times.
  const blocks = resource.block ? (get(resource.block) ?? get(`${resource.block}s`)) : undefined;
  const values = blocks ?? first(resource.values);
  if (!values) return null;
  const key = blocks ? resource.values[0] : isRecordList(values) ? "value" : undefined;
  return {
    section,
    props,
    type: type as "TXT" | "SPF" | Other["type"],
    values,
    ...(key === undefined ? {} : { key }),
    preference: PREFERENCES,
    name: first(resource.name),
    zone: first(resource.zone),
    ttl: wholeSeconds(section, get(resource.ttl), evaluator),
    quoting: resource.quoting,
    strings: resource.strings,
    ...ownerRules(named),
  };
}

function azureMade({ section, props }: Pick<Made, "section" | "props">, evaluator: Evaluator): Made | null {
  const of = azureNativeOf(typeOf(section, property(props, "recordType"), evaluator), props);
  if (!of) return null;
  return {
    section,
    props,
    type: of.set.type,
    values: of.values,
    key: of.set.key,
    preference: of.set.preference ?? [],
    name: property(props, "relativeRecordSetName"),
    zone: property(props, "zoneName") ?? property(props, "privateZoneName"),
    ttl: wholeSeconds(section, property(props, "ttl"), evaluator),
    quoting: "plain",
    strings: "author",
    atIsZone: true,
  };
}

/** How names become owners: Route 53 makes a label of `@`. */
export function ownerRules({ name, resource }: { name: string; resource: Resource }): {
  atIsZone: boolean;
  full: boolean;
} {
  return { atIsZone: name !== "aws_route53_record", full: resource.full };
}

/** Whether the values are objects that each hold one. */
function isRecordList(values: Value): boolean {
  return itemsOf(values).some(({ value }) => property(value, "value") !== undefined);
}

/** A class in a file of its own, as the CDK for Terraform has them: `imports.cloudflare.record.Record`, `provider-aws/lib/…`. */
const OWN_FILE = /(?:^|[._:])(?:provider[_-]|imports\.|providers\.)(\w+)(?:\.lib)?\.[\w-]+\.(\w+)$/;

/** The resource that a class stands for, by its name with the module that it is in. */
export function resourceOf(name: string): { name: string; resource: Resource } | null {
  // A package of Python has the name of its provider behind its own.
  const parts = name
    .replace(OWN_FILE, ".$1.$2")
    .replace(/^pulumi(?:verse)?_/, "")
    .split(".");
  for (const end of [parts.slice(-2).join("."), parts.at(-1) ?? ""]) {
    const found = Object.hasOwn(classes, end) ? classes[end] : undefined;
    const resource = resources.get(found ?? "");
    if (found !== undefined && resource) return { name: found, resource };
  }
  return null;
}
