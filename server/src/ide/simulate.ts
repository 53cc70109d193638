/**
 * A receiver's check of a mail, before anything is published: the record at a place is taken as it stands there, and
 * each answer says where it came from.
 */

import type { Asking, Resolver } from "../dns/answers.ts";
import { type Budget, driveWithin, STANDARD_BUDGET } from "../dns/drive.ts";
import { normalise } from "../dns/names.ts";
import { type Place, resolverOver } from "../dns/overlay.ts";
import { AT_HAND } from "../rules/names.ts";
import type { Subject } from "../rules/subject.ts";
import { decisionOf } from "../spf/decision.ts";
import { senderOf } from "../spf/identity.ts";
import type { Outcome } from "../spf/trace.ts";
import { HOLE } from "../text/decoded.ts";
import { type Message, messagesOf } from "../text/message.ts";
import type { Analysis } from "./analysis.ts";
import { recordPlace } from "./answer-order.ts";
import { type CheckReport, type Locate, tracedReportOf } from "./check-report.ts";
import { type MailToCheck, type PlannedCheck, planCheck, readHeaders, whyNoPra } from "./check-request.ts";
import { evaluation, type HeaderFields, headerFieldsOf, mailboxOf } from "./evaluate.ts";
import { locate } from "./locate.ts";
import { type DocumentPlace, placeOf, placeRecord } from "./place-record.ts";
import { advice, notes } from "./simulate/advice.ts";
import { type Cost, costsOf } from "./simulate/costs.ts";
import { whyOf } from "./why.ts";
import type { Workspace } from "./workspace.ts";

/** Whose mail, and the document whose text comes before all others; with `offset` the record there is evaluated. */
export interface MailToSimulate extends MailToCheck {
  readonly uri?: string;
  readonly offset?: number;
  /** A message, or its header fields, for `pra`. */
  readonly message?: string;
}

export const simulationMessages = messagesOf("simulation", {
  longHeaders: "The header fields of the message are longer than any message has.",
});

/** What a simulation gives. Places are what the caller makes of them. */
export interface Simulated<P> {
  readonly mail: Required<Pick<MailToCheck, "helo" | "sender" | "protocol" | "scope" | "domain">>;
  readonly outcome: Outcome;
  readonly report: CheckReport<P>;
  readonly headers: HeaderFields;
  /** What decided, and how it came to that. */
  readonly why: readonly Message[];
  /** What receivers do with such a result, and what follows from it. */
  readonly advice: readonly Message[];
  /** Why the answer may be incomplete, or about something else than was meant. */
  readonly notes: readonly Message[];
  /** What the record costs for a client of this address family; null where there is no record. */
  readonly costs: Cost<P> | null;
}

/** A simulation that can be run: it asks what `places` do not answer. */
export interface Simulation<P> {
  /** Where answers come from before DNS. */
  readonly places: readonly Place[];
  readonly run: () => Asking<Simulated<P>>;
}

export interface SimulateOptions<P> {
  /** Seconds since 1970, for `%{t}`. */
  readonly now: number;
  readonly place: (place: DocumentPlace) => P | null;
}

/** Prepares a simulation, or says why none can be made. */
export function simulation<P>(
  workspace: Workspace,
  mail: MailToSimulate,
  options: SimulateOptions<P>,
): Simulation<P> | Message {
  const at = recordAt(workspace, mail);
  const headers = mail.message === undefined ? undefined : readHeaders(mail.message);
  if (headers === null) return simulationMessages.longHeaders();
  const planned = planCheck({ ...withDefaults(mail, at?.subject ?? null), ...(headers ? { headers } : {}) });
  if (!("request" in planned)) return planned;
  const { domain } = planned.request;
  const places = [...(at ? bySelf(at.subject, domain) : []), ...workspace.places(mail.uri ?? null)];
  const find = locator(workspace, mail.uri ?? null, domain, at);
  const place: Locate<P> = (name, record, span) => {
    const found = find(name, record, span);
    return found && options.place(found);
  };
  const written: Locate<string> = (name, record, span) => {
    const found = find(name, record, span);
    return (found && workspace.document(found.uri)?.slice(found.span)) ?? null;
  };
  return {
    places,
    run: () => run(planned, { subject: at?.subject ?? null, place, written, now: options.now }),
  };
}

/** What a run needs of the documents. */
interface Around<P> {
  /** The record that was asked about. */
  readonly subject: Subject | null;
  readonly place: Locate<P>;
  /** The characters that stand for a span of a record. */
  readonly written: Locate<string>;
  readonly now: number;
}

/**
 * Runs a simulation in bounded time: what no document says is asked of `dns`, if there is one. Rejects with the signal's
 * reason where it is aborted.
 */
export function simulate<P>(
  { places, run }: Simulation<P>,
  dns: Resolver | null,
  budget: Budget,
  signal?: AbortSignal,
): Promise<Simulated<P>> {
  return driveWithin(run(), resolverOver(places, dns ?? nobody), budget, signal);
}

const nobody: Resolver = async () => ({ kind: "unknown", source: "nobody" });

