/** `spf-records check`: evaluates a mail as a receiver would, and says what came out and why. */

import path from "node:path";
import { reportOf, tracedReportOf } from "../ide/check-report.ts";
import {
  type MailToCheck,
  type PlannedCheck,
  planCheck,
  readHeaders,
  whyNoPra,
} from "../ide/check-request.ts";
import { evaluate, headerFieldsOf, mailboxOf, type Outcome } from "../ide/evaluate.ts";
import { advice, noteMessages, notes } from "../ide/simulate/advice.ts";
import { whyOf } from "../ide/why.ts";
import type { Message } from "../text/message.ts";
import { visible } from "../text/visible.ts";
import { type AnswerSources, openSources } from "./answer-sources.ts";
import type { CheckOptions } from "./arguments/check.ts";
import { checkMessages, checkText } from "./check-text.ts";
import { readConfigFile } from "./config-file.ts";
import { type FilePlace, locatorIn, shownPlace } from "./file-place.ts";
import { jsonOf } from "./json.ts";
import type { Say } from "./language.ts";
import { failureMessage, cliMessages as sentences } from "./messages.ts";
import { paintFor } from "./paint.ts";
import { isFailure, type Machine } from "./ports.ts";
import { progressOn } from "./progress.ts";
import { MAX_OCTETS, textOf as textOfOctets } from "./sources.ts";

/** @returns the exit status: 0, 1 where the result is not the expected one, 2 where something named can't be used */
export async function check(options: CheckOptions, machine: Machine, say: Say): Promise<number> {
  const note = (message: Message) => machine.err.write(`spf-records: ${visible(say(message))}\n`);
  const config = readConfigFile(options.config, machine, say);
  for (const problem of config.problems) note(problem);
  if (config.unreadable) return 2;
  const planned = options.mail && planFor(options.mail, options.message, machine);
  if (planned && !("request" in planned)) {
    note(planned);
    return 2;
  }
  const progress = progressOn(machine, say);
  const domain = planned?.request.domain ?? null;
  const sources = await openSources({ options: options.dns, domain, config, machine, progress, say, note });
  if (!sources) {
    progress.end();
    return 2;
  }
  const failures: (Message | null)[] = [];
  let met = true;
  if (planned) {
    const outcome = await evaluate(planned, sources.resolve, sources.budget, { now: machine.time() });
    progress.end();
    met = tell(planned, outcome, { options, machine, say, sources, note });
  } else {
    const { batch } = await import("./batch.ts");
    failures.push(await batch({ trace: options.trace, sources, machine, say, progress }));
    progress.end();
  }
  failures.push(sources.save());
  const failed = failures.filter((each) => each !== null);
  for (const each of failed) note(each);
  return failed.length > 0 || config.wrong ? 2 : met ? 0 : 1;
}

/** The check of a mail, whose message is read where it is named; or why there is none. */
function planFor(mail: MailToCheck, message: string | null, machine: Machine): PlannedCheck | Message {
  if (message === null) return planCheck(mail);
  const file = path.resolve(machine.currentFolder, message);
  const octets = message === "-" ? machine.standardInput(MAX_OCTETS) : machine.disk.read(file, MAX_OCTETS);
  const shown = message === "-" ? "<stdin>" : message;
  if (isFailure(octets)) return failureMessage(shown, octets, MAX_OCTETS);
  const headers = readHeaders(textOfOctets(octets, machine));
  return headers ? planCheck({ ...mail, headers }) : sentences.longHeaders({ path: shown });
}

interface Checking {
  readonly options: CheckOptions;
  readonly machine: Machine;
  readonly say: Say;
  readonly sources: AnswerSources;
  readonly note: (message: Message) => void;
}

/** @returns whether the result is the one that was expected */
function tell(plan: PlannedCheck, outcome: Outcome, checking: Checking): boolean {
  const { options, machine, note } = checking;
  const { result } = outcome;
  machine.out.write(
    options.format === "json" ? json(plan, outcome, checking) : text(plan, outcome, checking),
  );
  const { expect } = options;
  if (expect === null || result === expect) return true;
  note(checkMessages.unmet({ result, expected: expect }));
  return false;
}

function text(plan: PlannedCheck, outcome: Outcome, { options, machine, say, sources }: Checking): string {
  const { out, environment } = machine;
  const { ip } = plan.request;
  const identity = identityOf(plan);
  const why = whyOf(outcome, sources.budget.milliseconds / 1000);
  const place =
    why.record && why.span && locatorIn(sources.workspace, machine)(why.domain, why.record, why.span);
  const { receivedSpf, authenticationResults } = headerFieldsOf(plan, outcome);
  const asksDns = outcome.result === "undetermined" && !options.dns.online;
  return checkText(
    {
      outcome,
      subject: subjectOf(plan),
      why: [...why.sentences, ...(plan.noPra ? [whyNoPra(plan.noPra)] : [])],
      place: place && shownPlace(place),
      advice: outcome.result !== "undetermined" ? advice(outcome, { ...identity, ip }).slice(0, 1) : [],
      fields: [...receivedSpf, ...authenticationResults],
      notes: [
        // Why nothing was found out is said above.
        ...notesOf(plan, outcome).filter(({ id }) => id !== noteMessages.notAsked().id),
        ...(asksDns ? [checkMessages.online()] : []),
      ],
      trace: options.trace && !plan.noPra,
    },
    { say, paint: paintFor(environment, out.isTerminal), columns: Math.max(60, out.columns ?? 120) },
  );
}

/** The keys of the editors' simulation, as far as they make sense here. */
function json(plan: PlannedCheck, outcome: Outcome, { options, machine, say, sources }: Checking): string {
  const { request, verified, scope } = plan;
  const { receivedSpf, authenticationResults } = headerFieldsOf(plan, outcome);
  const { praField } = verified;
  const report = options.trace
    ? tracedReportOf(outcome, locatorIn(sources.workspace, machine))
    : reportOf<FilePlace>(outcome);
  const told = {
    request: {
      ip: request.ip,
      ...identityOf(plan),
      protocol: verified.protocol,
      scope,
      ...(praField ? { praField } : {}),
    },
    ...report,
    headers: {
      receivedSpf: receivedSpf.join("\n"),
      authenticationResults: authenticationResults.join("\n"),
    },
    notes: notesOf(plan, outcome).map(say),
  };
  return `${jsonOf(told, 2)}\n`;
}

/** Whose mail was checked: the identity is a mailbox even where none was given (RFC 7208, 2.4 and 4.3). */
function identityOf({ request, verified, scope, noPra }: PlannedCheck) {
  const { domain, helo } = request;
  return { domain, helo, sender: noPra ? "" : mailboxOf(verified), scope };
}

/** No record is asked about but the one that the identity leads to, and texts without unknown parts. */
function notesOf(plan: PlannedCheck, outcome: Outcome): Message[] {
  if (plan.noPra) return [];
  const asked = { subject: null, costsAreExact: true, unknownText: null };
  return notes(outcome, { ...asked, mail: identityOf(plan) });
}

function subjectOf({ request, verified, noPra }: PlannedCheck): Message {
  const { ip, helo } = request;
  const { identity, protocol, praField } = verified;
  const args = { ip, helo, sender: mailboxOf(verified), field: praField ?? "" };
  if (noPra) return checkMessages.noPra(args);
  if (identity === "helo") return checkMessages.helo(args);
  if (praField) return checkMessages.pra(args);
  return protocol === "sender-id" ? checkMessages.senderId(args) : checkMessages.mailfrom(args);
}
