// Our reading of zones beside that of named-compilezone: the same owner, type and octets of every TXT and SPF record, on
// thousands of random zones that use all of the syntax.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { zone } from "../../server/src/host/zone.ts";
import { Document } from "../../server/src/text/document.ts";
import { decodeOctets, encodeOctets } from "../../server/src/text/octets.ts";
import { needs } from "../support/skip.ts";
import { bareWorld } from "../support/world.ts";
import { compile, compilerNeed, hasCompiler } from "./zone-compile.ts";
import { randomZone } from "./zone-random.ts";

const ZONES = Number(process.env.ZONES ?? 2000);
const SEED = Number(process.env.SEED ?? 1);
/** So many zones go into one run of the program, as parts of one: to start it costs more than to run it. */
const BATCH = 25;
/** Fewer accepted ones would mean that the generator went wrong. */
const LEAST_ACCEPTED = 0.95;
const TOP = "example.com";

needs(hasCompiler, compilerNeed).describe("zones beside named-compilezone", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "spf-records-parity-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(`reads the same TXT and SPF records from ${ZONES} random zones`, async function () {
    this.timeout(120_000);
    const batches: number[][] = [];
    for (let seed = SEED; seed < SEED + ZONES; seed += BATCH) {
      batches.push(Array.from({ length: Math.min(BATCH, SEED + ZONES - seed) }, (_, i) => seed + i));
    }
    const total = { accepted: 0, records: 0 };
    const work = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift())
        await compareAll(batch, folder, total);
    };
    await Promise.all([work(), work()]);
    assert.ok(total.accepted > ZONES * LEAST_ACCEPTED, `${total.accepted} zones accepted`);
    console.log(`      ${total.accepted} of ${ZONES} zones accepted, ${total.records} records`);
  });

  it("reads the same from zones of many chunks", async function () {
    this.timeout(60_000);
    for (let seed = SEED; seed < SEED + 3; seed++) {
      const files = new Map<string, string>();
      const texts = [`@ 60 SOA ns host 1 2 3 4 5\n@ 60 NS .`];
      for (let number = seed * 200; number < seed * 200 + 150; number++) {
        const made = randomZone(number, false).files;
        for (const [name, text] of made) files.set(name, text);
        texts.push(`$ORIGIN z${number}.${TOP}.\n${made.get(`${number}-zone`)}`);
      }
      files.set("all", `${texts.join("\n")}\n`);
      const theirs = await compile(TOP, "all", written(files, folder, `large${seed}`));
      assert.ok(theirs, "a zone that BIND takes");
      same(read(files, "all", `db.${TOP}`), theirs, files);
    }
  });

  it("reads the same from zones with an SOA record of their own", async function () {
    this.timeout(60_000);
    for (let seed = SEED; seed < SEED + 30; seed++) {
      const { files } = randomZone(seed, true);
      const own = written(files, folder, `soa${seed}`);
      const theirs = await compile(TOP, `${seed}-zone`, own);
      if (theirs) same(read(files, `${seed}-zone`, `db.${TOP}`), theirs, files);
    }
  });
});

interface Total {
  accepted: number;
  records: number;
}

/** Compares a batch; where BIND refuses it, each half of it. */
async function compareAll(seeds: readonly number[], folder: string, total: Total): Promise<void> {
  const files = new Map<string, string>();
  const lines = ["@ 60 SOA ns host 1 2 3 4 5", "@ 60 NS ."];
  for (const seed of seeds) {
    for (const [name, text] of randomZone(seed, false).files) files.set(name, text);
    lines.push(`$INCLUDE ${seed}-zone z${seed}.${TOP}.`);
  }
  files.set("all", `${lines.join("\n")}\n`);
  const own = written(files, folder, `${seeds[0]}-${seeds.length}`);
  const theirs = await compile(TOP, "all", own);
  rmSync(own, { recursive: true });
  const ours = read(files, "all", `db.${TOP}`);
  if (theirs) {
    same(ours, theirs, files);
    total.accepted += seeds.length;
    total.records += theirs.size;
  } else if (seeds.length > 1) {
    const half = seeds.length >> 1;
    await compareAll(seeds.slice(0, half), folder, total);
    await compareAll(seeds.slice(half), folder, total);
  }
}

function written(files: ReadonlyMap<string, string>, folder: string, name: string): string {
  const own = path.join(folder, name);
  mkdirSync(own);
  for (const [file, text] of files) writeFileSync(path.join(own, file), text, "latin1");
  return own;
}

function same(
  ours: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
  files: ReadonlyMap<string, string>,
): void {
  const missing = [...theirs].filter((each) => !ours.has(each));
  const extra = [...ours].filter((each) => !theirs.has(each));
  if (missing.length + extra.length === 0) return;
  const culprit = /\bz(\d+)\./.exec((missing[0] ?? extra[0]) as string)?.[1];
  const shown = [...files].filter(([name]) => culprit === undefined || name.startsWith(`${culprit}-`));
  const text = shown.map(([name, content]) => `== ${name}\n${content}`).join("\n");
  assert.deepEqual({ missing, extra }, { missing: [], extra: [] }, text);
}

/** Our records in the form that `compile` gives, inside the zone. `named` is the file name that tells the zone's name. */
function read(files: ReadonlyMap<string, string>, top: string, named: string): Set<string> {
  const documents = new Map<string, Document>();
  for (const [name, text] of files) {
    const uri = `file:///zones/${name}`;
    documents.set(uri, Document.of(uri, decodeOctets(Buffer.from(text, "latin1"))));
  }
  const text = documents.get(`file:///zones/${top}`)?.text() ?? "";
  const reading = zone.find(Document.of(`file:///zones/${named}`, text), {
    ...bareWorld(() => null),
    file: (uri) => documents.get(uri) ?? null,
  });
  const records = new Set<string>();
  for (const { part } of reading.placed) {
    for (const { owners, type, decoded } of part.found) {
      const strings = decoded.strings().map(({ start, end }) => hexOf(decoded.text.slice(start, end)));
      for (const owner of owners ?? []) {
        const name = owner.toLowerCase();
        if (name === TOP || name.endsWith(`.${TOP}`)) records.add(`${name}|${type}|${strings.join(",")}`);
      }
    }
  }
  return records;
}

function hexOf(text: string): string {
  return Buffer.from(encodeOctets(text)).toString("hex");
}
