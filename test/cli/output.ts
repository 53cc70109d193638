// Reads what `lint --format json` prints, and refuses what the schema beside this file does not allow.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import type { FileReport, Range, Summary } from "../../server/src/cli/report.ts";
import { command, type Place } from "../support/command.ts";
import { root } from "../support/root.ts";

export interface LintOutput {
  readonly files: readonly FileReport[];
  readonly summary: Summary;
}

const schema = JSON.parse(readFileSync(path.join(root, "test/cli/lint-output.schema.json"), "utf8"));
const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

/** The output as data. */
export function outputOf(json: string): LintOutput {
  const output = JSON.parse(json);
  assert.ok(accepts(output), JSON.stringify(accepts.errors));
  return output as LintOutput;
}

/** Runs `lint --format json` and reads what it says. */
export async function lintJson(
  args: readonly string[],
  place: Place,
): Promise<LintOutput & { status: number | null }> {
  const { status, out, err } = await command(["lint", "--format", "json", ...args], place);
  assert.ok(out !== "", err);
  return { status, ...outputOf(out) };
}

/** The text between two positions, which count lines as the Language Server Protocol does. */
export function sliceOf(text: string, { start, end }: Range): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  const at = ({ line, character }: Range["start"]) => (starts[line] as number) + character;
  return text.slice(at(start), at(end));
}
