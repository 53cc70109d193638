/** The resources of DNS providers: where each has its text, its owner, its zone. */

/** How a provider wants the text of a TXT record. */
export type Quoting =
  /** As it is; the provider puts quotes round it, or it is right either way. Quotes within it end a string. */
  | "wrapped"
  /** As zone files write it: in quotes. */
  | "quoted";

export interface Resource {
  /** Attributes with the text, or with a list of texts; of a block `record` or `answers` with its own attribute. */
  readonly values: readonly string[];
  /** Blocks that each hold one value: `record { value = … }`. */
  readonly block?: string;
  readonly name: string;
  /** The attribute that tells the zone, by its name or by a reference to it. */
  readonly zone: string;
  /** Null where all records are TXT. */
  readonly type: string | null;
  readonly ttl: string;
  readonly quoting: Quoting;
  /** Who cuts texts of more than 255 octets. */
  readonly strings: "author" | "tool";
  /** Whether all values of the resource are one RRset, which no other resource may have. */
  readonly set: boolean;
}

const one = {
  type: "type",
  ttl: "ttl",
  quoting: "wrapped",
  strings: "tool",
  set: false,
  name: "name",
} as const;

export const resources: Readonly<Record<string, Resource>> = {
  aws_route53_record: { ...one, values: ["records"], zone: "zone_id", strings: "author", set: true },
  google_dns_record_set: {
    ...one,
    values: ["rrdatas"],
    zone: "managed_zone",
    quoting: "quoted",
    strings: "author",
    set: true,
  },
  azurerm_dns_txt_record: {
    ...one,
    values: ["value"],
    block: "record",
    zone: "zone_name",
    type: null,
    set: true,
  },
  azurerm_private_dns_txt_record: {
    ...one,
    values: ["value"],
    block: "record",
    zone: "zone_name",
    type: null,
    set: true,
  },
  cloudflare_record: { ...one, values: ["content", "value"], zone: "zone_id" },
  cloudflare_dns_record: { ...one, values: ["content"], zone: "zone_id" },
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
  ovh_domain_zone_record: { ...one, values: ["target"], zone: "zone", name: "subdomain", type: "fieldtype" },
  linode_domain_record: {
    ...one,
    values: ["target"],
    zone: "domain_id",
    type: "record_type",
    ttl: "ttl_sec",
  },
  dnsimple_record: { ...one, values: ["value"], zone: "domain" },
  dnsimple_zone_record: { ...one, values: ["value"], zone: "zone_name" },
  ns1_record: { ...one, values: ["answer"], block: "answers", zone: "zone", name: "domain", set: true },
  powerdns_record: {
    ...one,
    values: ["records"],
    zone: "zone",
    quoting: "quoted",
    strings: "author",
    set: true,
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
  },
  alicloud_alidns_record: { ...one, values: ["value"], zone: "domain_name", name: "rr" },
  alicloud_dns_record: { ...one, values: ["value"], zone: "name", name: "host_record" },
  namecheap_domain_records: {
    ...one,
    values: ["address"],
    block: "record",
    zone: "domain",
    name: "hostname",
  },
  zone_dns_txt_record: { ...one, values: ["destination"], zone: "zone_name", type: null },
  regru_dns_txt_record: { ...one, values: ["records"], zone: "zone", type: null },
  dns_txt_record_set: { ...one, values: ["txt"], zone: "zone", type: null, strings: "author", set: true },
  netlify_dns_record: { ...one, values: ["value"], zone: "zone_id", name: "hostname" },
};

/** Resources and data sources that are a zone, and the attribute with its name. */
export const zoneNames: Readonly<Record<string, string>> = {
  aws_route53_zone: "name",
  google_dns_managed_zone: "dns_name",
  azurerm_dns_zone: "name",
  azurerm_private_dns_zone: "name",
  cloudflare_zone: "zone",
  digitalocean_domain: "name",
  hetznerdns_zone: "name",
  hcloud_zone: "name",
  linode_domain: "domain",
  scaleway_domain_zone: "domain",
  ovh_domain_zone: "name",
  ns1_zone: "zone",
  powerdns_zone: "name",
  vultr_dns_domain: "domain",
  oci_dns_zone: "name",
  netlify_dns_zone: "name",
};
