// Checks `check --batch` as a process: real streams, and thousands of cases.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Context } from "mocha";
import { buildProgram, folderOf, program, programPath, removeFolders } from "../support/command.ts";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import { request } from "./check-files.ts";

describe("the program with a batch", () => {
  before(buildProgram);
  afterEach(removeFolders);

  const file = path.join(root, "../shared/oracle/cases.jsonl.gz");
  needs(existsSync(file) && file, "the cases of ../shared/oracle").it(
    "gives what all its cases expect",
    function (this: Context) {
      this.timeout(60_000);
      const input = gunzipSync(readFileSync(file)).toString();
      const cases = input
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      const { out, err, status } = program(["check", "--batch"], { folder: root, input });
      assert.deepEqual([err, status], ["", 0]);
      const told = out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      assert.equal(told.length, cases.length);
      assert.ok(cases.length > 5000);
      const wrong = cases.filter(({ id, expect, explanation }, i) => {
        const outcome = told[i];
        return (
          outcome.id !== id ||
          outcome.result !== expect ||
          (explanation !== undefined && outcome.explanation !== explanation)
        );
      });
      assert.deepEqual(
        wrong.map(({ id }) => id),
        [],
      );
    },
  );

  it("answers each request as it comes, without waiting for the next", async () => {
    const child = spawn(process.execPath, [programPath, "check", "--batch"], { cwd: root });
    const lines: string[] = [];
    let rest = "";
    const next = () =>
      new Promise<string>((resolve) => {
        const look = () =>
          lines.length > 0 ? resolve(lines.shift() as string) : child.stdout.once("data", look);
        look();
      });
    child.stdout.on("data", (piece) => {
      const parts = (rest + piece).split("\n");
      rest = parts.pop() as string;
      lines.push(...parts);
    });
    for (const id of [1, 2, 3]) {
      child.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
      assert.equal(JSON.parse(await next()).id, id);
    }
    child.stdin.end();
    assert.equal(await new Promise((resolve) => child.on("exit", resolve)), 0);
  });

  it("lets a reader go that has seen enough", () => {
    const input = `${JSON.stringify(request)}\n`.repeat(20_000);
    const folder = folderOf({ "in.jsonl": input });
    const { stdout, stderr } = spawnSync(
      "sh",
      ["-c", `"$0" "$1" check --batch < in.jsonl | head -n 1`, process.execPath, programPath],
      { cwd: folder, encoding: "utf8" },
    );
    assert.equal(stdout, '{"id":1,"result":"pass","lookups":0,"voids":0}\n');
    assert.equal(stderr, "");
  });

  it("survives huge lines, octets that are no text, and no line end at the end", () => {
    const long = JSON.stringify({ ...request, id: 2, padding: "x".repeat(17 * 1024 * 1024) });
    const large = JSON.stringify({ ...request, id: 3, padding: "x".repeat(3 * 1024 * 1024) });
    const input = Buffer.concat([
      Buffer.from(`\uFEFF${JSON.stringify(request)}\r\n${long}\n${large}\n`),
      Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]),
      Buffer.from(JSON.stringify({ ...request, id: 4 })),
    ]);
    const { out, status } = program(["check", "--batch"], { folder: root, input });
    assert.equal(status, 0);
    assert.deepEqual(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
        .map(({ id, result, error }) => [id, result ?? error]),
      [
        [1, "pass"],
        [null, "This line is longer than 16 MiB."],
        [3, "pass"],
        [null, "This line is not UTF-8."],
        [4, "pass"],
      ],
    );
  });
});
