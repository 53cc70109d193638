/**
 * Zones that a role of Ansible makes of variables: `bind_zones`, once `bind_zone_domains`, with lists of texts, mail servers
 * and hosts (the role bertvv.bind). It puts each text into quotes.
 */

import { mxData, nameIn } from "../describe.ts";
import { domainOf } from "../file-names.ts";
import type { Section, Seen } from "../format.ts";
import type { Other } from "../host.ts";
import { filled, knownName, type Scope } from "../jinja.ts";
import { seeRecordSet, writtenName } from "../record-set.ts";
import { itemsOf, plainText, type Value, valueUnder, within } from "../syntax/value.ts";

/** Where a task or a variable stands. */
export interface Place {
  readonly section: Section;
  readonly uri: string;
  /** What plays and the file give names. */
  readonly scope: Scope;
}

const ZONES = /^bind_zone(?:s|_domains)$/;

/** The records of all zones in a section. */
export function* seeZoneVariables(place: Place, root: Value): Iterable<Seen> {
  for (const { value, path } of within(root)) {
    if (value.kind !== "map" || !ZONES.test(path.at(-1) ?? "")) continue;
    const name = knownName(valueUnder(value, "name"), place.scope)?.replace(/\.$/, "") ?? null;
    const zone = name === null || domainOf(name) === null ? null : name;
    for (const { value: text } of itemsOf(valueUnder(value, "text")))
      yield* seeTexts(place, text, zone, value);
    if (zone !== null) yield* seeHosts(place, value, zone);
  }
}

function* seeTexts(
  { section, uri, scope }: Place,
  text: Value,
  zone: string | null,
  object: Value,
): Iterable<Seen> {
  const [name, values] = [valueUnder(text, "name"), valueUnder(text, "text")];
  if (!name || !values) return;
  const label = knownName(name, scope);
  const owner = label === null ? null : nameIn(zone, label);
  yield* seeRecordSet({
    section,
    type: "TXT",
    owners: owner === null ? null : [owner],
    set: writtenName(uri, section, { name, zone: valueUnder(object, "name"), place: text }),
    ttl: null,
    values: filled(values, scope),
    quoting: "wrapped",
    strings: "author",
  });
}

/** Mail servers of the zone, and what is known of its hosts. */
function* seeHosts({ section, scope }: Place, object: Value, zone: string): Iterable<Seen> {
  const under = (value: Value, key: string) => {
    const written = valueUnder(value, key);
    return written && filled(written, scope);
  };
  const see = (name: string, type: Other["type"], data: string, { span }: Value): Seen => {
    return { section, other: { name, type, ttl: null, data, span } };
  };
  for (const { value } of itemsOf(under(object, "mail_servers"))) {
    const host = plainText(under(value, "name"));
    const full = host === null ? null : nameIn(zone, host);
    if (full !== null) yield see(zone, "MX", mxData(full, plainText(under(value, "preference"))), value);
  }
  for (const { value } of itemsOf(under(object, "hosts"))) {
    const label = plainText(under(value, "name"));
    const owner = label === null ? null : nameIn(zone, label);
    for (const [key, type] of [
      ["ip", "A"],
      ["ipv6", "AAAA"],
    ] as const) {
      for (const { value: address } of itemsOf(under(value, key))) {
        const data = plainText(address);
        if (owner !== null && data !== null) yield see(owner, type, data, address);
      }
    }
    for (const { value: alias } of itemsOf(under(value, "aliases"))) {
      const name = plainText(alias);
      const other = name === null ? null : nameIn(zone, name);
      if (owner !== null && other !== null) yield see(other, "CNAME", owner, alias);
    }
  }
}
