/** Every sentence that core, the servers and the command can say has its Japanese, with the same arguments. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const japanese = JSON.parse(readFileSync(path.join(root, "l10n/ja.json"), "utf8")) as Record<string, string>;

describe("messages in Japanese", () => {
  let english: Map<string, string>;

  before(async () => {
    english = await everySentence();
  });

  it("are there for every sentence", () => {
    assert.ok(english.size > 500, `only ${english.size} sentences were found`);
    assert.deepEqual(
      [...english.keys()].filter((id) => !(id in japanese)),
      [],
    );
  });

  it("are there for nothing else", () => {
    assert.deepEqual(
      Object.keys(japanese).filter((id) => !english.has(id)),
      [],
    );
  });

  it("name the same arguments", () => {
    for (const [id, sentence] of english) {
      assert.deepEqual(argumentsOf(japanese[id] ?? ""), argumentsOf(sentence), id);
    }
  });

  it("are written in Japanese where the English has words", () => {
    const foreign = [...english].filter(([id]) => !/[\u3000-\u30ff\u4e00-\u9fff]/.test(japanese[id] ?? ""));
    const words = ([, sentence]: [string, string]) =>
      /[A-Za-z]{2,} [a-z]{2,}/.test(sentence.replace(/`[^`]*`/g, ""));
    assert.deepEqual(foreign.filter(words), []);
  });

  it("stand in the order of their ids", () => {
    const ids = Object.keys(japanese);
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => (a < b ? -1 : 1)),
    );
  });
});

/** By message id, what every module of the server that speaks has to say. */
async function everySentence(): Promise<Map<string, string>> {
  const sentences = new Map<string, string>();
  for (const file of speaking(path.join(root, "server/src"))) {
    const exported = Object.values((await import(file)) as Record<string, unknown>);
    for (const value of exported) {
      for (const speaker of [value, (value as { messages?: unknown } | null)?.messages]) {
        if (!isSpeaker(speaker)) continue;
        for (const [name, sentence] of Object.entries(speaker.english)) {
          sentences.set(`${speaker.speaker}.${name}`, sentence);
        }
      }
    }
  }
  return sentences;
}

function speaking(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return speaking(file);
    return entry.name.endsWith(".ts") && readFileSync(file, "utf8").includes("messagesOf(") ? [file] : [];
  });
}

function isSpeaker(value: unknown): value is { speaker: string; english: Record<string, string> } {
  return typeof value === "object" && value !== null && "speaker" in value && "english" in value;
}

function argumentsOf(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string))].sort();
}
