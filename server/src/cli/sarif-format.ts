/** Findings for code scanning: SARIF 2.1.0 (OASIS Standard, 27 March 2020). */

import { createHash } from "node:crypto";
import { type RuleEntry, ruleEntries } from "../ide/reference.ts";
import { jsonOf } from "./json.ts";
import type { Machine } from "./ports.ts";
import type { EditReport, FileReport, FindingReport, Range } from "./report.ts";
import { finds, type RuleRow, rowOf } from "./rules.ts";

/** What the log says of the program and of the rules that its results refer to. */
export interface SarifTool {
  readonly version: string;
  /** Where the source is published; null where it is not. */
  readonly repository: string | null;
  readonly rules: readonly (RuleEntry & Pick<RuleRow, "summary" | "fixable"> & { readonly finds: string })[];
}

/** What the manifest and the rules' pages say. */
export async function sarifTool(machine: Machine): Promise<SarifTool> {
  const manifest = JSON.parse((await machine.assets.text("package.json")) ?? "{}");
  const url = /^(?:git\+)?(https:.*?)(?:\.git)?$/.exec(manifest.repository?.url ?? "")?.[1] ?? null;
  const rows = ruleEntries().map(async (entry) => {
    const { summary, fixable } = await rowOf(entry, "en", machine);
    return { ...entry, summary, fixable, finds: await finds(entry.name, machine) };
  });
  return { version: String(manifest.version ?? "0.0.0"), repository: url, rules: await Promise.all(rows) };
}

const LEVELS = { error: "error", warning: "warning", info: "note", hint: "note" } as const;

const PROBLEMS = {
  error: "error",
  warning: "warning",
  info: "recommendation",
  hint: "recommendation",
} as const;

/** The log as text. Files are in the order given, and so are their findings: the same input gives the same octets. */
export function sarifOf(files: readonly FileReport[], tool: SarifTool): string {
  const index = new Map(tool.rules.map(({ name }, i) => [name, i]));
  const prints = new Map<string, number>();
  const results = files.flatMap((file) =>
    file.findings.map((finding) => resultOf(finding, file, index, prints)),
  );
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: driverOf(tool) },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: {
          "%SRCROOT%": { description: { text: "The folder that the command was run in." } },
        },
        artifacts: files
          .filter(({ findings }) => findings.length > 0)
          .map(({ path }) => ({ location: locationOf(path) })),
        results,
      },
    ],
  };
  return `${jsonOf(log, 1)}\n`;
}

function driverOf({ version, repository, rules }: SarifTool): unknown {
  return {
    name: "spf-records",
    semanticVersion: version,
    ...(repository === null ? {} : { informationUri: repository }),
    rules: rules.map(({ name, severity, profile, sources, summary, fixable, finds }) => ({
      id: name,
      name: pascalCase(name),
      shortDescription: { text: summary },
      fullDescription: { text: finds || summary },
      ...(repository === null ? {} : { helpUri: `${repository}/blob/main/server/src/rules/${name}.md` }),
      help: { text: `${summary} (${sources.join("; ")})` },
      defaultConfiguration: { enabled: profile === "recommended", level: LEVELS[severity] },
      properties: {
        tags: ["spf", "dns", "email"],
        // What GitHub sorts by.
        "problem.severity": PROBLEMS[severity],
        precision: "high",
        fixable,
      },
    })),
  };
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function resultOf(
  finding: FindingReport,
  { path }: FileReport,
  rules: ReadonlyMap<string, number>,
  prints: Map<string, number>,
): unknown {
  const { rule, severity, message, range, ranges, owner, fixes } = finding;
  const index = rules.get(rule);
  return {
    ruleId: rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: locationOf(path),
          region: regionOf(range),
        },
        ...(ranges ? { annotations: ranges.map(regionOf) } : {}),
        ...(owner === undefined
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: owner, kind: "resource" }] }),
      },
    ],
    partialFingerprints: { "spfRecords/v1": fingerprint(finding, path, prints) },
    ...(fixes.length > 0 ? { fixes: fixes.map(({ title, edits }) => fixOf(title, edits)) } : {}),
  };
}

/** The same for the same finding wherever in the file it moves; alike ones are counted. */
function fingerprint(
  { rule, owner, messageId, args }: FindingReport,
  path: string,
  prints: Map<string, number>,
): string {
  const about = JSON.stringify([rule, path, owner ?? null, messageId, args]);
  const count = (prints.get(about) ?? 0) + 1;
  prints.set(about, count);
  return `${createHash("sha256").update(about).digest("hex").slice(0, 32)}:${count}`;
}

function fixOf(title: string, edits: readonly EditReport[]): unknown {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: locationOf(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map(({ range, newText }) => ({
          deletedRegion: regionOf(range),
          ...(newText === "" ? {} : { insertedContent: { text: newText } }),
        })),
    })),
  };
}

/** A path with `/`, as a reference relative to the folder of the run, or a file's uri. */
function locationOf(path: string): { uri: string; uriBaseId?: string } {
  const uri = path.split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? { uri: `file://${uri}` } : { uri, uriBaseId: "%SRCROOT%" };
}

/** Lines and columns count from one; the end is the column behind the last character. */
function regionOf({ start, end }: Range): unknown {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
