/** Carries out `spf.simulate` and `spf.simulateSuggestions`: what a client asks, and the answer as it reads it. */

import { MessageType } from "vscode-languageserver";
import {
  type DocumentPlace,
  type MailToSimulate,
  type Simulated,
  STANDARD_BUDGET,
  simulate,
  simulation,
  suggestedAddresses,
} from "../ide/index.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { fromSpan, toOffset } from "./convert.ts";
import type { Dns } from "./dns.ts";
import type { Lacking } from "./lacking.ts";
import type { DnsUse, NotSimulated, Place, SimulateRequest, Simulation, Suggestions } from "./protocol.ts";
import type { Session } from "./session.ts";
import { isObject, isPosition, isText } from "./shapes.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

export const simulateMessages = messagesOf("simulate", {
  request:
    "A simulation needs an object with ip, and with uri and position, domain, sender or helo. What was given is {what}.",
  field: "{name} of a simulation can't be {value}.",
  document: "No record was read at {uri}: it is not open, or no format takes it.",
  choose: "Mail for {domain} from which address?",
  noAddress: "The file names no address to simulate with.",
  verdict: "Mail from {ip} for {domain}: {result}.",
});

/** Milliseconds that a simulation waits for the files of the workspace. */
const PATIENCE = 3000;

/** What simulations need of the session. */
export interface Simulating {
  readonly session: Session;
  readonly dns: Dns;
  readonly lacking: Lacking;
  readonly files: WorkspaceFiles;
}

/**
 * The simulation that is asked for, or a sentence that says why there is none. It rejects only where the signal is
 * aborted.
 */
export async function simulated(
  asked: unknown,
  around: Simulating,
  signal: AbortSignal,
): Promise<Simulation | NotSimulated> {
  const { session, dns } = around;
  const request = readRequest(asked);
  if (isMessage(request)) return { wrong: session.say(request) };
  const mail = await mailOf(request, around);
  if (isMessage(mail)) return { wrong: session.say(mail) };
  const first = await once(mail, request.online === true, around, signal);
  if (isMessage(first)) return { wrong: session.say(first) };
  const open = first.done.outcome.blockedOn !== null || first.done.costs?.exact === false;
  if (!open || first.use !== "not-agreed" || !(await dns.agree())) return answerOf(first, session);
  const second = await once(mail, false, around, signal);
  return isMessage(second) ? { wrong: session.say(second) } : answerOf(second, session);
}

interface Done {
  readonly mail: MailToSimulate;
  readonly done: Simulated<Place>;
  readonly use: DnsUse;
}

async function once(
  mail: MailToSimulate,
  online: boolean,
  { session, dns }: Simulating,
  signal: AbortSignal,
): Promise<Done | Message> {
  const { workspace, platform } = session;
  const made = simulation(workspace, mail, {
    now: platform.time(),
    place: (place) => placeIn(session, place),
  });
  if (isMessage(made)) return made;
  const { use, resolve } = dns.way(online);
  const budget = { milliseconds: STANDARD_BUDGET, after: platform.after };
  return { mail, done: await simulate(made, resolve, budget, signal), use };
}

function answerOf({ mail, done, use }: Done, session: Session): Simulation {
  const { report, headers, costs } = done;
  const say = (message: Message) => session.say(message);
  return {
    request: { ip: mail.ip, ...done.mail },
    report,
    headers: {
      receivedSpf: headers.receivedSpf.join("\n"),
      authenticationResults: headers.authenticationResults.join("\n"),
    },
    why: done.why.map(say),
    advice: done.advice.map(say),
    notes: done.notes.map(say),
    dns: use,
    costs,
  };
}

