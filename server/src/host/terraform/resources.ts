/** The resources of DNS providers: where each has its text, its owner, its zone. */

import type { Quoting } from "../quoting.ts";

/** Of several attributes the one counts that is there. */
export interface Resource {
  /** Attributes with the text, or with a list of texts; of a block, where there is one. */
  readonly values: readonly string[];
  /** Blocks that each hold one value: `record { value = … }`; or one record, where it has a name of its own. */
  readonly block?: string;
  /** Blocks within those, where a record has several values. */
  readonly inner?: string;
  readonly name: readonly string[];
  /** The attribute that tells the zone, by its name or by a reference to it. */
  readonly zone: readonly string[];
  /** The attribute that tells the type, or the type of all its records where none does. */
  readonly type: readonly string[] | { readonly always: string };
  /** Types of the provider's own that it publishes as TXT. */
  readonly texts?: readonly string[];
  readonly ttl: string;
  readonly quoting: Quoting;
  /** The fault of a text that lacks its quotes. */
  readonly unquoted?: "tf-quote-google";
  /** Who cuts texts of more than 255 octets. */
  readonly strings: "author" | "tool";
  /** Whether all values of the resource are one RRset, which no other resource may have. */
  readonly set: boolean;
  /** Whether a name may be written in full though the zone is not known: then one that ends as domains do is a full one. */
  readonly full: boolean;
}

/** What MX records have beside their host. */
export const PREFERENCES = [
  "priority",
  "preference",
  "prio",
  "mx_priority",
  "mx_pref",
  "mx_level",
  "level",
  "mx",
] as const;

/** What is different of a resource, with the name of an attribute where it is the only one. */
type Differences = Partial<Omit<Resource, "name" | "type">> & {
  readonly name?: string | readonly string[];
  readonly type?: string | Resource["type"];
};

/** A record in each resource, which its tool puts into quotes. */
function record(
  values: string | readonly string[],
  zone: string | readonly string[],
  { name = "name", type = "type", ...differences }: Differences = {},
): Resource {
  return {
    values: listOf(values),
    zone: listOf(zone),
    name: listOf(name),
    type: typeof type === "string" ? [type] : type,
    ttl: "ttl",
    quoting: "wrapped",
    strings: "tool",
    set: false,
    full: false,
    ...differences,
  };
}

/** All records of a name and a type in each resource. */
function records(
  values: string | readonly string[],
  zone: string | readonly string[],
  differences: Differences = {},
): Resource {
  return record(values, zone, { set: true, ...differences });
}

function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === "string" ? [names] : names;
}

/** Texts in quotes, as zone files have them. */
const QUOTED = { quoting: "quoted", strings: "author" } as const;
const ROUTE53 = { quoting: "octal-wrapped", strings: "author", full: true } as const;
const TXT = { type: { always: "TXT" } } as const;

/** What an object is that feeds a module. */
export const OBJECT = records("records", []);

