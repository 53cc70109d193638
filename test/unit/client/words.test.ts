/** What the client says has its Japanese: the words of the panel, and each sentence that is written where it is said. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { english } from "../../../client/src/simulation/words.ts";
import { root } from "../../support/root.ts";

const japanese: Record<string, string> = JSON.parse(
  readFileSync(path.join(root, "l10n/bundle.l10n.ja.json"), "utf8"),
);

/** Every sentence that is handed to VS Code's own translation. */
function written(): string[] {
  const folder = path.join(root, "client/src");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  return files.flatMap((file) => {
    const text = readFileSync(path.join(folder, file), "utf8");
    const calls = [...text.matchAll(/\bl10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)];
    return calls.map(([, literal]) => JSON.parse(literal as string) as string);
  });
}

const said = [...new Set([...written(), ...Object.values(english)])].sort();

describe("sentences of the client", () => {
  it("are all found, with those of the panel", () => {
    assert.ok(said.includes("Raise the serial") && said.includes(english.trace));
  });

  it("have their Japanese, and nothing else has", () => {
    assert.deepEqual(Object.keys(japanese).sort(), said);
  });

  it("name the same arguments in Japanese", () => {
    const named = (text: string) => [...new Set(text.match(/\{\d\}/g))].sort();
    for (const sentence of said) assert.deepEqual(named(japanese[sentence] ?? ""), named(sentence), sentence);
  });

  it("are written in Japanese, but for the names of the protocol", () => {
    const same = said.filter((sentence) => japanese[sentence] === sentence);
    assert.deepEqual(same, ["DNS", "HELO", "MAIL FROM", "{0}: {1}"]);
  });
});
