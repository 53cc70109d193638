/**
 * Records in Terraform that no resource of a provider is known to use: in objects that feed a module, in locals, in
 * defaults of variables.
 */

import { describe, wrapped } from "./describe.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Section, Seen } from "./sections.ts";
import {
  type Entry,
  entryOf,
  itemsOf,
  knownText,
  plainText,
  type Value,
  valueUnder,
} from "./syntax/value.ts";
import { resources } from "./terraform-resources.ts";

/** What generic modules call the texts of a record. */
const VALUES = ["records", "values", "rrdatas", "value", "content", "data", "target", "txt", "answers"];
const NAMES = ["name", "hostname", "subdomain", "host", "record"];

/** A record with terms: a bare version is a piece of one that code puts together. */
const RECORD = /^\s*"?(?:v=spf1|spf2\.0\/[\w,]+) +\S/i;

export function* seeLoose(
  blocks: readonly { readonly section: Section; readonly entry: Entry }[],
  evaluator: Evaluator,
  used: ReadonlySet<Value>,
  uri: string,
): Iterable<Seen> {
  for (const { section, entry } of blocks) {
    if (entry.key === "resource" && resources[entry.labels?.[0] ?? ""]) continue;
    const seen: Seen[] = [];
    look(section, entry.value, evaluator, used, `${uri}#${entry.labels?.join(".") ?? entry.key}`, seen, 0);
    yield* seen;
  }
}

/** Objects and lists within each other; a syntax lets none be deeper. */
const DEEPEST = 100;

function look(
  section: Section,
  value: Value,
  evaluator: Evaluator,
  used: ReadonlySet<Value>,
  path: string,
  out: Seen[],
  depth: number,
): void {
  if (depth > DEEPEST) return;
  switch (value.kind) {
    case "map":
      if (seeObject(section, value, evaluator, used, path, out)) return;
      for (const entry of value.entries)
        look(section, entry.value, evaluator, used, `${path}.${entry.key}`, out, depth + 1);
      return;
    case "list":
      for (const [i, item] of value.items.entries())
        look(section, item.value, evaluator, used, `${path}.${i}`, out, depth + 1);
      return;
    case "text":
    case "call": {
      // What a call that is not known makes of its arguments is not known either.
      const text = evaluator.value(section, value);
      if (text.kind !== "text" || used.has(text) || used.has(value) || !RECORD.test(text.text.text)) return;
      out.push({
        section,
        found: describe({
          value: text,
          decoded: wrapped(text.text),
          owners: null,
          set: `${path}@${value.span.start}`,
          certain: false,
          strings: "tool",
        }),
      });
    }
  }
}

/** An object that says it is a TXT record: `{ name = "", type = "TXT", records = [...] }`. */
function seeObject(
  section: Section,
  value: Value,
  evaluator: Evaluator,
  used: ReadonlySet<Value>,
  path: string,
  out: Seen[],
): boolean {
  const type = knownText(valueUnder(value, "type"))?.toUpperCase();
  if (type !== "TXT" && type !== "SPF") return false;
  const key = VALUES.find((each) => entryOf(value, each));
  const list = key === undefined ? undefined : valueUnder(value, key);
  if (!list) return false;
  const name = NAMES.map((each) => knownText(valueUnder(value, each))).find((each) => each !== null) ?? null;
  const ttl = Number(plainText(valueUnder(value, "ttl")) ?? Number.NaN);
  for (const item of itemsOf(list.kind === "list" ? list : evaluator.value(section, list))) {
    const text = evaluator.value(section, item.value);
    // What stands elsewhere is seen there.
    if (text.kind !== "text" || text.used || item.value.kind === "unknown" || used.has(text)) continue;
    out.push({
      section,
      found: describe({
        value: text,
        decoded: wrapped(text.text),
        owners: name?.endsWith(".") ? [name.slice(0, -1)] : null,
        type,
        ttl: Number.isInteger(ttl) ? ttl : null,
        set: name?.endsWith(".") ? name.slice(0, -1) : `${path}@${value.span.start}`,
        strings: "tool",
        typeSpan: entryOf(value, "type")?.value.span ?? null,
        removal: item.removal,
      }),
    });
  }
  return true;
}
