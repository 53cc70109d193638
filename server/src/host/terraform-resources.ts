/** The resources of DNS providers: where each has its text, its owner, its zone. */

import type { Quoting } from "./quoting.ts";

export interface Resource {
  /** Attributes with the text, or with a list of texts; of a block, where there is one. */
  readonly values: readonly string[];
  /** Blocks that each hold one value: `record { value = … }`. */
  readonly block?: string;
  readonly name: string;
  /** The attribute that tells the zone, by its name or by a reference to it. */
  readonly zone: string;
  /** The attribute that tells the type, or the type of all its records where none does. */
  readonly type: string | { readonly always: string };
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
  /** Attributes of MX records beside the host. */
  readonly preference: readonly string[];
}

const one = {
  type: "type",
  ttl: "ttl",
  quoting: "wrapped",
  strings: "tool",
  set: false,
  full: false,
  name: "name",
  preference: ["priority", "preference"],
} as const;

const azure = { ...one, values: ["records", "record"], zone: "zone_name", set: true } as const;

const azureTxt = {
  ...azure,
  // A list is the wrong attribute there, which the author learns soon enough; the text is one all the same.
  values: ["value", "records"],
  block: "record",
  type: { always: "TXT" },
} as const;

const named: Readonly<Record<string, Resource>> = {
  aws_route53_record: {
    ...one,
    values: ["records"],
    zone: "zone_id",
    quoting: "octal-wrapped",
    strings: "author",
    set: true,
    full: true,
  },
  google_dns_record_set: {
    ...one,
    values: ["rrdatas"],
    zone: "managed_zone",
    quoting: "quoted",
    unquoted: "tf-quote-google",
    strings: "author",
    set: true,
  },
  cloudflare_record: { ...one, values: ["content", "value"], zone: "zone_id", full: true },
  cloudflare_dns_record: { ...one, values: ["content"], zone: "zone_id", full: true },
  digitalocean_record: { ...one, values: ["value"], zone: "domain" },
  hetznerdns_record: { ...one, values: ["value"], zone: "zone_id", quoting: "quoted" },
  hcloud_zone_rrset: {
    ...one,
    values: ["records"],
    zone: "zone",
    quoting: "quoted",
    strings: "author",
    set: true,
  },
  hcloud_zone_record: { ...one, values: ["value"], zone: "zone", quoting: "quoted", strings: "author" },
  gandi_livedns_record: { ...one, values: ["values"], zone: "zone", set: true },
  scaleway_domain_record: { ...one, values: ["data"], zone: "dns_zone" },
  ovh_domain_zone_record: {
    ...one,
    values: ["target"],
    zone: "zone",
    name: "subdomain",
    type: "fieldtype",
    texts: ["SPF", "DKIM", "DMARC"],
  },
  linode_domain_record: {
    ...one,
    values: ["target"],
    zone: "domain_id",
    type: "record_type",
    ttl: "ttl_sec",
  },
  dnsimple_record: { ...one, values: ["value"], zone: "domain" },
  dnsimple_zone_record: { ...one, values: ["value"], zone: "zone_name" },
  ns1_record: {
    ...one,
    values: ["answer"],
    block: "answers",
    zone: "zone",
    name: "domain",
    set: true,
    full: true,
  },
  powerdns_record: {
    ...one,
    values: ["records"],
    zone: "zone",
    quoting: "quoted",
    strings: "author",
    set: true,
    full: true,
  },
  vultr_dns_record: { ...one, values: ["data"], zone: "domain" },
  oci_dns_rrset: {
    ...one,
    values: ["rdata"],
    block: "items",
    zone: "zone_name_or_id",
    name: "domain",
    type: "rtype",
    set: true,
    full: true,
  },
  alicloud_alidns_record: { ...one, values: ["value"], zone: "domain_name", name: "rr" },
  alicloud_dns_record: { ...one, values: ["value"], zone: "name", name: "host_record" },
  namecheap_domain_records: {
    ...one,
    values: ["address"],
    block: "record",
    zone: "domain",
    name: "hostname",
    preference: ["mx_pref"],
  },
  zone_dns_txt_record: { ...one, values: ["destination"], zone: "zone_name", type: { always: "TXT" } },
  regru_dns_txt_record: { ...one, values: ["records"], zone: "zone", type: { always: "TXT" } },
  dns_txt_record_set: {
    ...one,
    values: ["txt"],
    zone: "zone",
    type: { always: "TXT" },
    strings: "author",
    set: true,
  },
  dns_a_record_set: { ...one, values: ["addresses"], zone: "zone", type: { always: "A" }, set: true },
  dns_aaaa_record_set: { ...one, values: ["addresses"], zone: "zone", type: { always: "AAAA" }, set: true },
  inwx_nameserver_record: { ...one, values: ["content"], zone: "domain", full: true },
  netlify_dns_record: { ...one, values: ["value"], zone: "zone_id", name: "hostname", full: true },
  desec_rrset: { ...one, values: ["records"], zone: "domain", name: "subname", quoting: "quoted", set: true },
  bunnynet_dns_record: { ...one, values: ["value"], zone: "zone" },
  openstack_dns_recordset_v2: {
    ...one,
    values: ["records"],
    zone: "zone_id",
    quoting: "quoted",
    strings: "author",
    set: true,
  },
  yandex_dns_recordset: { ...one, values: ["data"], zone: "zone_id", set: true },
  infoblox_txt_record: {
    ...one,
    values: ["text"],
    zone: "zone",
    name: "fqdn",
    type: { always: "TXT" },
    full: true,
  },
};

