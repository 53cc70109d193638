// Runs the command in this process on a real folder, with everything it says kept; and, where the process itself is what
// is tested, as a program of its own.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Disk, Failure, Machine, Output } from "../../server/src/cli/ports.ts";
import { run } from "../../server/src/cli/run.ts";
import type { Resolver } from "../../server/src/dns/answers.ts";
import type { DnsSettings } from "../../server/src/ide/dns-settings.ts";
import { after } from "../../server/src/platform/clock.ts";
import { fromUtf8, nodeDisk } from "../../server/src/platform/node-disk.ts";
import { nodeAssets } from "../../server/src/platform/node-files.ts";
import { root } from "./root.ts";

export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output to the octet. */
  readonly octets: Buffer;
}

export interface Place {
  readonly folder: string;
  readonly input?: string | Uint8Array;
  /** The same as it comes, where that is different. */
  readonly pieces?: readonly (string | Failure)[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether a person looks at standard output, and how wide what they look at is. */
  readonly terminal?: number;
  /** What the disk does otherwise than the real one. */
  readonly disk?: (real: Disk) => Partial<Disk>;
  readonly today?: string;
  /** What answers in place of DNS; `settings` is told how it is to be asked. */
  readonly dns?: Resolver;
  readonly settings?: (settings: DnsSettings) => void;
  readonly after?: Machine["after"];
}

/** Runs the command in this process. */
export async function command(args: readonly string[], place: Place): Promise<Said> {
  const [out, err] = [kept(place.terminal), kept(undefined)];
  const real = nodeDisk();
  const machine: Machine = {
    disk: { ...real, ...place.disk?.(real) },
    assets: nodeAssets(root),
    currentFolder: place.folder,
    environment: place.environment ?? {},
    out,
    err,
    standardInput: () => Buffer.from(place.input ?? ""),
    inputPieces: async function* () {
      for (const piece of place.pieces ?? [place.input ?? ""])
        yield typeof piece === "string" ? Buffer.from(piece) : piece;
    },
    fromUtf8,
    today: () => place.today ?? "2026-11-01",
    now: () => performance.now(),
    time: () => 1_793_500_000,
    after: place.after ?? after,
    resolver: (settings) => {
      place.settings?.(settings);
      return place.dns ?? (async () => ({ kind: "servfail", source: "test" }));
    },
    worksOnce: () => {},
    serve: async () => {},
  };
  const status = await run(args, machine);
  const octets = out.octets();
  return { status, out: octets.toString("utf8"), err: err.octets().toString("utf8"), octets };
}

function kept(columns: number | undefined): Output & { octets(): Buffer } {
  const pieces: Buffer[] = [];
  return {
    write: (text) => void pieces.push(Buffer.from(text as string)),
    flushed: async () => {},
    isTerminal: columns !== undefined,
    columns,
    octets: () => Buffer.concat(pieces),
  };
}

/** The folder of this test run alone, below the repository, so that the built program finds its languages. */
const built = path.join(root, ".cache", "test-cli", "main.js");

/** Builds the program as it ships, but for what flags of `esbuild.mjs` change. */
export async function buildProgram(at = built, ...flags: readonly string[]): Promise<void> {
  const { status, stderr } = spawnSync(process.execPath, ["esbuild.mjs", "dist/main.js", at, ...flags], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}

/** Runs the built program as a process. */
export function program(args: readonly string[], place: Place): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [built, ...args], {
    cwd: place.folder,
    input: place.input ?? "",
    env: { PATH: process.env.PATH ?? "", ...place.environment },
    maxBuffer: 1 << 30,
  });
  return { status, out: stdout.toString("utf8"), err: stderr.toString("utf8"), octets: stdout };
}

/** The same, while this process goes on: it may serve what the program asks. */
export async function programBeside(args: readonly string[], place: Place): Promise<Said> {
  const env = { PATH: process.env.PATH ?? "", ...place.environment };
  const child = spawn(process.execPath, [built, ...args], { cwd: place.folder, env });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (piece) => out.push(piece));
  child.stderr.on("data", (piece) => err.push(piece));
  child.stdin.end(place.input ?? "");
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const octets = Buffer.concat(out);
  return { status, out: octets.toString("utf8"), err: Buffer.concat(err).toString("utf8"), octets };
}

/** The path of the built program, for shells. */
export const programPath = built;

/** A folder with these files, by path; text after `->` is what a symbolic link leads to. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "spf-records-cli-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (typeof content === "string" && content.startsWith("-> ")) symlinkSync(content.slice(3), file);
    else writeFileSync(file, content);
  }
  return folder;
}

/** What is in a file, one unit for each octet. */
export function octetsOf(folder: string, name: string): string {
  return readFileSync(path.join(folder, name), "latin1");
}

const made: string[] = [];

/** Takes away every folder that was made. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
