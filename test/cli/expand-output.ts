// Reads what `expand --format json` prints, and refuses what the schema beside this file does not allow.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import type { FilePlace } from "../../server/src/cli/file-place.ts";
import type { ReasonReport, ResultReport } from "../../server/src/ide/address-report.ts";
import type { ExpansionReport } from "../../server/src/ide/expansion-report.ts";
import { root } from "../support/root.ts";

export interface ExpandOutput extends Omit<ExpansionReport<FilePlace>, "addresses"> {
  readonly addresses: {
    readonly exact: boolean;
    readonly results: Readonly<Record<string, ResultReport>>;
    readonly reasons: readonly (Omit<ReasonReport, "sentence"> & { readonly message: string })[];
  };
}

const schema = JSON.parse(readFileSync(path.join(root, "test/cli/expand-output.schema.json"), "utf8"));
const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

/** The output as data. */
export function expansionOf(json: string): ExpandOutput {
  const output = JSON.parse(json);
  assert.ok(accepts(output), JSON.stringify(accepts.errors));
  return output as ExpandOutput;
}
