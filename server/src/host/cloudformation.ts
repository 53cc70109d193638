/**
 * CloudFormation and SAM, in YAML and in JSON: `AWS::Route53::RecordSet`, and the sets of a `RecordSetGroup`.
 *
 * Route 53 wants texts in quotes, as zone files write them, and the template must bring these.
 */

import { choices, chosenItems, Template, templateNames } from "./cloudformation-values.ts";
import { typeSpanOf } from "./describe.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import { PerSection } from "./per-section.ts";
import { fullName, secondsOf, seeRecordSet, writtenAs, writtenName } from "./record-set.ts";
import { entryOf, knownText, type Value, valueUnder, within } from "./syntax/value.ts";

/** The format in one of the syntaxes that templates are written in. */
export function cloudformation(syntax: "yaml" | "json"): Format {
  const memory = new PerSection();
  const name = syntax === "yaml" ? /\.ya?ml$/i : /\.json$/i;
  return {
    format: "cloudformation",
    syntax,
    mayHold: ({ uri }) => name.test(fileNameOf(uri)),
    see: (sections, { uri, rows }) =>
      memory.see(
        rows,
        sections,
        (section, root, names) => seeSection(section, root, new Template(section, names), uri),
        templateNames(rows, sections),
      ),
  };
}

function* seeSection(section: Section, root: Value, template: Template, uri: string): Iterable<Seen> {
  for (const { value } of within(root)) {
    const type = knownText(valueUnder(value, "Type"));
    if (type !== "AWS::Route53::RecordSet" && type !== "AWS::Route53::RecordSetGroup") continue;
    for (const { value: properties, perhaps } of choices(valueUnder(value, "Properties"))) {
      const certain = !perhaps && !entryOf(value, "Condition");
      const about: About = { section, template, uri, certain, zone: zoneOf(properties) };
      if (type === "AWS::Route53::RecordSet") yield* seeSet(about, properties);
      else {
        for (const set of chosenItems(valueUnder(properties, "RecordSets")))
          yield* seeSet({ ...about, certain: certain && !set.perhaps }, set.value);
      }
    }
  }
}

/** What a set shares with the others of its group. */
interface About {
  readonly section: Section;
  readonly template: Template;
  readonly uri: string;
  readonly certain: boolean;
  readonly zone: Value | undefined;
}

function zoneOf(properties: Value): Value | undefined {
  return valueUnder(properties, "HostedZoneId") ?? valueUnder(properties, "HostedZoneName");
}

function* seeSet({ section, template, uri, certain, zone }: About, set: Value): Iterable<Seen> {
  const type = valueUnder(set, "Type");
  const [name, values] = [valueUnder(set, "Name"), valueUnder(set, "ResourceRecords")];
  const kind = knownText(type);
  if (!type || kind === null || !values) return;
  const owner = fullName(name && template.value(name));
  const ttl = valueUnder(set, "TTL");
  const id = valueUnder(set, "HostedZoneId");
  yield* seeRecordSet({
    section,
    type: kind,
    typeSpan: typeSpanOf(type),
    owners: owner === null ? null : [owner],
    set: writtenName(uri, section, { name, zone: zoneOf(set) ?? zone, place: set }),
    // A public and a private zone may be of one name.
    view: id ? writtenAs(section, id) : null,
    ttl: secondsOf(ttl && template.value(ttl)),
    values: {
      kind: "list",
      items: chosenItems(values).map((item) => ({ ...item, value: template.value(item.value) })),
      span: values.span,
      whole: false,
    },
    quoting: "octal",
    strings: "author",
    certain,
    unquoted: "cfn-quote",
  });
}
