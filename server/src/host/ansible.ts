/** Ansible: tasks whose modules make DNS records, with what their loops and variables give. */

import { type Module, modules } from "./ansible/modules.ts";
import { argumentsIn } from "./ansible/words.ts";
import { type Place, seeZoneVariables } from "./ansible/zones.ts";
import { stringsIn } from "./compose.ts";
import { setOf, typeSpanOf } from "./describe.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import { fileNames, filled, knownName, noScope, type Scope } from "./jinja.ts";
import { PerSection } from "./per-section.ts";
import { secondsOf, seeRecordSet, writtenAs, writtenName } from "./record-set.ts";
import {
  type Entry,
  entryOf,
  type Item,
  itemsOf,
  knownText,
  type MapValue,
  type Value,
  valueUnder,
  within,
} from "./syntax/value.ts";

/** Items of a loop that are looked at. */
const MOST = 1000;
const memory = new PerSection();

export const ansible: Format = {
  format: "ansible",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)),
  see: (sections, { uri, rows }) =>
    memory.see(
      rows,
      sections,
      (section, root, names) => {
        const own = variablesIn(root);
        const scope: Scope = (name) => own.get(name) ?? names.get(name)?.value;
        return seeAll({ section, uri, scope }, root);
      },
      fileNames(rows, sections),
    ),
};

/** Names that the section gives a value, of which one that has two is not known. */
function variablesIn(root: Value): ReadonlyMap<string, Value> {
  const known = new Map<string, Value>();
  for (const { value } of within(root)) {
    const variables = valueUnder(value, "vars");
    for (const { key, value: own } of variables?.kind === "map" ? variables.entries : [])
      if (key !== null) known.set(key, known.has(key) ? { kind: "unknown", span: own.span } : own);
  }
  return known;
}

function* seeAll(place: Place, root: Value): Iterable<Seen> {
  yield* seeTasks(place, root);
  yield* seeZoneVariables(place, root);
}

function* seeTasks(place: Place, root: Value): Iterable<Seen> {
  for (const { value: task } of within(root)) {
    if (task.kind !== "map") continue;
    for (const { key, value } of task.entries) {
      const name = key?.slice(key.lastIndexOf(".") + 1) ?? "";
      const module = modules.get(name);
      const given = module && (value.kind === "text" ? argumentsIn(value) : value);
      if (module && given?.kind === "map")
        yield* seeTask({ place, module, service: serviceOf(name) }, task, given);
    }
  }
}

/** The records of a task: once for each item of its loop. */
function* seeTask(of: Omit<About, "isSure">, task: MapValue, given: MapValue): Iterable<Seen> {
  const own = of.place.scope;
  const loop = task.entries.find(({ key }) =>
    /^(?:loop|with_items|with_list|with_flattened)$/.test(key ?? ""),
  );
  const items = loop ? loopItems(filled(loop.value, own)) : null;
  const named = knownText(valueUnder(valueUnder(task, "loop_control"), "loop_var"));
  const label = named !== null && /^\w+$/.test(named) ? named : "item";
  const isSure = !entryOf(task, "when") && (!loop || items !== null);
  const about = { ...of, isSure };
  if (!items) {
    yield* seeSets(about, given, own);
    return;
  }
  // A text with a piece of each item is many texts, which can't be told apart where they are written.
  const isOne = items.length === 1;
  for (const item of items.slice(0, MOST)) {
    const scope: Scope = (name) => (name === label ? item.value : own(name));
    yield* seeSets(about, given, scope, isOne ? scope : own, label);
  }
}

/** What a loop goes over, if that is written down: lists in lists are one. */
function loopItems(value: Value): readonly Item[] | null {
  if (value.kind !== "list" || !value.whole) return null;
  return value.items.flatMap((item) => (item.value.kind === "list" ? item.value.items : [item]));
}

interface About {
  readonly place: Place;
  readonly module: Module;
  /** Who publishes what the module is given: another may have the same names. */
  readonly service: string;
  readonly isSure: boolean;
}

/** `hetzner` of `hetzner_dns_record_set`. */
function serviceOf(module: string): string {
  return module.split("_", 1)[0] as string;
}

/** Arguments that tell one zone of a service from another of the same name. */
const VIEWS = ["private_zone", "hosted_zone_id", "vpc_id", "server", "view", "dns_view"];

/** The sets that a module is given: its arguments, or a list of such. */
function* seeSets(
  about: About,
  given: MapValue,
  scope: Scope,
  texts: Scope = scope,
  label = "",
): Iterable<Seen> {
  const list = about.module.sets?.map((key) => entryOf(given, key)?.value).find(Boolean);
  if (!list) yield* seeSet(about, given, given, scope, texts, label);
  for (const { value } of list ? itemsOf(filled(list, scope)) : [])
    if (value.kind === "map") yield* seeSet(about, value, given, scope, texts, label);
}