/** Azure has a resource for each type of record, twice: for public and for private zones. */
function azureRecords(prefix: string): [string, Resource][] {
  const of = (type: string, resource: Partial<Resource> = {}): [string, Resource] => [
    `${prefix}_${type}_record`,
    { ...azure, type: { always: type.toUpperCase() }, ...resource },
  ];
  return [
    [`${prefix}_txt_record`, azureTxt],
    of("a"),
    of("aaaa"),
    of("cname"),
    of("ptr"),
    of("mx", { block: "record", values: ["exchange"] }),
  ];
}

export const resources: ReadonlyMap<string, Resource> = new Map([
  ...Object.entries(named),
  ...azureRecords("azurerm_dns"),
  ...azureRecords("azurerm_private_dns"),
]);

/** Resources and data sources that are a zone, and the attributes that may have its name: `filter.name` is in a block. */
export const zoneNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    aws_route53_zone: ["name"],
    google_dns_managed_zone: ["dns_name"],
    azurerm_dns_zone: ["name"],
    azurerm_private_dns_zone: ["name"],
    // Of version 5 `name`; data sources look for one.
    cloudflare_zone: ["zone", "name", "filter.name"],
    cloudflare_zones: ["name", "filter.name"],
    digitalocean_domain: ["name"],
    hetznerdns_zone: ["name"],
    hcloud_zone: ["name"],
    linode_domain: ["domain"],
    scaleway_domain_zone: ["domain"],
    ovh_domain_zone: ["name"],
    ns1_zone: ["zone"],
    powerdns_zone: ["name"],
    vultr_dns_domain: ["domain"],
    oci_dns_zone: ["name"],
    netlify_dns_zone: ["name"],
    dnsimple_zone: ["name"],
    gandi_livedns_domain: ["name"],
    gandi_domain: ["name"],
    desec_domain: ["name"],
    bunnynet_dns_zone: ["domain"],
    openstack_dns_zone_v2: ["name"],
    yandex_dns_zone: ["zone"],
    alicloud_dns_domain: ["domain_name"],
    alicloud_alidns_domain: ["domain_name"],
  }),
);

/** The type of the records of a resource, by the type that it names: in capitals, as they are published. */
export function publishedType({ texts }: Resource, named: string): string {
  const type = named.toUpperCase();
  return texts?.includes(type) ? "TXT" : type;
}
