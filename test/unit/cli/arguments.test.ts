// Checks what the command line is read as, and that each way to get it wrong has a sentence of its own.

import assert from "node:assert/strict";
import { readArguments } from "../../../server/src/cli/arguments.ts";
import { sayIn } from "../../../server/src/text/message.ts";

const read = (...args: string[]) => readArguments(args, (path) => path === "db.example.com");
const sentence = (...args: string[]) => {
  const { wrong } = read(...args);
  return wrong ? sayIn(wrong) : "";
};

const noDns = {
  ...{
    record: null,
    in: [],
    dnsFile: null,
    online: false,
    server: null,
    doh: null,
    timeout: null,
    saveDns: null,
  },
};

describe("arguments", () => {
  it("read lint with its defaults", () => {
    assert.deepEqual(read("lint").asked, {
      command: "lint",
      paths: ["."],
      standardInput: null,
      record: null,
      domain: null,
      dns: noDns,
      format: "text",
      fix: "none",
      config: null,
      maxWarnings: Number.POSITIVE_INFINITY,
      quiet: false,
    });
  });

  it("read every option of lint, in any place", () => {
    const { asked, locale } = read(
      ...["--locale", "ja", "lint", "--quiet", "a", "--format=json", "--max-warnings", "0", "b", "--fix"],
      ...["--fix-repairs", "--config", "c.json", "--", "--d"],
    );
    assert.equal(locale, "ja");
    assert.deepEqual(asked, {
      command: "lint",
      paths: ["a", "b", "--d"],
      standardInput: null,
      record: null,
      domain: null,
      dns: noDns,
      format: "json",
      fix: "repair",
      config: "c.json",
      maxWarnings: 0,
      quiet: true,
    });
  });

  it("take - or --stdin-filename for standard input", () => {
    const input = (...args: string[]) => {
      const { asked } = read("lint", ...args);
      return asked?.command === "lint" ? asked.standardInput : undefined;
    };
    assert.equal(input("-"), "");
    assert.equal(input("-", "--stdin-filename", "db.x"), "db.x");
    assert.equal(input("--stdin-filename=db.x"), "db.x");
    assert.equal(input("x"), null);
  });

  it("take a record that begins with a dash after an equals sign", () => {
    const { asked } = read("lint", "--record=-all");
    assert.equal(asked?.command === "lint" && asked.record, "-all");
  });

  const wrong: Record<string, [string[], RegExp]> = {
    "no command": [[], /A command is missing/],
    "an unknown command": [["explain"], /explain is not a command\. See/],
    "a mistyped command": [["lnit"], /Did you mean lint\?/],
    "a path for a command": [["db.example.com"], /run spf-records lint db\.example\.com/],
    "a command of a later version": [["report"], /report is not in this version/],
    "an unknown option": [["lint", "--colour"], /--colour is not an option of lint\. See/],
    "a mistyped option": [["lint", "--quite"], /Did you mean --quiet\?/],
    "an option of another command": [["rules", "--fix"], /--fix is not an option of rules/],
    "a short option": [["lint", "-q"], /-q is not an option of lint/],
    "a missing value": [["lint", "--format"], /--format needs a value/],
    "an option as a value": [["lint", "--stdin-filename", "--fix"], /--stdin-filename needs a value/],
    "a value that is not wanted": [["lint", "--fix=yes"], /--fix takes no value/],
    "an option twice": [["lint", "--format", "json", "--format", "text"], /--format is given twice/],
    "an unknown format": [["lint", "--format", "xml"], /xml is not a format\. --format takes text, json/],
    "warnings that are no number": [["lint", "--max-warnings", "few"], /whole number from 0 on, not few/],
    "a negative number of warnings": [["lint", "--max-warnings=-1"], /whole number from 0 on, not -1/],
    "a record and a path": [["lint", "--record", "v=spf1 -all", "a"], /--record stands for the whole input/],
    "standard input and a path": [["lint", "-", "a"], /- stands for the whole input/],
    "a name for standard input and a path": [["lint", "a", "--stdin-filename", "b"], /names standard input/],
    "two rules": [["rules", "ptr", "mx-use"], /rules does not take mx-use/],
    "lsp without a way to speak": [["lsp"], /lsp needs --stdio/],
    "help about nothing": [["help", "lnit"], /Did you mean lint\?/],
  };
  for (const [what, [args, expected]] of Object.entries(wrong)) {
    it(`refuse ${what} in one sentence`, () => {
      assert.match(sentence(...args), expected);
      assert.doesNotMatch(sentence(...args), /[{}\n]/);
    });
  }

  it("find help and version with every command", () => {
    assert.deepEqual(read("--help").asked, { command: "help", about: null });
    assert.deepEqual(read("help", "rules").asked, { command: "help", about: "rules" });
    assert.deepEqual(read("lint", "-h").asked, { command: "help", about: "lint" });
    assert.deepEqual(read("-V").asked, { command: "version" });
    assert.deepEqual(read("rules", "--version").asked, { command: "version" });
  });
});
