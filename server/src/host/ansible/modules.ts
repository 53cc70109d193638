/** Modules of Ansible that make DNS records: where each has its text, its owner, its zone. */

import type { Quoting } from "../quoting.ts";

export interface Module {
  /** Arguments that may hold the values, the one that counts first. */
  readonly values: readonly string[];
  readonly name: readonly string[];
  readonly zone: readonly string[];
  /** The argument that tells the type, or the type of all its records. */
  readonly type: readonly string[] | { readonly always: "TXT" };
  readonly ttl: readonly string[];
  /** Whether names are always full ones, with or without their final dot. */
  readonly full: boolean;
  readonly quoting: Quoting;
  readonly strings: "author" | "tool";
  /** Whether the service refuses a text without quotes, or makes several strings of it. */
  readonly needsQuotes: boolean;
  /** Whether a text is a list with commas. */
  readonly commas?: boolean;
  /** The argument with a list of sets, each with arguments of its own. */
  readonly sets?: readonly string[];
}

const one: Module = {
  values: ["value", "values"],
  name: ["record", "name", "prefix"],
  zone: ["zone_name", "zone", "domain"],
  type: ["type", "record_type"],
  ttl: ["ttl"],
  full: false,
  quoting: "wrapped",
  strings: "tool",
  needsQuotes: false,
};

/** Their `txt_transformation` says how texts are given; as they are, if nothing does. */
const communityDns: Module = { ...one, quoting: "plain" };
const communitySets: Module = { ...communityDns, sets: ["record_sets"] };

/** By the last part of the name: `amazon.aws.route53` is `route53`. */
export const modules: ReadonlyMap<string, Module> = new Map<string, Module>([
  ["route53", { ...one, full: true, quoting: "octal", strings: "author", needsQuotes: true, commas: true }],
  ["nsupdate", { ...one, strings: "author" }],
  ["cloudflare_dns", one],
  [
    "gcdns_record",
    {
      ...one,
      values: ["record_data", "value"],
      zone: [],
      full: true,
      quoting: "quoted",
      strings: "author",
      needsQuotes: true,
    },
  ],
  [
    "gcp_dns_resource_record_set",
    {
      ...one,
      values: ["target"],
      zone: [],
      full: true,
      quoting: "quoted",
      strings: "author",
      needsQuotes: true,
    },
  ],
  [
    "azure_rm_dnsrecordset",
    {
      ...one,
      values: ["records"],
      name: ["relative_name"],
      ttl: ["time_to_live"],
      quoting: "plain",
      strings: "author",
    },
  ],
  ["hetzner_dns_record", communityDns],
  ["hetzner_dns_record_set", communityDns],
  ["hetzner_dns_record_sets", communitySets],
  ["hosttech_dns_record", communityDns],
  ["hosttech_dns_record_set", communityDns],
  ["hosttech_dns_record_sets", communitySets],
  ["dnsimple", one],
  ["dnsmadeeasy", { ...one, values: ["record_value"], name: ["record_name"] }],
  ["gandi_livedns", one],
  ["digital_ocean_domain_record", { ...one, values: ["data"] }],
  [
    "ipa_dnsrecord",
    { ...one, values: ["record_values", "record_value"], name: ["record_name"], ttl: ["record_ttl"] },
  ],
  ["win_dns_record", one],
  ["vultr_dns_record", { ...one, values: ["data"] }],
  ["dns_record", { ...one, values: ["data", "content", "value"] }],
  ["exoscale_dns_record", { ...one, values: ["content"] }],
  ["nios_txt_record", { ...one, values: ["text"], type: { always: "TXT" }, full: true }],
]);
