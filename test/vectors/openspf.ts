// Reads the openspf suites, the tests of the standard itself, where a system has installed them. They are not ours to
// commit: Debian's golang-blitiri-go-spf-dev carries them, and SPF_OPENSPF may name another folder.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { readZonedata, type Zonedata } from "../../server/src/dns/zonedata.ts";
import { decodeOctets } from "../../server/src/text/octets.ts";

export interface OpenspfCase {
  /** `group/name`, since names repeat between the groups of a file. */
  readonly id: string;
  readonly ip: string;
  readonly helo: string;
  readonly sender: string;
  readonly receiver: string | undefined;
  /** Every result that the suite accepts. */
  readonly results: readonly string[];
  /** `DEFAULT` is the receiver's own; undefined where the suite asks for none. */
  readonly explanation: string | undefined;
  readonly zonedata: Zonedata;
}

const folder = process.env.SPF_OPENSPF ?? "/usr/share/gocode/src/blitiri.com.ar/go/spf/testdata";

/** The path of a suite, or undefined where it is not installed. */
export function suitePath(name: string): string | undefined {
  const file = path.join(folder, name);
  return existsSync(file) ? file : undefined;
}

/** What a skipped test says. */
export const openspf = "the openspf suites (apt: golang-blitiri-go-spf-dev, or SPF_OPENSPF)";

interface Written {
  readonly helo?: string;
  readonly host: string;
  readonly mailfrom?: string;
  readonly receiver?: string;
  readonly result: string | readonly string[];
  readonly explanation?: string;
}

interface Group {
  readonly description?: string;
  readonly comment?: string;
  readonly tests: Readonly<Record<string, Written>>;
  readonly zonedata: Readonly<Record<string, readonly Entry[] | null>>;
}

type Entry = string | Readonly<Record<string, unknown>>;

/** Every case of a file in its order. */
export function readSuite(file: string): OpenspfCase[] {
  const groups = parseAllDocuments(readFileSync(file, "utf8")) as ReadonlyArray<{ toJS(): Group | null }>;
  return groups.flatMap((document) => {
    const group = document.toJS();
    if (!group) return [];
    const title = (group.description ?? group.comment ?? "").trim();
    const zonedata = asServed(group.zonedata);
    return Object.entries(group.tests).map(([name, test]) => ({
      id: `${title}/${name}`,
      ip: test.host,
      helo: test.helo ?? "",
      sender: test.mailfrom ?? "",
      receiver: test.receiver,
      results: [test.result].flat(),
      explanation: test.explanation,
      zonedata,
    }));
  });
}

/**
 * The zones as a server has them after what the suites leave to their drivers: an SPF entry is a TXT entry too, unless
 * the name has TXT entries, of which `NONE` stands for none at all.
 */
function asServed(zonedata: Group["zonedata"]): Zonedata {
  const read = readZonedata(
    Object.fromEntries(
      Object.entries(zonedata).map(([name, entries]) => [
        name,
        withTxt((entries ?? []).flatMap((entry) => served(name, entry))),
      ]),
    ),
  );
  if ("wrong" in read) throw new Error(JSON.stringify(read.wrong));
  return read.zonedata;
}

function withTxt(entries: readonly Entry[]): readonly Entry[] {
  const texts = entries.some((entry) => typeof entry === "object" && "TXT" in entry);
  const copies = texts
    ? []
    : entries.flatMap((entry) => (typeof entry === "object" && "SPF" in entry ? [{ TXT: entry.SPF }] : []));
  return [...entries, ...copies].filter((entry) => typeof entry === "string" || entry.TXT !== "NONE");
}

function served(name: string, entry: Entry): Entry[] {
  if (typeof entry === "string") return [entry];
  return Object.entries(entry).map(([type, value]) => {
    if (type === "SERVFAIL") return "SERVFAIL";
    // What stands for an alias of itself, since some drivers do not follow aliases.
    if (type === "CNAMELOOP") return { CNAME: name };
    return type === "TXT" || type === "SPF" ? { [type]: octetsOf(value) } : { [type]: value };
  });
}

/** The suites write octets as characters: "\xEF\xBB\xBF" is a byte order mark in UTF-8. */
function octetsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(octetsOf);
  return typeof value === "string" && /[\x80-\xff]/.test(value) && !/[^\0-\xff]/.test(value)
    ? decodeOctets(Buffer.from(value, "latin1"))
    : value;
}
