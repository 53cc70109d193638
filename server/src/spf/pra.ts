/** The purported responsible address of a message (RFC 4407): who, by its header fields, sent it last. */

import { type NoMailbox, readMailbox } from "./mailbox.ts";
import type { HeaderField } from "./message-headers.ts";
import type { Outcome } from "./trace.ts";

/** Fields that may name the address. */
export type PraField = "Resent-Sender" | "Resent-From" | "Sender" | "From";

export interface Pra {
  readonly kind: "pra";
  /** `local@domain`. */
  readonly address: string;
  readonly field: PraField;
  /** Position of the field among the headers. */
  readonly index: number;
}

export interface NoPra {
  readonly kind: "none";
  readonly reason: /** There is neither of the four fields, or they are empty. */
    | "no-field"
    /** More than one of the field that counts: `Sender`, or `From`. */
    | "several-fields"
    | NoMailbox;
  /** The field that is to blame. */
  readonly field: PraField | null;
}

/** The address that the header fields name, in the order of the message; or why they name none. RFC 4407, 2 */
export function pra(headers: readonly HeaderField[]): Pra | NoPra {
  const fields = relevant(headers);
  const chosen = choose(fields);
  if ("kind" in chosen) return chosen;
  // RFC 4407, 2, step 5
  const { field, index, body } = chosen;
  const mailbox = readMailbox(body);
  if (typeof mailbox === "string") return { kind: "none", reason: mailbox, field };
  return { kind: "pra", address: `${mailbox.local}@${mailbox.domain}`, field, index };
}

interface Candidate {
  readonly field: PraField;
  readonly index: number;
  readonly body: string;
}

/** RFC 4407, 2, steps 1 to 4: the field that names the address, or why there is none (step 6). */
function choose(fields: readonly Relevant[]): Candidate | NoPra {
  const named = (field: PraField) =>
    fields.flatMap(({ name, index, body }) => (name === field.toLowerCase() ? [{ field, index, body }] : []));
  const [resentSender] = named("Resent-Sender");
  const [resentFrom] = named("Resent-From");
  if (resentSender && !(resentFrom && isCrossed(fields, resentFrom.index, resentSender.index)))
    return resentSender;
  if (resentFrom) return resentFrom;
  for (const field of ["Sender", "From"] as const) {
    const [first, second] = named(field);
    if (second) return { kind: "none", reason: "several-fields", field };
    if (first) return first;
  }
  return { kind: "none", reason: "no-field", field: null };
}

/**
 * Whether the message was handed on between the two, so that they do not belong together: a `Received` or
 * `Return-Path` comes after the one and before the other. RFC 4407, 2, step 1
 */
function isCrossed(fields: readonly Relevant[], from: number, to: number): boolean {
  return fields.some(
    ({ name, index }) => /^(?:received|return-path)$/.test(name) && from < index && index < to,
  );
}

interface Relevant {
  /** Lower case. */
  readonly name: string;
  readonly index: number;
  readonly body: string;
}

const RELEVANT = /^(?:resent-sender|resent-from|sender|from|received|return-path)$/;

/** RFC 4407, 2: fields with nothing but blanks are treated as if they were not present. */
function relevant(headers: readonly HeaderField[]): Relevant[] {
  return headers.flatMap(([written, body], index) => {
    const name = written.trim().toLowerCase();
    return RELEVANT.test(name) && body.trim() !== "" ? [{ name, index, body }] : [];
  });
}

/** What a Sender ID check gives for a message without the address: there is no domain to ask for. */
export function missingPra(explanation = ""): Outcome {
  return {
    result: "fail",
    explanation,
    explained: null,
    lookups: 0,
    voids: 0,
    trace: {
      domain: "",
      reached: "start",
      queries: [],
      record: null,
      terms: [],
      result: "fail",
      reason: "missing-pra",
    },
    blockedOn: null,
    spf1ForSenderId: false,
  };
}
