// Colours records in strings of other languages: to the end of the string and no further, with the parser's borders.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "../../server/src/spf/parse.ts";
import { HOSTS, hostInjection, scalarInjection } from "../../syntaxes/generate/hosts.ts";
import { root } from "../support/root.ts";
import { VALID } from "./records.ts";
import { type Coloured, colourer } from "./tokens.ts";

const EMBEDDED = "meta.embedded.inline.spf";

/** What every host has: comments, and strings with escapes; `string.quoted.*` as the editor's own grammars name them. */
function hostGrammar(scopeName: string): string {
  const string = (quote: string, name: string) => ({
    name,
    begin: quote,
    end: quote,
    patterns: [{ name: "constant.character.escape.host", match: "\\\\." }],
  });
  const patterns = [
    { name: "comment.line.host", match: "#.*$" },
    string('"', "string.quoted.double.host"),
    string("'", "string.quoted.single.host"),
    { name: "string.unquoted.plain.out.yaml", begin: "(?<=- )[a-zA-Z]", end: "(?=\\s*$|\\s+#|\\s*:(\\s|$))" },
  ];
  return JSON.stringify({ name: "host", scopeName, patterns });
}

const inside = (token: Coloured) => token.scopes.includes(EMBEDDED);

describe("records in the strings of other languages", () => {
  for (const host of Object.values(HOSTS)) {
    for (const scope of host.into) {
      const load = () => colourer(scope, { [scope]: hostGrammar(scope) }, [hostInjection(host).scopeName]);

      it(`are coloured with the parser's borders in ${scope}`, async () => {
        const colour = await load();
        for (const record of VALID) {
          if (/["\\]/.test(record) || (scope.includes("hcl") && record.includes("%{"))) continue;
          for (const open of ['"', '"\\"']) {
            const text = `x = ${open}${record}${open === '"' ? '"' : '\\""'} # v=spf1 -all`;
            const at = 4 + open.length;
            const given = colour(text).filter(inside);
            assert.deepEqual(
              given.map(({ start, end }) => ({ start: start - at, end: end - at })),
              parse(record).tokens.map(({ span }) => ({ start: span.start, end: span.end })),
              text,
            );
          }
        }
      });

      it(`leave to ${scope} what is its own`, async () => {
        const colour = await load();
        const own = 'x = "say v=spf1 -all" # "v=spf1 -all"\ny = "v=spf10 a" z = "say \\"v=spf1 -all\\""';
        assert.deepEqual(colour(own).filter(inside), []);
        const escaped = colour('x = "v=spf1 a\\u0020mx"').find(({ text }) => text.startsWith("\\"));
        assert.equal(escaped?.scopes.at(-1), "constant.character.escape.host");
      });
    }
  }

  it("are coloured in plain YAML scalars, up to a comment", async () => {
    const scope = "source.yaml";
    const colour = await colourer(scope, { [scope]: hostGrammar(scope) }, [scalarInjection().scopeName]);
    for (const record of VALID.filter((each) => each.trim() === each)) {
      const text = `- ${record} # v=spf1 -all`;
      const tokens = parse(record).tokens.map(({ span }) => ({ start: span.start + 2, end: span.end + 2 }));
      const given = colour(text).filter(inside);
      assert.deepEqual(
        given.map(({ start, end }) => ({ start, end })),
        tokens,
        text,
      );
    }
    assert.deepEqual(colour('say v=spf1 -all\nx: "- v=spf1 -all"\n# - v=spf1 -all').filter(inside), []);
  });

  it("are what the extension contributes", () => {
    const { grammars } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).contributes;
    for (const [name, host] of Object.entries(HOSTS)) {
      const file = `./syntaxes/spf.${name}.injection.tmLanguage.json`;
      const one = grammars.find((each: { path: string }) => each.path === file);
      assert.deepEqual(one, { scopeName: hostInjection(host).scopeName, path: file, injectTo: host.into });
    }
  });
});
