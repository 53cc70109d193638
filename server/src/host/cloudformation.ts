/**
 * CloudFormation and SAM, in YAML and in JSON: `AWS::Route53::RecordSet`, and the sets of a `RecordSetGroup`.
 *
 * Route 53 wants texts in quotes, as zone files write them, and the template must bring these.
 */

import type { PartSpace, Span } from "../text/span.ts";
import { removableResources } from "./cloudformation-resources.ts";
import { choices, chosenItems, Template, templateNames } from "./cloudformation-values.ts";
import { typeSpanOf } from "./describe.ts";
import type { DeclaredNames } from "./evaluate.ts";
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
        (section, root, names) => seeSection(section, root, names, { uri, syntax }),
        templateNames(rows, sections),
      ),
  };
}

function* seeSection(
  section: Section,
  root: Value,
  names: DeclaredNames,
  { uri, syntax }: Pick<About, "uri"> & { readonly syntax: "yaml" | "json" },
): Iterable<Seen> {
  const template = new Template(section, names);
  let removable: ReturnType<typeof removableResources> | undefined;
  for (const { value } of within(root)) {
    const type = knownText(valueUnder(value, "Type"));
    if (type !== "AWS::Route53::RecordSet" && type !== "AWS::Route53::RecordSetGroup") continue;
    removable ??= removableResources(section, root, names, syntax);
    for (const { value: properties, perhaps } of choices(valueUnder(value, "Properties"))) {
      const certain = !perhaps && !entryOf(value, "Condition");
      const removal = perhaps ? null : (removable.get(value)?.removal ?? null);
      const about: About = { section, template, uri, certain, removal, zone: zoneOf(properties) };
      if (type === "AWS::Route53::RecordSet") yield* seeSet(about, properties);
      else yield* seeGroup(about, valueUnder(properties, "RecordSets"));
    }
  }
}

function* seeGroup(about: About, sets: Value | undefined): Iterable<Seen> {
  const isOnly = sets?.kind !== "list" || sets.items.length === 1;
  for (const set of chosenItems(sets)) {
    const removal = set.perhaps ? null : isOnly ? about.removal : set.removal;
    yield* seeSet({ ...about, certain: about.certain && !set.perhaps, removal }, set.value);
  }
}

/** What a set shares with the others of its group. */
interface About {
  readonly section: Section;
  readonly template: Template;
  readonly uri: string;
  readonly certain: boolean;
  /** What to take out so that a set with one value goes. */
  readonly removal: Span<PartSpace> | null;
  readonly zone: Value | undefined;
}

function zoneOf(properties: Value): Value | undefined {
  return valueUnder(properties, "HostedZoneId") ?? valueUnder(properties, "HostedZoneName");
}

function* seeSet({ section, template, uri, certain, removal, zone }: About, set: Value): Iterable<Seen> {
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
    removal,
    unquoted: "cfn-quote",
  });
}
