/** The sentences of the command, apart from its help. */

import { type Message, messagesOf } from "../text/message.ts";
import type { Failure, FailureKind } from "./ports.ts";

export const cliMessages = messagesOf("cli", {
  error: "error",
  warning: "warning",
  info: "info",
  hint: "hint",

  noCommand: "A command is missing. See spf-records --help.",
  unknownCommand: "{name} is not a command. See spf-records --help.",
  nearestCommand: "{name} is not a command. Did you mean {nearest}?",
  pathAsCommand: "{name} is not a command. To check that file or folder, run spf-records lint {name}.",
  laterCommand: "The command {name} is not in this version.",
  unknownOption: "{option} is not an option of {command}. See spf-records {command} --help.",
  nearestOption: "{option} is not an option of {command}. Did you mean {nearest}?",
  optionValue: "{option} needs a value. A value that begins with a dash is written {option}=VALUE.",
  optionNoValue: "{option} takes no value.",
  optionTwice: "{option} is given twice.",
  badFormat: "{value} is not a format. {option} takes {known}.",
  badMaxWarnings: "--max-warnings takes a whole number from 0 on, not {value}.",
  recordAlone: "--record stands for the whole input, so no path can be given beside it.",
  domainAlone: "--domain reads what is published, so {value} can't be given beside it.",
  badDomain: "{value} can't be the name of a domain.",
  domainNeedsDns: "--domain needs --online, which lets DNS be asked, or --dns-file.",
  stdinAlone: "- stands for the whole input, so no other path can be given beside it.",
  stdinFilename: "--stdin-filename names standard input, so no path can be given beside it but -.",
  checkIp: "check needs --ip: the address of the client that sends the mail.",
  batchAlone: "--batch reads requests from standard input, so {value} can't be given beside it.",
  messageOrSender: "--message and --sender both say who sent the mail; give one of them.",
  messageIsPra: "--message is read for the purported responsible address: --scope pra, which is Sender ID's.",
  badWord: "{value} is not possible here. {option} takes {known}.",
  expandDomain: "expand needs a domain, or a record with --record.",
  needsOnline: "{option} says how to ask DNS, which happens only with --online.",
  dnsOrDoh: "--dns and --doh are two ways to ask; give one of them.",
  badDns: "--dns takes a server by address or name, with a port or without, not {value}.",
  badDoh: "--doh takes a URL that begins with https://, not {value}.",
  badTimeout: "--timeout takes milliseconds from {from} to {to}, not {value}.",
  tooManyArguments: "{command} does not take {value}.",
  lspStdio: "lsp needs --stdio: there is no other way to speak to the server yet.",

  missing: "{path}: there is no such file or folder.",
  denied: "{path}: it can't be opened, since permission is missing.",
  loop: "{path}: its symbolic links lead in a circle.",
  longHeaders: "{path}: its header fields are longer than those of any message.",
  ambiguous: "{path}: several names here look like this, since they are no UTF-8, so it was not read.",
  notAFile: "{path}: this is neither a file nor a folder.",
  tooLarge: "{path}: it is larger than {limit} MiB and was not read.",
  readOnly: "{path}: the file is read-only, so nothing in it was changed.",
  changed: "{path}: another program changed the file in the meantime, so nothing in it was changed.",
  other: "{path}: it can't be used ({detail}).",
  stdinFailed: "Standard input can't be read ({detail}).",
  noRecord: "{path}: no SPF or Sender ID record is published there.",
  dnsFailed: "{path}: DNS gave no usable answer.",
  noHost: "{path}: this is no format that is known here, so it was not checked.",
  includedOutside:
    "{path} is included, but lies outside the folders that were named. It was not read: name its folder too.",
  tooManyIncludes: "More than {limit} files are included; the others were not read.",

  configProblem: "{path}: {problem}",
  serialOne:
    "{path}: records changed, but the SOA serial did not ({serial}). Raise it, or the other name servers keep the old ones.",
  serialMany:
    "Records changed in {count} zone files, but no SOA serial did. Raise them, or the other name servers keep the old ones.",

  progress: "{count} files read",
  progressDns: "{count} questions to DNS",
  progressBatch: "{count} requests answered",

  none: "No problems",
  errorsOne: "{count} error",
  errorsMany: "{count} errors",
  warningsOne: "{count} warning",
  warningsMany: "{count} warnings",
  infosOne: "{count} info",
  infosMany: "{count} infos",
  hintsOne: "{count} hint",
  hintsMany: "{count} hints",
  filesOne: "{count} file",
  filesMany: "{count} files",
  recordsOne: "{count} record",
  recordsMany: "{count} records",
  separator: ", ",
  summary: "{findings} in {files} with {records}.",
  fixed: "Fixed: {count}.",
  fixable: "{count} can be fixed with --fix.",
  repairable: "{count} more with --fix-repairs, which may change who passes.",
  tooManyWarnings: "{count} warnings are more than the {limit} that --max-warnings allows.",
  safeFix: "fix (--fix): {title}",
  repairFix: "repair (--fix-repairs): {title}",
  choiceFix: "choice: {title}",
  publishedFix: "remedy: {title}",
  moreLines: "… {count} more lines",

  unknownRule: "There is no rule {name}. spf-records rules lists all of them.",
  nearestRule: "There is no rule {name}. Did you mean {nearest}?",
  noPage: "The page of {name} is missing from this installation.",
  headRule: "RULE",
  headSeverity: "SEVERITY",
  headProfile: "PROFILE",
  headFix: "FIX",
  headSummary: "WHAT IT FINDS",
  profileNone: "off",
  yes: "yes",
});

/** What to tell about a path that could not be used. `limit` is in octets. */
export function failureMessage(path: string, { failure, detail }: Failure, limit: number): Message {
  const args = { path, detail, limit: Math.floor(limit / (1024 * 1024)) };
  return sentences[failure](args);
}

const sentences: Readonly<Record<FailureKind, typeof cliMessages.missing>> = {
  missing: cliMessages.missing,
  denied: cliMessages.denied,
  loop: cliMessages.loop,
  ambiguous: cliMessages.ambiguous,
  "not-a-file": cliMessages.notAFile,
  "too-large": cliMessages.tooLarge,
  "read-only": cliMessages.readOnly,
  changed: cliMessages.changed,
  other: cliMessages.other,
};
