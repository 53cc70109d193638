// What named-compilezone, BIND's own reader, makes of a zone: the reference for ours.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";

const program = [
  "/usr/bin/named-compilezone",
  "/usr/sbin/named-compilezone",
  "/usr/local/bin/named-compilezone",
].find(existsSync);

/** Where BIND's utilities are not installed, tests that need them are skipped, loudly. */
export const hasCompiler = program !== undefined;
export const compilerNeed = "named-compilezone (apt: bind9-utils)";

/** Nothing is checked but the syntax: what is loaded counts. */
const options =
  "-q -i none -k ignore -m ignore -M ignore -n ignore -r ignore -S ignore -T ignore -W ignore -s full -o -".split(
    " ",
  );

/** Lines of the form `owner|TYPE|octets of each string in hexadecimal`, or null where BIND refuses the zone. */
export function compile(zone: string, file: string, folder: string): Promise<Set<string> | null> {
  return new Promise((resolve) => {
    const limits = { cwd: folder, encoding: "latin1", maxBuffer: 1 << 28 } as const;
    execFile(program as string, [...options, zone, file], limits, (error, stdout) => {
      resolve(error ? null : recordsOf(stdout));
    });
  });
}

function recordsOf(output: string): Set<string> {
  const records = new Set<string>();
  for (const line of output.split("\n")) {
    const match = /^(\S+)\s+\d+\s+IN\s+(TXT|SPF)\s+(.*)$/.exec(line);
    if (!match) continue;
    const [, owner, type, data] = match as unknown as [string, string, string, string];
    const strings = [...data.matchAll(/"((?:\\[\s\S]|[^"\\])*)"/g)].map(([, inside]) =>
      hexOf(inside as string),
    );
    records.add(`${owner.slice(0, -1).toLowerCase()}|${type}|${strings.join(",")}`);
  }
  return records;
}

/** Octets of an escaped text in latin1. */
function hexOf(text: string): string {
  const plain = text.replace(/\\(\d{3})|\\([\s\S])/g, (_, digits?: string, character?: string) =>
    digits === undefined ? (character as string) : String.fromCharCode(Number(digits)),
  );
  return Buffer.from(plain, "latin1").toString("hex");
}
