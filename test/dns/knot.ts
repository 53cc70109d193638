// knotd on loopback with one zone, the root, which holds whatever DNS a test needs.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { labels } from "../../server/src/dns/names.ts";
import { isFailed, type Records, type Zonedata } from "../../server/src/dns/zonedata.ts";
import { systemResolver } from "../../server/src/platform/node-dns.ts";
import { encodeOctets } from "../../server/src/text/octets.ts";

const knotd = ["/usr/sbin/knotd", "/usr/local/sbin/knotd"].find((file) => existsSync(file));

export const hasKnot = knotd !== undefined;

export interface Knot {
  readonly port: number;
  /** Puts these data in the place of what was served before. */
  serve(zonedata: Zonedata): Promise<void>;
  close(): Promise<void>;
}

export async function startKnot(): Promise<Knot> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "spf-records-knot-"));
  const [zone, config] = [path.join(folder, "root.zone"), path.join(folder, "knot.conf")];
  const port = await freePort();
  writeFileSync(
    config,
    `server:
    listen: 127.0.0.1@${port}
    rundir: "${folder}"
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
database:
    storage: "${folder}"
log:
  - target: stdout
    any: info
zone:
  - domain: "."
    file: "${zone}"
    zonefile-sync: -1
    journal-content: none
`,
  );
  let serial = 0;
  const write = (zonedata: Zonedata) => writeFileSync(zone, zoneOf(zonedata, ++serial));
  write({});
  const server = spawn(knotd as string, ["-c", config], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => server.on("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let log = "";
    server.stdout.on("data", (piece) => {
      log += piece;
      if (log.includes("server started")) resolve();
    });
    server.on("exit", () => reject(new Error(`knotd ended: ${log}`)));
  });
  return {
    port,
    async serve(zonedata) {
      write(zonedata);
      server.kill("SIGHUP");
      // It reads the zone anew in its own time, and then knows the name of that time.
      const resolve = systemResolver({ server: `127.0.0.1:${port}`, timeout: 10_000 });
      while ((await resolve({ name: markOf(serial), type: "A" })).kind !== "ok") await delay(2);
    },
    close: async () => {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether a server can serve the data: names that exist in DNS, no failures, nothing beside an alias. */
export function canServe(zonedata: Zonedata): boolean {
  return Object.entries(zonedata).every(([name, entries]) => {
    const records = entries.flatMap((entry) => (isFailed(entry) ? [null] : Object.entries(entry)));
    const fails = records.some((record) => record === null || isFailed(record[1]) || record[1] === true);
    const alone = entries.length === 1 || !records.some((record) => record?.[0] === "CNAME");
    return !fails && alone && labels(name).every(isLabel);
  });
}

function isLabel(label: string): boolean {
  const { length } = encodeOctets(label);
  return length > 0 && length <= 63;
}

/** A name that only the zone with this serial has. */
function markOf(serial: number): string {
  return `serial-${serial}.knot.test`;
}

/** The data as a zone file of the root. */
function zoneOf(zonedata: Zonedata, serial: number): string {
  const lines = [
    `$TTL 60`,
    `. SOA ns. root. ${serial} 1 1 1 60`,
    `. NS ns.`,
    `${markOf(serial)}. A 127.0.0.1`,
  ];
  for (const [name, entries] of Object.entries(zonedata)) {
    for (const entry of entries) {
      for (const [type, value] of Object.entries(entry as Records)) {
        lines.push(`${nameOf(name)} ${type} ${dataOf(type, value)}`);
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

function dataOf(type: string, value: unknown): string {
  switch (type) {
    case "A":
    case "AAAA":
      return value as string;
    case "MX": {
      const [preference, exchange] = value as [number, string];
      return `${preference} ${nameOf(exchange)}`;
    }
    case "TXT":
    case "SPF":
      return [value]
        .flat()
        .flatMap((text) => stringsOf(text as string))
        .join(" ");
    default:
      return nameOf(value as string);
  }
}

function nameOf(name: string): string {
  return `${labels(name)
    .map((label) => escaped(encodeOctets(label)))
    .join(".")}.`;
}

function stringsOf(text: string): string[] {
  const octets = encodeOctets(text);
  const out: string[] = [];
  for (let at = 0; at === 0 || at < octets.length; at += 255) {
    out.push(`"${escaped(octets.subarray(at, at + 255))}"`);
  }
  return out;
}

/** RFC 1035, 5.1: any octet by its number. */
function escaped(octets: Uint8Array): string {
  return [...octets]
    .map((octet) =>
      /[\w-]/.test(String.fromCharCode(octet))
        ? String.fromCharCode(octet)
        : `\\${String(octet).padStart(3, "0")}`,
    )
    .join("");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
