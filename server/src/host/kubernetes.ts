/** Kubernetes: endpoints of ExternalDNS, record sets of operators for Route 53, zones in ConfigMaps of CoreDNS. */

import { stringsIn } from "./compose.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Seen } from "./format.ts";
import { filledRoot } from "./jinja.ts";
import { PerSection } from "./per-section.ts";
import { secondsOf, seeRecordSet, writtenName } from "./record-set.ts";
import { kubernetesShapes, type Place, seeShapes } from "./shapes.ts";
import { knownText, type Value, valueAt, valueUnder } from "./syntax/value.ts";
import { nameWithin, zoneSaid } from "./zone-said.ts";
import { seeZones } from "./zones-within.ts";

const memory = new PerSection();

export const kubernetes: Format = {
  format: "kubernetes",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)),
  see: (sections, { uri, rows }) =>
    memory.see(rows, sections, (section, root, names) =>
      seeObjects({ section, uri, root: filledRoot(section, root, names) }, root),
    ),
};

function* seeObjects(place: Place, root: Value): Iterable<Seen> {
  yield* seeShapes(kubernetesShapes, place);
  yield* seeTxtRecord(place);
  yield* seeZones(place.section, root);
}

/** A resource that is a record, of `bindy` and of providers of Crossplane: a list of texts is that of its strings. */
function* seeTxtRecord({ section, uri, root }: Place): Iterable<Seen> {
  if (!/^TXTRecord$/i.test(knownText(valueUnder(root, "kind")) ?? "")) return;
  const spec = valueAt(root, "spec", "forProvider") ?? valueUnder(root, "spec");
  const name = valueUnder(spec, "name");
  const text = valueUnder(spec, "text") ?? valueUnder(spec, "value");
  if (!spec || !name || !text) return;
  const zone = zoneSaid(section, spec);
  const written = knownText(name);
  const owner = written === null ? null : nameWithin(zone, written);
  yield* seeRecordSet({
    section,
    type: "TXT",
    owners: owner === null ? null : [owner],
    set: writtenName(uri, section, { name, zone: zone ?? undefined, place: spec }),
    ttl: secondsOf(valueUnder(spec, "ttl")),
    values: stringsIn(section.text, text),
    quoting: "plain",
    strings: "author",
  });
}
