/** Records of the other types that are wanted, in presentation form with full names. */

import type { Other } from "../host.ts";
import type { Entry } from "./entry.ts";
import { fullName, isKnown } from "./names.ts";
import { mnemonic } from "./types.ts";

/** The record whose data starts at word number `first`; undefined where its data is not complete or not known. */
export function otherOf(
  name: string,
  typeWord: string,
  ttl: number | null,
  words: Entry,
  first: number,
  origin: string,
  span: Other["span"],
): Other | undefined {
  const type = mnemonic(typeWord) as Other["type"];
  const data = dataOf(type, words, first, origin);
  if (data === undefined || !isKnown(name)) return undefined;
  return { name, type, ttl, data, span };
}

function dataOf(type: Other["type"], words: Entry, first: number, origin: string): string | undefined {
  const name = (index: number): string | undefined => {
    const word = words.bare(first + index);
    const full = word === "" ? undefined : fullName(word, origin);
    return full !== undefined && isKnown(full) ? full : undefined;
  };
  const count = words.count - first;
  switch (type) {
    case "A":
    case "AAAA":
      return count === 1 && words.bare(first) !== "" ? words.bare(first) : undefined;
    case "NS":
    case "CNAME":
    case "PTR":
      return count === 1 ? name(0) : undefined;
    case "MX": {
      const host = name(1);
      return count === 2 && host !== undefined && /^\d{1,5}$/.test(words.bare(first))
        ? `${words.bare(first)} ${host}`
        : undefined;
    }
    case "SOA": {
      const numbers: string[] = [];
      for (let index = 2; index < 7; index++) numbers.push(words.bare(first + index));
      const [primary, mailbox] = [name(0), name(1)];
      if (count !== 7 || primary === undefined || mailbox === undefined || numbers.includes(""))
        return undefined;
      return [primary, mailbox, ...numbers].join(" ");
    }
  }
}
