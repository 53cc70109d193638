/** `spf-records expand`: shows what a record reaches, what it costs, and which addresses have which result. */

import type { Verdict } from "../ide/address-report.ts";
import { type ExpansionReport, reportExpansion } from "../ide/expansion-report.ts";
import type { Message } from "../text/message.ts";
import { visible } from "../text/visible.ts";
import { gaps, listText } from "./address-lists.ts";
import { openSources } from "./answer-sources.ts";
import type { ExpandOptions } from "./arguments/expand.ts";
import { readConfigFile } from "./config-file.ts";
import { expandMessages, expandText } from "./expand-text.ts";
import { type FilePlace, locatorIn } from "./file-place.ts";
import { jsonOf } from "./json.ts";
import type { Say } from "./language.ts";
import { paintFor } from "./paint.ts";
import type { Machine } from "./ports.ts";
import { progressOn } from "./progress.ts";

/** Milliseconds for all questions together: they are several times those of one evaluation. */
const BUDGET = 60_000;

type Report = ExpansionReport<FilePlace>;

/** @returns the exit status: 0 whatever comes out, 2 where something named can't be used */
export async function expand(options: ExpandOptions, machine: Machine, say: Say): Promise<number> {
  const note = (message: Message) => machine.err.write(`spf-records: ${visible(say(message))}\n`);
  const config = readConfigFile(options.config, machine, say);
  for (const problem of config.problems) note(problem);
  if (config.unreadable) return 2;
  const progress = progressOn(machine, say);
  const domain = options.domain === "" ? null : options.domain;
  const sources = await openSources({ options: options.dns, domain, config, machine, progress, say, note });
  if (!sources) {
    progress.end();
    return 2;
  }
  const report = await reportExpansion(options.domain, domain === null ? options.dns.record : null, {
    locate: locatorIn(sources.workspace, machine),
    resolve: sources.resolve,
    budget: { ...sources.budget, milliseconds: BUDGET },
  });
  progress.end();
  machine.out.write(textOf(report, options, machine, say));
  for (const gap of gapsOf(report, options)) note(gap);
  const failure = sources.save();
  if (failure) note(failure);
  return failure || config.wrong ? 2 : 0;
}

function textOf(report: Report, options: ExpandOptions, machine: Machine, say: Say): string {
  const { format, result } = options;
  if (format === "json") return json(report, result, say);
  if (format !== "text") return listText(format, listed(report, options), say);
  const { out, environment } = machine;
  const style = {
    say,
    paint: paintFor(environment, out.isTerminal),
    columns: Math.max(60, out.columns ?? 120),
  };
  return expandText({ report, result, notes: offline(report, options) }, style);
}

/** What a list for programs leaves open is told to people, too. */
function gapsOf(report: Report, options: ExpandOptions): readonly Message[] {
  if (options.format === "text" || options.format === "json") return [];
  const open = gaps(listed(report, options));
  return open.length > 0 ? [...open, ...offline(report, options)] : open;
}

function listed({ domain, addresses }: Report, { result }: ExpandOptions) {
  return { domain, addresses, result: result ?? ("pass" as const) };
}

/** That DNS could be asked, where names were not. */
function offline({ notAsked }: Report, { dns }: ExpandOptions): Message[] {
  return notAsked.length > 0 && !dns.online ? [expandMessages.online()] : [];
}

function json(report: Report, result: Verdict | null, say: Say): string {
  const { addresses, ...rest } = report;
  const { exact, results, reasons } = addresses;
  const told = {
    ...rest,
    addresses: {
      exact,
      results: result === null ? results : { [result]: results[result] },
      reasons: reasons.map(({ sentence, ...reason }) => ({ ...reason, message: say(sentence) })),
    },
  };
  return `${jsonOf(told, 2)}\n`;
}
