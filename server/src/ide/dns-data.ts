/** DNS as plain data, as a request or a file brings it: what answers in place of DNS, and what DNS answered. */

import type { Answerer } from "../dns/answers.ts";
import { normalise } from "../dns/names.ts";
import type { Place } from "../dns/overlay.ts";
import { recorded } from "../dns/recorded.ts";
import { recorder } from "../dns/recorder.ts";
import { readZonedata, type Zonedata } from "../dns/zonedata.ts";
import { type Message, messagesOf } from "../text/message.ts";

export { type Place, recorder, type Zonedata };

export const dnsDataMessages = messagesOf("dns-data", {
  syntax: "Line {line}: this is neither JSON nor YAML: {error}",
});

/** Answers from data in the shape of `zonedata`, or what is wrong with it. A name that is not there does not exist. */
export function answersIn(value: unknown): Answerer | readonly Message[] {
  const read = readZonedata(value);
  return "wrong" in read ? read.wrong : recorded(read.zonedata);
}

/** The place to look up what a file in that shape holds, JSON or YAML; or what is wrong with it. */
export async function readDnsFile(text: string): Promise<Place | readonly Message[]> {
  // The reader of YAML is large, and few runs need it.
  const { yamlData } = await import("../host/syntax/yaml-data.ts");
  const data = yamlData(text);
  if ("error" in data) return [dnsDataMessages.syntax({ line: data.line, error: data.error })];
  const read = readZonedata(data.value);
  return "wrong" in read ? read.wrong : placeIn(read.zonedata);
}

/** Knows the names that are there, and nothing of others. */
function placeIn(zonedata: Zonedata): Place {
  const answer = recorded(zonedata);
  const aliases = new Map<string, string | null>();
  for (const [name, entries] of Object.entries(zonedata)) {
    const own = normalise(name);
    for (const entry of entries) {
      const alias = typeof entry === "object" ? entry.CNAME : undefined;
      aliases.set(own, aliases.get(own) ?? (alias === undefined ? null : normalise(alias)));
    }
    if (entries.length === 0) aliases.set(own, aliases.get(own) ?? null);
  }
  return (name, type) => {
    const target = aliases.get(name);
    if (target === undefined) return { kind: "unknown", source: "nobody" };
    return target === null
      ? answer({ name, type })
      : { kind: "alias", target, ttl: null, source: "recorded" };
  };
}
