/** The API of everything below: documents in, plain data out. Both rims, `lsp/` and `cli/`, import this alone. */

export type { Answer, Answerer, Query, Resolver } from "../dns/answers.ts";
export { cached } from "../dns/cached.ts";
export { STANDARD_BUDGET } from "../dns/drive.ts";
export { limited } from "../dns/limited.ts";
export type { Host, Other, Part, Placed, Reading, Soa } from "../host/host.ts";
export type { Finding } from "../rules/finding.ts";
export { rules } from "../rules/index.ts";
export type { Fix, FixKind, Rule } from "../rules/rule.ts";
export type { Profile, Severity } from "../rules/settings.ts";
export { defaultSettings, type IgnoreEntry, type Settings } from "../rules/settings.ts";
export type { Subject } from "../rules/subject.ts";
export { type Action, actionMessages, actions, fixAllAction, type Publish, raiseEdits } from "./actions.ts";
export type { Analysis } from "./analysis.ts";
export type { CompletionKind } from "./completion/items.ts";
export { MOST_NAMES } from "./completion/names.ts";
export { type Completion, completions } from "./completion.ts";
export {
  configMessages,
  formatFor,
  type GivenSettings,
  ignoreFor,
  mergeSettings,
  parseConfig,
  type ReadConfig,
  readConfig,
} from "./config.ts";
export { copies } from "./copies.ts";
export { type Diagnostic, diagnostics, diagnosticsMessages, type RelatedPlace } from "./diagnostics.ts";
export { type DnsSettings, defaultDns, type GivenDns, mergeDns } from "./dns-settings.ts";
export { EntryUse } from "./entry-use.ts";
export type { Assets, FileEntry, Files, FoundFiles } from "./files.ts";
export { type DocumentEdits, editsOf, type FixedAll, firstOf, fixAll, mergeFixes } from "./fixes.ts";
export { folderOf } from "./folders.ts";
export { globMatches, wholeGlobs } from "./glob.ts";
export { type Hint, hints } from "./hints.ts";
export { renderBlocks } from "./hover/block.ts";
export { type Hover, hover, renderHover } from "./hover.ts";
export type { IgnorePlace } from "./ignore-entry.ts";
export { lensAt, lensMessages, lensPlaces } from "./lenses.ts";
export { code } from "./markdown.ts";
export {
  type Definition,
  definitions,
  type Highlight,
  highlights,
  references,
} from "./navigation.ts";
export { Parsers } from "./parsers.ts";
export type { DocumentPlace } from "./place-record.ts";
export { fileNames, formatOf, isOfModule, kindByName } from "./recognise.ts";
export { refactorings } from "./refactor.ts";
export { duration, nextSerial, raiseSerial, type SerialRaise } from "./serial.ts";
export { renewAnswers, type SharpenOptions, sharpen } from "./sharpen.ts";
export { suggestedAddresses } from "./simulate/addresses.ts";
export { type MailToSimulate, type Simulated, simulate, simulation } from "./simulate.ts";
export { type Skimmed, skim } from "./skim.ts";
export { type DocumentSymbol, symbols } from "./symbols.ts";
export { type ColouredKind, type ColouredToken, tokens } from "./tokens.ts";
export { type Places, type WalkAnswer, type WalkStep, walkBelow } from "./walk.ts";
export { Workspace, type WorkspaceOptions } from "./workspace.ts";
