/** Record sets of Azure DNS, public and private (Azure, "Microsoft.Network dnsZones"), whatever they are written in. */

import type { Other } from "./host.ts";
import { property } from "./programs/resources.ts";
import type { Value } from "./syntax/value.ts";

/** Where a set has its records, and each of them what it says. */
export interface AzureSet {
  readonly type: "TXT" | Other["type"];
  readonly list: string;
  readonly key: string;
  readonly preference?: readonly string[];
}

export const azureSets: readonly AzureSet[] = [
  { type: "TXT", list: "TXTRecords", key: "value" },
  { type: "A", list: "ARecords", key: "ipv4Address" },
  { type: "AAAA", list: "AAAARecords", key: "ipv6Address" },
  { type: "CNAME", list: "CNAMERecord", key: "cname" },
  { type: "MX", list: "MXRecords", key: "exchange", preference: ["preference"] },
  { type: "NS", list: "NSRecords", key: "nsdname" },
  { type: "PTR", list: "PTRRecords", key: "ptrdname" },
];

const TYPE = /^Microsoft\.Network\/(?:private)?dnsZones\/(\w+)$/i;

/** A record set of a resource's type, `Microsoft.Network/dnsZones/TXT`, and the records that its properties hold. */
export function azureSetOf(
  type: string,
  properties: Value | undefined,
): { set: AzureSet; values: Value; view: string | null } | null {
  const name = TYPE.exec(type)?.[1]?.toUpperCase();
  const set = azureSets.find((each) => each.type === name);
  const values = set && properties && property(properties, set.list);
  // A private zone may have the name of a public one.
  return values ? { set, values, view: /\/private/i.test(type) ? "private" : null } : null;
}

/** What names a set, within its zone (`@`) or behind it (`example.com/@`), in two: of the zone null where it is not said. */
export function azureName(written: string): { zone: string | null; label: string } {
  const slash = written.lastIndexOf("/");
  if (slash < 0) return { zone: null, label: written };
  return { zone: written.slice(0, slash).replace(/\.$/, ""), label: written.slice(slash + 1) };
}

/** What Pulumi's `azure-native` gives a record set: its type and the records of that type, side by side. */
export function azureNativeOf(
  type: string | null,
  properties: Value,
): { set: AzureSet; values: Value } | null {
  if (property(properties, "relativeRecordSetName") === undefined) return null;
  const set = azureSets.find((each) => each.type === type?.toUpperCase());
  const values = set && property(properties, set.list);
  return values ? { set, values } : null;
}
