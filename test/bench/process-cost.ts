// Measures what whole processes cost: processor time of user and system, and the most memory they held.

import { spawnSync } from "node:child_process";
import path from "node:path";

/** Without what makes every start of Node slower on this machine, whatever it runs: more certificates, options. */
const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...environment } = process.env;

/** Where a program is, or null where it is not installed. */
export function whereIs(program: string): string | null {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];
  for (const folder of folders) {
    const file = path.join(folder, program);
    if (spawnSync("test", ["-x", file]).status === 0) return file;
  }
  return null;
}

/** Milliseconds of processor time of a command, by the shell's own clock. */
export function cpuMilliseconds(command: readonly string[]): number {
  const { user, system } = timesOf(command);
  return user + system;
}

/** Milliseconds that pass while a command runs. */
export function wallMilliseconds(command: readonly string[]): number {
  return timesOf(command).wall;
}

function timesOf(command: readonly string[]): { wall: number; user: number; system: number } {
  const script = 'TIMEFORMAT="spf-bench %R %U %S"; time "$0" "$@" >/dev/null 2>/dev/null';
  const { stderr, error } = spawnSync("bash", ["-c", script, ...command], {
    encoding: "utf8",
    env: environment,
  });
  const match = /spf-bench ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr ?? "");
  if (error || !match) throw new Error(`no time of ${command.join(" ")}: ${error ?? stderr}`);
  const [wall, user, system] = match.slice(1).map((seconds) => Number(seconds) * 1000) as [
    number,
    number,
    number,
  ];
  return { wall, user, system };
}

/** The most memory that a script held while Node ran it, in megabytes. */
export function peakMegabytes(script: readonly string[]): number {
  const report =
    "process.on('exit',()=>require('fs').writeSync(2,'spf-bench '+process.resourceUsage().maxRSS))";
  const hook = `data:text/javascript,import{createRequire}from'module';const require=createRequire(process.cwd()+'/');${report}`;
  const { stderr } = spawnSync(process.execPath, ["--import", hook, ...script], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    env: environment,
  });
  const match = /spf-bench (\d+)/.exec(stderr);
  if (!match) throw new Error(`no memory of ${script.join(" ")}: ${stderr}`);
  return Number(match[1]) / 1024;
}
