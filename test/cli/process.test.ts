// Checks the built program as a process: streams, pipes, statuses, and that it starts the language server.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildProgram, folderOf, program, programPath, removeFolders } from "../support/command.ts";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import { outputOf } from "./output.ts";

describe("the program", () => {
  before(buildProgram);
  afterEach(removeFolders);

  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const anywhere = { folder: root };

  it("tells its version and its use", () => {
    assert.deepEqual(program(["--version"], anywhere).out, `${manifest.version}\n`);
    const { out, status } = program(["--help"], anywhere);
    assert.match(out, /Usage:\n {2}spf-records lint /);
    assert.equal(status, 0);
    assert.match(program(["lint", "--help"], anywhere).out, /--fix-repairs/);
    assert.match(program(["--help", "--locale", "ja"], anywhere).out, /使い方:/);
  });

  it("keeps compiled code in the user's own folder, where the engine can keep it", () => {
    const folder = folderOf({
      // Stands in for Node 22's, which the tests don't need to run on.
      "engine.cjs":
        'require("node:module").enableCompileCache = (folder) => console.error(`kept in ${folder}`);',
    });
    const keptIn = (XDG_CACHE_HOME: string) =>
      spawnSync(process.execPath, ["--require", path.join(folder, "engine.cjs"), programPath, "--version"], {
        encoding: "utf8",
        env: { ...process.env, HOME: "/home/me", XDG_CACHE_HOME },
      }).stderr.trim();
    assert.equal(keptIn("/caches"), "kept in /caches/spf-records");
    for (const none of ["", "here"]) {
      assert.match(keptIn(none), /^kept in \/home\/me\/(\.cache|Library\/Caches)\/spf-records$/);
    }
  });

  it("starts for a user who has no folder", () => {
    const folder = folderOf({
      // Node itself throws so for a user without an entry in the system's list.
      "engine.cjs":
        'require("node:module").enableCompileCache = () => {}; require("node:os").homedir = () => { throw new Error("ENOENT"); };',
    });
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", path.join(folder, "engine.cjs"), programPath, "--version"],
      { encoding: "utf8", env: { ...process.env, XDG_CACHE_HOME: "" } },
    );
    assert.deepEqual([stdout, stderr], [`${manifest.version}\n`, ""]);
  });

  it("says in one line what is wrong with its use, on the channel for errors", () => {
    const { out, err, status } = program(["lint", "--fromat", "json"], anywhere);
    assert.deepEqual([out, status], ["", 2]);
    assert.equal(err, "spf-records: --fromat is not an option of lint. Did you mean --format?\n");
  });

  it("reads a pipe, and writes one that ends early", () => {
    const { out, status } = program(["lint", "-"], { folder: root, input: "v=spf1 ptr +all" });
    assert.match(out, /<stdin>:1:8 warning ptr/);
    assert.equal(status, 1);
    const many = `$ORIGIN e.\n${Array.from({ length: 3000 }, (_, i) => `n${i} IN TXT "v=spf1 ptr -all"\n`).join("")}`;
    const folder = folderOf({ "a.zone": many });
    const { stderr, stdout } = spawnSync(
      "sh",
      ["-c", `"$0" "$1" lint a.zone | head -n 1`, process.execPath, programPath],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    assert.match(stdout, /^a\.zone:2:19 warning ptr/);
    assert.equal(stderr, "");
  });

  it("writes all of a large output to a pipe", () => {
    const many = `$ORIGIN e.\n${Array.from({ length: 20_000 }, (_, i) => `n${i} IN TXT "v=spf1 ptr -all"\n`).join("")}`;
    const folder = folderOf({ "a.zone": many });
    const { out } = program(["lint", "--format", "json"], { folder });
    assert.equal(outputOf(out).summary.records, 20_000);
  });

  needs(existsSync("/proc/self/mem"), "a file that opens and can't be read").it(
    "lints the rest where a file opens and can't be read",
    () => {
      const folder = folderOf({
        "db.mem": "-> /proc/self/mem",
        "a.zone": '$ORIGIN e.\n@ IN TXT "v=spf1 ptr -all"\n',
      });
      const { out, err, status } = program(["lint", "db.mem", "a.zone"], { folder });
      assert.match(err, /^spf-records: db\.mem: .*EIO.*\n$/);
      assert.match(out, /^a\.zone:2:18 warning ptr/);
      assert.equal(status, 2);
    },
  );

  it("reads the examples, which show good zones and bad ones", () => {
    const { out, status } = program(["lint", "--format", "json"], { folder: path.join(root, "examples") });
    const { files } = outputOf(out);
    const found = (name: string) =>
      new Set(files.find((file) => file.path === name)?.findings.map((each) => each.rule));
    assert.equal(status, 1);
    for (const name of ["db.example.com", "parked.example.zone", "db.example.org"])
      assert.deepEqual([...found(name)], [], name);
    assert.ok(found("mistakes.zone").size >= 18, [...found("mistakes.zone")].join(" "));
    assert.ok(found("include/mail.inc").size > 0);
    assert.ok(found("sender-id.zone").has("sender-id-record"));
    const code = {
      "main.tf": "list-split",
      "dnsconfig.js": "unknown-mechanism",
      "template.yaml": "cfn-quote",
    };
    for (const [name, rule] of Object.entries(code))
      assert.deepEqual([...found(`dns-as-code/${name}`)], [rule], name);
  });

  for (const [what, text] of Object.entries({
    "200,000 nested parentheses": `@ IN TXT ${"(".repeat(200_000)}\n`,
    "a line of a megabyte": `@ IN TXT "v=spf1 ${"x".repeat(1_000_000)} -all"\n`,
    "tens of thousands of terms": `@ IN TXT "v=spf1 ${"a ".repeat(30_000)}-all"\n`,
    "a string that never ends": `@ IN TXT "v=spf1 ${"\n".repeat(100_000)}`,
    "$GENERATE without end": '$GENERATE 1-99999999 n$ IN TXT "v=spf1 ptr -all"\n',
    "an $INCLUDE of itself": "$INCLUDE bad.zone\n",
    "random octets": Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 2654435761) >>> 24 || 1)),
  })) {
    it(`survives ${what}, and loses nothing else in the file`, function () {
      this.timeout(30_000);
      const good = '$ORIGIN e.\ngood IN TXT "v=spf1 ptr -all"\n';
      const folder = folderOf({
        "bad.zone": Buffer.concat([Buffer.from(good), Buffer.from(text as string), Buffer.from(`\n${good}`)]),
      });
      const { out, err, status } = program(["lint", "--format", "json", "bad.zone"], { folder });
      assert.ok(status === 0 || status === 1, err);
      const owners = outputOf(out)
        .files[0]?.findings.filter((each) => each.rule === "ptr")
        .map((each) => each.owner);
      assert.ok(owners?.includes("good.e"), err);
    });
  }

  needs(existsSync(path.join(root, "dist/server/node.js")), "dist/server/node.js (npm run build)").it(
    "serves an editor with lsp --stdio",
    async () => {
      const child = spawn(process.execPath, [programPath, "lsp", "--stdio"], { cwd: root });
      const send = (message: object) => {
        const body = JSON.stringify({ jsonrpc: "2.0", ...message });
        child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      };
      let said = "";
      child.stdout.on("data", (piece) => (said += piece));
      send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
      while (!said.includes('"id":1')) await new Promise((resolve) => setTimeout(resolve, 20));
      assert.match(said, /"hoverProvider":true/);
      send({ id: 2, method: "shutdown" });
      send({ method: "exit" });
      assert.equal(await new Promise((resolve) => child.on("exit", resolve)), 0);
    },
  );
});
