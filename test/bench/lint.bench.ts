// Measures `spf-records lint` of large zones as whole processes, beside the checkers that come with name servers.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../support/root.ts";
import { cpuMilliseconds, peakMegabytes, whereIs } from "./process-cost.ts";
import { leftOut, median, type Row, row } from "./row.ts";
import { generateZone, ZONE_NAME } from "./zone-generate.ts";

/** The most memory that a million records may take. */
const MEMORY = 400;

interface Anchor {
  readonly program: string;
  readonly command: readonly string[];
}

export async function bench(): Promise<Row[]> {
  const program = path.join(root, "dist/main.js");
  const small = zoneFile(100_000);
  const large = zoneFile(1_000_000);
  const lint = (file: string) => [process.execPath, program, "lint", file];
  const rows = [
    ...compared("lint 100k records", lint(small), anchors(small), 9),
    ...compared("lint 1M records", lint(large), anchors(large), 3),
  ];
  const peak = peakMegabytes([program, "lint", large]);
  rows.push(row("lint 1M records: memory, against the limit", peak, MEMORY, "MB", { atMost: 1 }));
  return rows;
}

function anchors(file: string): Anchor[] {
  const known: Anchor[] = [
    // Without asking DNS for the names of other zones.
    { program: "named-checkzone", command: ["-i", "local", ZONE_NAME, file] },
    { program: "kzonecheck", command: ["-o", ZONE_NAME, file] },
  ];
  return known.flatMap(({ program, command }) => {
    const found = whereIs(program);
    if (found) return [{ program, command: [found, ...command] }];
    leftOut(program, "it is not installed (apt: bind9-utils, knot-dnssecutils)");
    return [];
  });
}

/** Turn by turn, so that whatever else the machine does falls on all alike. */
function compared(name: string, ours: readonly string[], against: readonly Anchor[], rounds: number): Row[] {
  const own: number[] = [];
  const others = new Map(against.map(({ program }) => [program, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    own.push(cpuMilliseconds(ours));
    for (const { program, command } of against) others.get(program)?.push(cpuMilliseconds(command));
  }
  return against.map(({ program }) =>
    row(`${name}: CPU, against ${program}`, median(own), median(others.get(program) ?? []), "ms", {
      atMost: 1,
    }),
  );
}

function zoneFile(records: number): string {
  const folder = path.join(root, ".cache/bench");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${records}.zone`);
  writeFileSync(file, generateZone(records));
  return file;
}