const named: Readonly<Record<string, Resource>> = {
  aws_route53_record: records("records", "zone_id", ROUTE53),
  aws_route53_records_exclusive: records("value", "zone_id", {
    ...ROUTE53,
    block: "resource_record_set",
    inner: "resource_records",
  }),
  google_dns_record_set: records("rrdatas", "managed_zone", { ...QUOTED, unquoted: "tf-quote-google" }),
  // Before its provider knew zones by their numbers it had their domain.
  cloudflare_record: record(["content", "value"], ["zone_id", "domain"], { full: true }),
  cloudflare_dns_record: record("content", "zone_id", { full: true }),
  digitalocean_record: record("value", "domain"),
  hetznerdns_record: record("value", "zone_id", { quoting: "quoted" }),
  hcloud_zone_rrset: records("records", "zone", QUOTED),
  hcloud_zone_record: record("value", "zone", QUOTED),
  gandi_livedns_record: records("values", "zone"),
  scaleway_domain_record: record("data", "dns_zone"),
  ovh_domain_zone_record: record("target", "zone", {
    name: ["subdomain", "subDomain"],
    type: ["fieldtype", "fieldType"],
    texts: ["SPF", "DKIM", "DMARC"],
  }),
  linode_domain_record: record("target", "domain_id", { type: "record_type", ttl: "ttl_sec" }),
  dnsimple_record: record("value", "domain"),
  dnsimple_zone_record: record("value", "zone_name"),
  ns1_record: records("answer", "zone", { block: "answers", name: "domain", full: true }),
  powerdns_record: records("records", "zone", { ...QUOTED, full: true }),
  vultr_dns_record: record("data", "domain"),
  oci_dns_rrset: records("rdata", "zone_name_or_id", {
    block: "items",
    name: "domain",
    type: "rtype",
    full: true,
  }),
  oci_dns_record: record("rdata", "zone_name_or_id", { name: "domain", type: "rtype", full: true }),
  alicloud_alidns_record: record("value", "domain_name", { name: "rr" }),
  alicloud_dns_record: record("value", "name", { name: "host_record" }),
  namecheap_domain_records: record("address", "domain", { block: "record", name: "hostname" }),
  spaceship_dns_records: record(["value", "address", "exchange", "cname"], "domain", { block: "records" }),
  godaddy_domain_record: record("data", "domain", { block: "record" }),
  "godaddy-dns_record": record("data", "domain"),
  porkbun_dns_record: record("content", "domain", { name: ["name", "subdomain"] }),
  vercel_dns_record: record("value", "domain"),
  netlify_dns_record: record("value", "zone_id", { name: "hostname", full: true }),
  transip_dns_record: records("content", "domain", { ttl: "expire" }),
  ionoscloud_dns_record: record("content", "zone_id", { full: true }),
  stackit_dns_record_set: records("records", "zone_id", { full: true }),
  exoscale_domain_record: record("content", "domain", { type: "record_type" }),
  netcup_dns_record: record("value", "domain"),
  "netcup-ccp_dns_record": record("value", "domain_name"),
  twc_dns_rr: record("value", "zone_id"),
  hostinger_dns_record: record("value", "zone"),
  namedotcom_record: record("answer", "domain_name", { name: "host", type: "record_type" }),
  cloudns_dns_record: record("value", "zone"),
  civo_dns_domain_record: record("value", "domain_id"),
  dme_dns_record: record("value", "domain_id"),
  dme_record: record("value", "domainid"),
  rage4_record: record("content", ["domain", "domain_id"]),
  glesys_dnsdomain_record: record("data", "domain", { name: "host" }),
  sakuracloud_dns: record("value", "zone", { block: "record" }),
  sakuracloud_dns_record: record("value", "dns_id"),
  sakura_dns_record: record("value", "dns_id"),
  nifcloud_dns_record: record("record", "zone_id", { full: true }),
  tencentcloud_dnspod_record: record("value", "domain", { name: "sub_domain", type: "record_type" }),
  huaweicloud_dns_recordset: records("records", "zone_id", { full: true }),
  huaweicloud_dns_recordset_v2: records("records", "zone_id", { full: true }),
  opentelekomcloud_dns_recordset_v2: records("records", "zone_id", { full: true }),
  openstack_dns_recordset_v2: records("records", "zone_id", QUOTED),
  ibm_dns_resource_record: record("rdata", "zone_id"),
  ibm_cis_dns_record: record("content", "domain_id", { full: true }),
  // Pulumi has the plural.
  akamai_dns_record: records(["target", "targets"], "zone", { type: "recordtype", full: true }),
  ultradns_record: records("record_data", "zone_name", {
    name: "owner_name",
    type: "record_type",
    full: true,
  }),
  gcore_dns_zone_record: records("content", "zone", { block: "resource_record", name: "domain", full: true }),
  selectel_domains_rrset_v2: records("content", "zone_id", { block: "records", full: true }),
  selectel_domains_record_v1: record("content", "domain_id", { full: true }),
  freeipa_dns_record: records(["records", "record_value"], ["zone_name", "dnszoneidnsname"], {
    name: ["name", "idnsname"],
    type: ["type", "record_type"],
  }),
  zone_dns_txt_record: record("destination", ["zone_name", "zone"], TXT),
  regru_dns_txt_record: record("records", "zone", TXT),
  dns_txt_record_set: records("txt", "zone", { ...TXT, strings: "author" }),
  dns_a_record_set: records("addresses", "zone", { type: { always: "A" } }),
  dns_aaaa_record_set: records("addresses", "zone", { type: { always: "AAAA" } }),
  dns_mx_record_set: records("exchange", "zone", { block: "mx", type: { always: "MX" } }),
  inwx_nameserver_record: record("content", "domain", { full: true }),
  desec_rrset: records("records", "domain", { name: "subname", quoting: "quoted" }),
  bunnynet_dns_record: record("value", "zone"),
  yandex_dns_recordset: records("data", "zone_id"),
};

/** Providers that have a resource for each type of record, named after it. */
function byType(prefix: string, ending: string, types: string, resource: Resource): [string, Resource][] {
  return types
    .split(" ")
    .map((type) => [`${prefix}_${type}${ending}`, { ...resource, type: { always: type.toUpperCase() } }]);
}

/** Azure has them twice: for public and for private zones. */
function azureRecords(prefix: string): [string, Resource][] {
  const azure = (values: readonly string[], differences: Differences = {}) =>
    records(values, "zone_name", differences);
  return [
    // A list is the wrong attribute of texts, which the author learns soon enough; the text is one all the same.
    ...byType(prefix, "_record", "txt", azure(["value", "records"], { block: "record" })),
    ...byType(prefix, "_record", "a aaaa cname ptr", azure(["records", "record"])),
    ...byType(prefix, "_record", "mx", azure(["exchange"], { block: "record" })),
  ];
}

const infoblox = record(["text", "ip_addr", "ipv6_addr", "mail_exchanger"], "zone", {
  name: "fqdn",
  full: true,
});

export const resources: ReadonlyMap<string, Resource> = new Map([
  ...Object.entries(named),
  ...azureRecords("azurerm_dns"),
  ...azureRecords("azurerm_private_dns"),
  ...byType("infoblox", "_record", "txt a aaaa mx", infoblox),
  ...byType(
    "constellix",
    "_record",
    "txt spf a aaaa mx cname",
    record(["value", "host"], "domain_id", { block: "roundrobin" }),
  ),
  ...byType("njalla_record", "", "txt a aaaa mx cname", record("content", "domain")),
]);

/** The type of the records of a resource, by the type that it names: in capitals, as they are published. */
export function publishedType({ texts }: Resource, named: string): string {
  const type = named.toUpperCase();
  return texts?.includes(type) ? "TXT" : type;
}