/** Addresses at hand for the record at a place, or for the file. */
export async function suggestions(asked: unknown, around: Simulating): Promise<Suggestions> {
  const { uri, position } = (asked ?? {}) as Partial<SimulateRequest>;
  if (typeof uri !== "string") return { domain: null, addresses: [] };
  await load(uri, around);
  const analysis = around.session.workspace.analyse(uri);
  if (!analysis) return { domain: null, addresses: [] };
  return suggestedAddresses(
    analysis,
    position && isPosition(position) ? toOffset(analysis.document, position) : null,
  );
}

/**
 * For an editor without a panel of ours: lets its user choose one of the addresses that the file names, and tells the
 * verdict as a message.
 */
export async function simulateByChoice(
  asked: unknown,
  around: Simulating,
  signal: AbortSignal,
): Promise<Simulation | NotSimulated | null> {
  const { session } = around;
  const { domain, addresses } = await suggestions(asked, around);
  if (addresses.length === 0) {
    session.show(MessageType.Info, simulateMessages.noAddress());
    return { wrong: session.say(simulateMessages.noAddress()) };
  }
  const question = simulateMessages.choose({ domain: domain ?? "" });
  const ip = await session.choose(
    question,
    addresses.slice(0, MOST_CHOICES).map((each) => each.ip),
  );
  if (ip === null) return null;
  const done = await simulated({ ...(asked as SimulateRequest), ip }, around, signal);
  if ("wrong" in done) {
    session.showText(MessageType.Warning, done.wrong);
    return done;
  }
  const { report, request } = done;
  const verdict = session.say(simulateMessages.verdict({ ...request, result: report.result }));
  session.showText(MessageType.Info, [verdict, ...done.notes, ...done.advice].join(" "));
  return done;
}

/** Editors show choices as buttons in a row. */
const MOST_CHOICES = 6;

/** Whether the request leaves the choice of an address to us. */
export function lacksAddress(asked: unknown): boolean {
  return isObject(asked) && asked.ip === undefined && typeof asked.uri === "string";
}

/** The request, if it is one; its fields are of the right types then. */
function readRequest(asked: unknown): SimulateRequest | Message {
  if (!isObject(asked)) return simulateMessages.request({ what: shown(asked) });
  for (const [name, value] of Object.entries(asked)) {
    const test = fields[name as keyof SimulateRequest];
    if (value !== undefined && test && !test(value)) {
      return simulateMessages.field({ name, value: shown(value) });
    }
  }
  if (asked.ip === undefined) return simulateMessages.request({ what: shown(asked) });
  return asked as unknown as SimulateRequest;
}

const oneOf =
  (...values: readonly string[]) =>
  (value: unknown) =>
    values.includes(value as string);

const fields: Readonly<Record<keyof SimulateRequest, (value: unknown) => boolean>> = {
  uri: isText,
  position: isPosition,
  domain: isText,
  ip: isText,
  sender: isText,
  helo: isText,
  protocol: oneOf("spf", "sender-id"),
  scope: oneOf("mfrom", "helo", "pra"),
  message: isText,
  online: (value) => typeof value === "boolean",
};

/** The request with its position in the document's own terms. */
async function mailOf(request: SimulateRequest, around: Simulating): Promise<MailToSimulate | Message> {
  await around.files.loadWithin(PATIENCE);
  const { position, online: _, ...mail } = request;
  const { uri } = mail;
  if (uri === undefined) return mail;
  await load(uri, around);
  const analysis = around.session.workspace.analyse(uri);
  if (!analysis) return simulateMessages.document({ uri });
  return position ? { ...mail, offset: toOffset(analysis.document, position) } : mail;
}

/** What the document includes is part of it. */
async function load(uri: string, { lacking }: Simulating): Promise<void> {
  if (lacking.is(uri)) await lacking.load(uri);
}

function placeIn({ workspace }: Session, { uri, span }: DocumentPlace): Place | null {
  const document = workspace.document(uri);
  return document ? { uri, range: fromSpan(document, span) } : null;
}

function isMessage<T extends object>(value: T | Message): value is Message {
  return "english" in value;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200);
}