interface At {
  readonly analysis: Analysis;
  readonly subject: Subject;
}

function recordAt(workspace: Workspace, { uri, offset }: MailToSimulate): At | null {
  const analysis = uri === undefined ? null : workspace.analyse(uri);
  const subject = analysis && offset !== undefined ? locate(analysis, offset)?.subject : null;
  return analysis && subject ? { analysis, subject } : null;
}

/** What the record itself says of the check: at which name it stands, and for which protocol and scope. */
function withDefaults(mail: MailToSimulate, subject: Subject | null): MailToCheck {
  const { domain = subject && nameOf(subject, mail), protocol = protocolOf(subject, mail) } = mail;
  const ofRecord = protocol === "sender-id" && mail.message === undefined ? scopeOf(subject) : undefined;
  const { scope = ofRecord } = mail;
  const { ip, helo, sender } = mail;
  return {
    ip,
    ...(helo ? { helo } : {}),
    ...(sender === undefined ? {} : { sender }),
    ...(protocol ? { protocol } : {}),
    ...(scope ? { scope } : {}),
    ...(domain ? { domain } : {}),
  };
}

/** That of the record, unless a scope is asked for that only one protocol has. */
function protocolOf(subject: Subject | null, { scope }: MailToSimulate): "spf" | "sender-id" | undefined {
  const protocol = subject?.record?.version.protocol;
  if (!protocol || scope === "helo" || scope === "pra") return undefined;
  return protocol === "spf1" ? "spf" : "sender-id";
}

function scopeOf(subject: Subject | null): "mfrom" | "pra" | undefined {
  const known = subject?.record?.version.scopes.find(({ name }) => name === "mfrom" || name === "pra");
  return known?.name as "mfrom" | "pra" | undefined;
}

/**
 * A name at which the record stands: that of the mail, where it is one of several, else the first. Null where none is
 * known, so that the mail decides.
 */
function nameOf({ found }: Subject, { sender = "", helo = "" }: MailToSimulate): string | null {
  const [first] = found.owners ?? [];
  if (first === undefined) return null;
  const meant = normalise(senderOf(sender, helo).domain);
  const name = found.owners?.find((owner) => normalise(owner) === meant) ?? first;
  if (!name.startsWith("*.")) return name;
  // A wildcard stands for every name below; checkers never ask for the asterisk itself.
  return meant.endsWith(normalise(name).slice(1)) ? meant : `${ANY}${name.slice(1)}`;
}

/** A label that nobody is likely to have given away. */
const ANY = "any-name";

/** A record of a name that is not known stands, for this once, at the one that is checked. */
function bySelf({ found }: Subject, domain: string): Place[] {
  if (found.owners) return [];
  const { text, holes } = found.decoded;
  return [recordPlace(normalise(domain), { strings: [text], holes }, AT_HAND.buffer)];
}

/** Finds places in the records of a trace; the record that was asked about is the first that is looked at. */
function locator(
  workspace: Workspace,
  first: string | null,
  domain: string,
  at: At | null,
): Locate<DocumentPlace> {
  const known = new Map<string, At | null>();
  return (name, record, span) => {
    const key = `${normalise(name)} ${record.text}`;
    let found = known.get(key);
    if (found === undefined) {
      const own = at?.subject.record?.text === record.text && normalise(name) === normalise(domain);
      found = own ? at : placeRecord(workspace, first, name, record);
      known.set(key, found);
    }
    return found && placeOf(found, span);
  };
}

function* run<P>(planned: PlannedCheck, around: Around<P>): Asking<Simulated<P>> {
  const { request, verified, scope, noPra } = planned;
  const { subject, place, written, now } = around;
  const outcome = yield* evaluation(planned, { now });
  const { record } = outcome.trace;
  const costs = record && (yield* costsOf(outcome.trace.domain, record, request.ip, place));
  const { helo, domain } = request;
  const mail = {
    helo,
    sender: noPra ? "" : mailboxOf(verified),
    protocol: verified.protocol,
    scope,
    domain,
  };
  const about = {
    mail,
    subject,
    costsAreExact: costs?.exact ?? true,
    unknownText: unknownText(outcome, written),
  };
  return {
    mail,
    outcome,
    report: tracedReportOf(outcome, place),
    headers: headerFieldsOf(planned, outcome),
    why: [...whyOf(outcome, STANDARD_BUDGET / 1000).sentences, ...(noPra ? [whyNoPra(noPra)] : [])],
    advice: advice(outcome, { ...mail, ip: request.ip }),
    notes: noPra ? [] : notes(outcome, about),
    costs,
  };
}

/** The term that was not evaluated since part of it is not known, as it is written; null where that is not the reason. */
function unknownText({ trace }: Outcome, written: Locate<string>): string | null {
  const { record, term } = decisionOf(trace);
  if (record.reason !== "unknown-text" || !record.record) return null;
  const span = term?.span ?? { start: 0, end: record.record.text.length };
  const { text } = record.record;
  return (
    written(record.domain, record.record, span) ?? text.slice(span.start, span.end).replaceAll(HOLE, "…")
  );
}
