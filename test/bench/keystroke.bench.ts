// Measures what typing costs over stdio, from a keystroke to its diagnostics, in a small zone and in one of 5 MB; how
// long the server takes to come up; and the memory that it holds. The anchor is a server that has nothing but the library.

import path from "node:path";
import { root } from "../support/root.ts";
import { median, type Row, row } from "./row.ts";
import { Wire } from "./wire.ts";
import { generateZone } from "./zone-generate.ts";

const ours = [path.join(root, "dist/server/node.js"), "--stdio"];
const bare = [path.join(root, "test/bench/bare-server.cjs")];
const zone = { uri: "file:///zones/db.example.com", language: "dns-zone" };

/** Files of 200 kB in other languages, of which one record in ten is about SPF. */
const programs: readonly { readonly language: string; readonly file: string; readonly text: string }[] = [
  {
    language: "terraform",
    file: "dns.tf",
    text: repeated(
      (i, type, value) =>
        `resource "cloudflare_record" "r${i}" {\n  name    = "n${i}"\n  type    = "${type}"\n  content = "${value}"\n}\n`,
    ),
  },
  {
    language: "yaml",
    file: "example.com.yaml",
    text: repeated((i, type, value) => `n${i}:\n  type: ${type}\n  ttl: 3600\n  value: ${value}\n`),
  },
  {
    language: "json",
    file: "records.tf.json",
    text: `{ "resource": { "cloudflare_record": {\n${repeated(
      (i, type, value) => `    "r${i}": { "name": "n${i}", "type": "${type}", "content": "${value}" },\n`,
    )}    "last": { "name": "last", "type": "A", "content": "192.0.2.1" }\n} } }\n`,
  },
  {
    language: "javascript",
    file: "dnsconfig.js",
    text: `${repeated((i, type, value) => {
      const zone = `D("zone${i}.example", REG, DnsProvider(CF),\n`;
      return `${i % 40 === 0 ? zone : ""}  ${type}("n${i}", "${value}"),\n${i % 40 === 39 ? ");\n" : ""}`;
    })}`,
  },
];

function repeated(write: (i: number, type: "A" | "TXT", value: string) => string): string {
  let text = "";
  for (let i = 0; text.length < 200_000; i++) {
    const isSpf = i % 10 === 0;
    text += write(
      i,
      isSpf ? "TXT" : "A",
      isSpf ? `v=spf1 ip4:62.4.${i % 256}.0/24 -all` : `62.4.17.${i % 256}`,
    );
  }
  return text;
}

const small = [
  "$ORIGIN example.com.",
  "$TTL 1h",
  "@ IN SOA ns1 hostmaster ( 2026010101 2h 1h 2w 1h )",
  "  IN NS ns1",
  "  IN MX 10 mail",
  '  IN TXT "v=spf1 mx a:mail.example.com ptr -all"',
  "ns1 IN A 192.0.2.53",
  "mail IN A 192.0.2.25",
  '_spf IN TXT "v=spf1 ip4:192.0.2.64/26 -all"',
  "www IN CNAME mail",
  "",
].join("\n");

export async function bench(): Promise<Row[]> {
  // 117,000 records of the generated zone are 5 MB.
  const large = generateZone(117_000);
  const largeLine = large.slice(0, large.indexOf("send58499\t")).split("\n").length - 1;
  const [few, many] = [await typing(small, 5, 21, 600), await typing(large, largeLine, 30, 150)];
  const others: Row[] = [];
  for (const { language, file, text } of programs) {
    // A record in the middle, behind its version.
    const at = text.indexOf("v=spf1 ", text.length / 2) + 7;
    const before = text.slice(0, at).split("\n");
    const place = [before.length - 1, before.at(-1)?.length ?? 0] as const;
    const { ours: own } = await typing(text, ...place, 100, { uri: `file:///zones/${file}`, language });
    others.push(row(`keystroke to diagnostics, 200 kB of ${language}`, own, 10, "ms", { atMost: 1 }));
  }
  const [starting, showing, memory] = await starts();
  return [
    row("keystroke to diagnostics, 10 lines", few.ours, few.anchor, "ms", { atMost: 1.5 }),
    row("keystroke to diagnostics, 5 MB", many.ours, 3, "ms", { atMost: 1 }),
    row("the same beside the bare library", many.ours, many.anchor, "ms", { atMost: 1 }),
    ...others,
    row("spawn to initialized", starting.ours, starting.anchor, "ms", { atMost: 1.3 }),
    row("spawn to diagnostics", showing.ours, showing.anchor, "ms", { atMost: 1.6 }),
    row("resident memory, small file", memory.ours, 60, "MB", { atMost: 1 }),
    row("the same beside the bare library", memory.ours, memory.anchor, "MB", { atMost: 1.3 }),
  ];
}

interface Pair {
  readonly ours: number;
  readonly anchor: number;
}

/** Nobody types faster than this: milliseconds between two keystrokes. Without a pause a process never goes to sleep. */
const PAUSE = 8;

/** The median of keystrokes at a place within a record, typed in turn to either server. */
async function typing(
  text: string,
  line: number,
  column: number,
  count: number,
  { uri, language } = zone,
): Promise<Pair> {
  const wires = [new Wire(ours), new Wire(bare)] as const;
  for (const wire of wires) {
    await wire.initialize();
    await wire.open(uri, text, language);
  }
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < count; i++) {
    // Types a letter, and takes it away again.
    const at =
      i % 2 === 0
        ? { line, from: column, to: column, text: "x" }
        : { line, from: column, to: column + 1, text: "" };
    for (const which of [0, 1] as const) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      times[which].push(await wires[which].keystroke(uri, i + 2, at));
    }
  }
  for (const wire of wires) wire.kill();
  const warm = (list: number[]) => median(list.slice(count / 4));
  return { ours: warm(times[0]), anchor: warm(times[1]) };
}

/** The median of starts up to the greeting and to the findings of a small file, and of the memory held with it open. */
async function starts(): Promise<[greeted: Pair, shown: Pair, memory: Pair]> {
  const times: [number[], number[]] = [[], []];
  const shown: [number[], number[]] = [[], []];
  const sizes: [number[], number[]] = [[], []];
  for (let i = 0; i < 15; i++) {
    for (const which of [0, 1] as const) {
      const started = performance.now();
      const wire = new Wire(which === 0 ? ours : bare);
      await wire.initialize();
      times[which].push(performance.now() - started);
      await wire.open(zone.uri, small);
      shown[which].push(performance.now() - started);
      sizes[which].push(wire.memory());
      wire.kill();
    }
  }
  const pair = ([a, b]: [number[], number[]]) => ({ ours: median(a), anchor: median(b) });
  return [pair(times), pair(shown), pair(sizes)];
}
