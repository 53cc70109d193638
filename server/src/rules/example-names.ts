/** Whether a record is an example, or is there for a network of its own: what would be a slip elsewhere is meant there. */

import { isWithin } from "./domain-list.ts";
import type { Context } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** RFC 2606, RFC 6761: names that nobody can register. */
const RESERVED = ["example.com", "example.net", "example.org", "example", "test", "invalid", "localhost"];

/** RFC 8375, RFC 6762 (with its appendix G), and what ICANN keeps for private use: names that the internet doesn't know. */
const PRIVATE = [
  ...["local", "internal", "home.arpa"],
  ...["intranet", "private", "corp", "home", "lan", "localdomain"],
];

/** Whether the file or the record is about a name that is reserved for examples, or the file shows nothing else. */
export function isAboutExamples(subject: Subject, context: Context): boolean {
  return context.isShown || namesOf(subject, context).some((name) => isWithin(name, RESERVED));
}

/** Whether the record stands at a name that only a private network knows. */
export function isPrivate(subject: Subject, context: Context): boolean {
  return namesOf(subject, context).some((name) => isWithin(name, PRIVATE));
}

function namesOf(subject: Subject, { zone }: Context): string[] {
  return [...(zone === null ? [] : [zone]), ...(subject.found.owners ?? [])].map((name) =>
    name.toLowerCase(),
  );
}