function* seeSet(
  { place, module, service, isSure }: About,
  set: MapValue,
  given: MapValue,
  scope: Scope,
  texts: Scope,
  label: string,
): Iterable<Seen> {
  const find = (keys: readonly string[]): Entry | undefined =>
    keys.map((key) => entryOf(set, key) ?? entryOf(given, key)).find(Boolean);
  const state = find(["state", "command"]);
  // What a task takes away, or only looks up, is not published by it.
  if (state && /^(?:absent|delete|get)$/i.test(knownName(state.value, scope) ?? "")) return;
  const kind = "always" in module.type ? null : find(module.type);
  const type = "always" in module.type ? module.type.always : knownName(kind?.value, scope);
  const values = find(module.values);
  if (type === null || !values) return;
  const name = find(module.name);
  const zone = find(module.zone);
  const owner = ownerOf(module, knownName(name?.value, scope), knownName(zone?.value, scope));
  const way = knownName(find(["txt_transformation"])?.value, noScope);
  const isQuoted = way === "quoted" || way === "api";
  const ttl = find(module.ttl);
  const views = VIEWS.map((key) => {
    const value = find([key])?.value;
    const said = value ? writtenAs(place.section, filled(value, scope)) : "";
    return /^(?:false|no|off)$/i.test(said) ? null : said;
  });
  yield* seeRecordSet({
    section: place.section,
    type,
    typeSpan: typeSpanOf(kind?.value),
    owners: owner === null ? null : [owner],
    set: writtenName(place.uri, place.section, {
      name: name && filled(name.value, scope),
      zone: zone && filled(zone.value, scope),
      place: set,
    }),
    view: setOf(service, ...views),
    ttl: ttl ? secondsOf(filled(ttl.value, scope)) : null,
    values: textsOf(place.section, module, values.value, scope, texts, label),
    quoting: isQuoted ? "quoted" : module.quoting,
    strings: isQuoted ? "author" : module.strings,
    certain: isSure,
    ...(module.needsQuotes || isQuoted ? { unquoted: "ansible-quote" as const } : {}),
  });
}

/** The values of a set, each one text. */
function textsOf(
  { text }: Section,
  { commas }: Module,
  values: Value,
  scope: Scope,
  texts: Scope,
  label: string,
): Value {
  const items = itemsOf(values).flatMap((item): Item[] => {
    // Azure has each text as an entry, or as the list of its strings.
    const entry = valueUnder(item.value, "entry") ?? item.value;
    const isItem =
      label !== "" &&
      entry.kind === "text" &&
      new RegExp(`^\\s*\\{\\{[^{}]*\\b${label}\\b[^{}]*\\}\\}\\s*$`).test(entry.text.text);
    const value = filled(entry, isItem ? scope : texts);
    if (value.kind === "list" && entry !== item.value)
      return [{ value: stringsIn(text, value), removal: item.removal }];
    const all = value.kind === "list" ? value.items : [{ ...item, value }];
    // A list is taken as it is.
    return all.flatMap((each) => (commas && values.kind === "text" ? split(each) : [each]));
  });
  return { kind: "list", items, span: values.span, whole: true };
}

/** Several quoted texts in one, with commas between them. */
function split(item: Item): Item[] {
  const { value } = item;
  if (value.kind !== "text" || !/"\s*,\s*"/.test(value.text.text)) return [item];
  return [...value.text.text.matchAll(/"(?:[^"\\]|\\.)*"(?:[ \t]*"(?:[^"\\]|\\.)*")*/g)].map(
    ({ index, 0: found }) => {
      const text = value.text.slice(index, index + found.length);
      return {
        value: { kind: "text", text, span: text.sourceRange({ start: 0, end: found.length }) },
        removal: null,
      };
    },
  );
}

/** The full name: what a module is given is below its zone, in it, or full already. */
function ownerOf(module: Module, name: string | null, zone: string | null): string | null {
  const plain = (each: string) => each.replace(/(?<=.)\.$/, "");
  const top = zone === null ? null : plain(zone);
  if (name === null) return null;
  if (module.full || /.\.$/.test(name)) return name === "" ? null : plain(name);
  if (top === null) return null;
  if (name === "" || name === "@") return top;
  const [label, domain] = [name.toLowerCase(), top.toLowerCase()];
  return label === domain || label.endsWith(`.${domain}`) ? name : `${name}.${top}`;
}
