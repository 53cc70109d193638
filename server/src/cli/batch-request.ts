/** Reads one line of `check --batch`: a request as JSON, or one sentence that says why it is none. */

import { type MailToCheck, type PlannedCheck, planCheck, protocols, scopes } from "../ide/check-request.ts";
import { answersIn } from "../ide/dns-data.ts";
import type { Answerer } from "../ide/index.ts";
import { type Message, messagesOf } from "../text/message.ts";

export interface BatchRequest {
  /** As given, whatever it is. */
  readonly id: unknown;
  readonly plan: PlannedCheck;
  /** What answers in place of DNS; null where the request brings nothing. */
  readonly answers: Answerer | null;
}

export interface Unreadable {
  /** As far as it could be read, else null. */
  readonly id: unknown;
  readonly wrong: Message;
}

export const batchMessages = messagesOf("batch", {
  long: "This line is longer than {limit} MiB.",
  utf8: "This line is not UTF-8.",
  json: "This line is not JSON: {error}",
  object: "A request is an object, such as {example}.",
  text: "`{key}` must be a text.",
  word: "`{key}` must be one of {known}.",
  flag: "`{key}` must be true or false.",
  headers: "`{key}` must be a list of names with their values, in the order of the message: {example}.",
  noIp: "`ip` is missing: the address of the client.",
});

const EXAMPLE = '{"id": 1, "ip": "192.0.2.1", "helo": "mail.example.com", "sender": "user@example.com"}';

/** The request in the text of a line. Fields that are not known are left alone, since they are the asker's. */
export function readRequest(line: string): BatchRequest | Unreadable {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { id: null, wrong: batchMessages.json({ error: (error as Error).message }) };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { id: null, wrong: batchMessages.object({ example: EXAMPLE }) };
  const fields = value as Readonly<Record<string, unknown>>;
  const id = fields.id ?? null;
  const wrong = mistakeIn(fields);
  if (wrong) return { id, wrong };
  const { ip, helo, sender, protocol, scope, domain, headers, spf1ForPra, zonedata } = fields;
  const mail = { ip, helo, sender, protocol, scope, domain, headers, spf1ForPra };
  const plan = planCheck(given(mail) as unknown as MailToCheck);
  if ("english" in plan) return { id, wrong: plan };
  const answers = zonedata === undefined || zonedata === null ? null : answersIn(zonedata);
  return isMistakes(answers) ? { id, wrong: answers[0] as Message } : { id, plan, answers };
}

/** By field, what it must be. */
const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  ip: isText,
  helo: isText,
  sender: isText,
  domain: isText,
  protocol: (value) => protocols.some((each) => each === value),
  scope: (value) => scopes.some((each) => each === value),
  spf1ForPra: (value) => typeof value === "boolean",
  headers: isHeaders,
};

/** The first field that is not what it must be. */
function mistakeIn(fields: Readonly<Record<string, unknown>>): Message | null {
  for (const [key, isRight] of Object.entries(checks)) {
    const value = fields[key];
    if (value === undefined || value === null || isRight(value)) continue;
    switch (key) {
      case "protocol":
        return batchMessages.word({ key, known: protocols.join(", ") });
      case "scope":
        return batchMessages.word({ key, known: scopes.join(", ") });
      case "spf1ForPra":
        return batchMessages.flag({ key });
      case "headers":
        return batchMessages.headers({ key, example: '[["From", "user@example.com"]]' });
      default:
        return batchMessages.text({ key });
    }
  }
  return isText(fields.ip) ? null : batchMessages.noIp();
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isHeaders(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((field) => Array.isArray(field) && field.length === 2 && field.every(isText))
  );
}

function isMistakes(answers: Answerer | readonly Message[] | null): answers is readonly Message[] {
  return Array.isArray(answers);
}

/** The fields that have a value; null stands for none. */
function given(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
}
