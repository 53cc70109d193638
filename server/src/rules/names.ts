/**
 * What a whole file says of one name: which records lead there, and which records of other types stand there.
 *
 * Answers are made when they are asked for. What a rule learnt from them is kept until one of the answers that it
 * was given changes (`noting`, `stillHolds`), so that a keystroke costs what it changed.
 */

import type { Other, Part, Placed } from "../host/host.ts";
import type { Directive, Modifier } from "../spf/ast.ts";
import type { Subject } from "./rule.ts";
import { evaluatedTerms, literalTarget } from "./terms.ts";

/** A term that includes a name or redirects to it. */
export interface Reference {
  readonly subject: Subject;
  readonly term: Directive | Modifier;
  /** Lower case, without the final dot. */
  readonly target: string;
}

/** Answers about names, which are in lower case and without the final dot. In the order of the file. */
export interface Names {
  /** Terms of TXT records that include the name or redirect to it, where it is written out. */
  references(name: string): readonly Reference[];
  /** Records of other types at the name. */
  others(name: string): readonly Other[];
}

/** The terms of a record that lead elsewhere when it is evaluated. */
export function referencesOf(subject: Subject): Reference[] {
  const { record, found } = subject;
  if (!record || found.type !== "TXT") return [];
  const out: Reference[] = [];
  for (const term of evaluatedTerms(record)) {
    const leads = term.kind === "directive" ? term.name === "include" : term.known === "redirect";
    const target = leads ? literalTarget(term) : null;
    if (target !== null) out.push({ subject, term, target });
  }
  return out;
}

/** Answers from the parts of one reading. `references` gives what was kept for a part. */
export function namesOf(placed: readonly Placed[], references: (part: Part) => readonly Reference[]): Names {
  let toName: Map<string, Reference[]> | undefined;
  let atName: Map<string, Other[]> | undefined;
  return {
    references(name) {
      toName ??= byKey(
        placed.flatMap(({ part }) => references(part)),
        (each) => each.target,
      );
      return toName.get(name) ?? [];
    },
    others(name) {
      atName ??= byKey(
        placed.flatMap(({ part }) => part.others()),
        (each) => each.name.toLowerCase(),
      );
      return atName.get(name) ?? [];
    },
  };
}

/** What was asked and what was answered. */
export interface Asked {
  readonly references: ReadonlyMap<string, readonly Reference[]>;
  readonly others: ReadonlyMap<string, readonly Other[]>;
}

/** The same answers; it takes down which were given. */
export interface Noting extends Names {
  readonly asked: Asked;
}

export function noting(names: Names): Noting {
  const references = new Map<string, readonly Reference[]>();
  const others = new Map<string, readonly Other[]>();
  return {
    asked: { references, others },
    references: (name) => noted(references, name, names.references),
    others: (name) => noted(others, name, names.others),
  };
}

/** Whether the same questions would be answered alike. */
export function stillHolds(asked: Asked, names: Names): boolean {
  return unchanged(asked.references, names.references) && unchanged(asked.others, names.others);
}

function noted<T>(
  notes: Map<string, readonly T[]>,
  name: string,
  ask: (name: string) => readonly T[],
): readonly T[] {
  const known = notes.get(name);
  if (known) return known;
  const answer = ask(name);
  notes.set(name, answer);
  return answer;
}

function unchanged<T>(
  notes: ReadonlyMap<string, readonly T[]>,
  ask: (name: string) => readonly T[],
): boolean {
  for (const [name, then] of notes) {
    const now = ask(name);
    if (now.length !== then.length || now.some((each, i) => each !== then[i])) return false;
  }
  return true;
}

function byKey<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const list = out.get(name);
    if (list) list.push(item);
    else out.set(name, [item]);
  }
  return out;
}
