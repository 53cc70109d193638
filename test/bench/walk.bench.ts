// Measures `spf-records lint .` over a repository of which little is about mail, as a whole process beside ripgrep.

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../support/root.ts";
import { wallMilliseconds, whereIs } from "./process-cost.ts";
import { leftOut, median, type Row, row } from "./row.ts";

const FILES = 10_000;
const ROUNDS = 7;
/** What a process of Node may take beyond three times what ripgrep does, in milliseconds. */
const ALLOWANCE = 300;

export async function bench(): Promise<Row[]> {
  const rg = whereIs("rg") ?? installed();
  if (!rg) {
    leftOut("lint of 10,000 files", "ripgrep is not installed (apt: ripgrep)");
    return [];
  }
  const folder = repository();
  const program = path.join(root, "dist/main.js");
  const own: number[] = [];
  const others: number[] = [];
  // Turn by turn, so that whatever else the machine does falls on both alike.
  for (let round = 0; round < ROUNDS; round++) {
    own.push(wallMilliseconds([process.execPath, program, "lint", folder]));
    others.push(wallMilliseconds([rg, "-l", "v=spf1", folder]));
  }
  const bound = 3 * median(others) + ALLOWANCE;
  const name = `lint ${FILES} files: wall, against 3 x ripgrep (${median(others).toFixed(0)} ms) + ${ALLOWANCE} ms`;
  return [row(name, median(own), bound, "ms", { atMost: 1 })];
}

function installed(): string | null {
  spawnSync("apt-get", ["install", "-y", "ripgrep"], { stdio: "ignore" });
  return whereIs("rg");
}

/** What a file of each kind is called, and how it begins; the rest are words. */
const kinds: readonly (readonly [name: string, begin: string])[] = [
  ["index.ts", "export function handler(event: string): string {\n"],
  ["readme.md", "# A title\n\nSome words about a thing.\n"],
  ["values.yaml", "service:\n  port: 8080\n"],
  ["package.json", '{ "name": "thing", "version": "1.0.0" }\n'],
  ["main.tf", 'resource "aws_instance" "a" {\n  ami = "ami-1"\n}\n'],
  ["main.py", "def main(argument):\n    return argument\n"],
  ["style.css", ".a { color: red }\n"],
  ["example.com.txt", "a list of hosts\n"],
  ["main.go", "package main\n"],
  ["data.csv", "a,b,c\n1,2,3\n"],
];

/** Those that hold records: one file in a hundred. */
const records: readonly (readonly [name: string, text: string])[] = [
  ["db.example.com", '$ORIGIN example.com.\n@ SOA a b 1 1 1 1 1\n@ TXT "v=spf1 mx -all"\n'],
  ["example.com.yaml", "'':\n  type: TXT\n  value: v=spf1 mx -all\n"],
  ["dns.tf", 'resource "cloudflare_record" "a" {\n  type = "TXT"\n  content = "v=spf1 mx -all"\n}\n'],
];

function repository(): string {
  const top = path.join(root, ".cache/bench/walk");
  rmSync(top, { recursive: true, force: true });
  mkdirSync(path.join(top, ".git"), { recursive: true });
  writeFileSync(path.join(top, ".gitignore"), "node_modules\n*.log\n/build/\n");
  // The same numbers on every machine.
  let seed = 1;
  const next = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const words = ["alpha", "proof", "special", "offset", "perf", "response", "function", "of", "in", "return"];
  for (let i = 0; i < FILES; i++) {
    const folder = path.join(top, `area${i % 20}`, `part${i % 400}`);
    if (i < 400) mkdirSync(folder, { recursive: true });
    const holds = i % 100 === 0;
    const [name, begin] = holds
      ? (records[(i / 100) % records.length] as [string, string])
      : (kinds[i % kinds.length] as [string, string]);
    let text = begin;
    const size = holds ? 0 : 200 + next(8000);
    while (text.length < size) text += `${words[next(words.length)]}${next(12) === 0 ? "\n" : " "}`;
    writeFileSync(path.join(folder, `${i}-${name}`.replace(/^\d+-db\./, "db.")), text);
  }
  return top;
}
