// Other SPF engines as processes of their own, fed with the same cases. A peer reads a JSON file of zones and cases,
// prints its results as one JSON array, and then for each line `{"Seconds", "Use": [index…]}` on its input evaluates
// those cases over and over for so many seconds of processor time, and prints how many it made a second.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Zonedata } from "../../../server/src/dns/zonedata.ts";
import { root } from "../../support/root.ts";
import type { OpenspfCase } from "../../vectors/openspf.ts";
import { whereIs } from "../process-cost.ts";

const sources = path.join(root, "test/bench/evaluate");

export interface Peer {
  readonly name: string;
  /** What it takes to run, made ready in the folder that it is started in: a command, or why there is none. */
  command(folder: string): readonly string[] | { readonly missing: string };
}

export const peers: readonly Peer[] = [
  {
    name: "Go (blitiri)",
    command: (folder) => {
      const library = "/usr/share/gocode/src/blitiri.com.ar/go/spf";
      if (!install(["golang-blitiri-go-spf-dev", "golang-go"], () => existsSync(library) && whereIs("go"))) {
        return { missing: "no golang-go, golang-blitiri-go-spf-dev (apt)" };
      }
      const own = path.join(folder, "go/src/peer");
      mkdirSync(own, { recursive: true });
      cpSync(path.join(sources, "peer.go"), path.join(own, "main.go"));
      const program = path.join(folder, "peer");
      const env = {
        ...process.env,
        GO111MODULE: "off",
        GOFLAGS: "",
        GOPATH: `${path.join(folder, "go")}:/usr/share/gocode`,
        GOCACHE: path.join(folder, "go-cache"),
      };
      const built = spawnSync("go", ["build", "-o", program, "peer"], { env, encoding: "utf8" });
      return built.status === 0 ? [program] : { missing: `go build: ${built.stderr}` };
    },
  },
  {
    name: "pyspf",
    command: () => {
      const python = "/usr/bin/python3";
      const works = () => spawnSync(python, ["-c", "import spf"]).status === 0;
      if (!install(["python3-spf", "python3-dns"], works)) return { missing: "no python3-spf (apt)" };
      return [python, path.join(sources, "peer.py")];
    },
  },
  {
    name: "mailauth, strict",
    command: (folder) => {
      writeFileSync(path.join(folder, "package.json"), "{}");
      const arguments_ = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "mailauth@7.1.0"];
      const installed = spawnSync("npm", arguments_, { cwd: folder, encoding: "utf8" });
      if (installed.status !== 0) return { missing: `npm install: ${installed.stderr.slice(-300)}` };
      return [process.execPath, path.join(sources, "peer.cjs")];
    },
  },
];

/** Whether something is there, once apt has been asked for it where it is not. */
function install(packages: readonly string[], isThere: () => unknown): boolean {
  if (isThere()) return true;
  if (process.getuid?.() !== 0 || !whereIs("apt-get")) return false;
  spawnSync("apt-get", ["-qq", "install", "-y", "--no-install-recommends", ...packages], { stdio: "ignore" });
  return Boolean(isThere());
}

/** A peer that is running. */
export interface Running {
  /** What it gives for each case. */
  readonly results: readonly string[];
  /** Evaluations a second of processor time. */
  measure(use: readonly number[], seconds: number): Promise<number>;
  stop(): void;
}

/** Starts a peer with the cases, or says what is missing. */
export async function start(
  peer: Peer,
  cases: readonly OpenspfCase[],
  folder: string,
): Promise<Running | { readonly missing: string }> {
  const own = mkdtempSync(path.join(folder, "peer-"));
  const command = peer.command(own);
  if ("missing" in command) return command;
  const file = path.join(own, "cases.json");
  writeFileSync(file, JSON.stringify(peerInput(cases)));
  const [program, ...rest] = command as [string, ...string[]];
  const child = spawn(program, [...rest, file], { cwd: own, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${peer.name} ended before its time`);
    return JSON.parse(value);
  };
  return {
    results: (await answer()) as string[],
    measure: async (use, seconds) => {
      child.stdin.write(`${JSON.stringify({ Use: use, Seconds: seconds })}\n`);
      return (await answer()) as number;
    },
    stop: () => void child.stdin.end(),
  };
}

/** The cases as the peers read them: zones apart, since many cases share one. */
function peerInput(cases: readonly OpenspfCase[]): unknown {
  const zones = [...new Set(cases.map(({ zonedata }) => zonedata))];
  return {
    Zones: zones.map((zone) =>
      Object.fromEntries(Object.entries(zone).map(([name, entries]) => [name, peerNode(entries)])),
    ),
    Cases: cases.map(({ ip, helo, sender, zonedata }) => ({
      IP: ip,
      Helo: helo,
      Sender: sender,
      Zone: zones.indexOf(zonedata),
    })),
  };
}

function peerNode(entries: Zonedata[string]): unknown {
  const all = entries.filter((entry) => typeof entry !== "string");
  const values = (type: "A" | "AAAA" | "PTR") => all.flatMap((entry) => entry[type] ?? []);
  const failure = entries.find((entry) => typeof entry === "string");
  return {
    A: values("A"),
    AAAA: values("AAAA"),
    PTR: values("PTR"),
    TXT: all.flatMap(({ TXT }) => (TXT === undefined ? [] : [[TXT].flat().join("")])),
    MX: all.flatMap(({ MX }) => (Array.isArray(MX) ? [{ Preference: MX[0], Host: MX[1] }] : [])),
    CNAME: all.find(({ CNAME }) => CNAME !== undefined)?.CNAME ?? "",
    Failure: failure ?? (all.some(({ TIMEOUT }) => TIMEOUT) ? "TIMEOUT" : ""),
  };
}
