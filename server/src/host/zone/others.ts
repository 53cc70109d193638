/** Records of the other types that are wanted, in presentation form with full names. */

import type { Other } from "../host.ts";
import type { Entry } from "./entry.ts";
import { fullName, isKnown } from "./names.ts";
import { isSeen, mnemonic, SKIP, treatmentOf } from "./types.ts";

/** The record whose data starts at word number `first`; undefined where its name is not known, or nobody sees it. */
export function otherOf(
  name: string,
  typeWord: string,
  ttl: number | null,
  words: Entry,
  first: number,
  origin: string,
  span: Other["span"],
): Other | undefined {
  if (!isKnown(name)) return undefined;
  const type = mnemonic(typeWord);
  if (treatmentOf(type) === SKIP) {
    return isSeen(type) ? { name, type: "OTHER", ttl, data: type, span } : undefined;
  }
  const data = dataOf(type as Wanted, words, first, origin);
  return data === undefined
    ? { name, type: "OTHER", ttl, data: "", span }
    : { name, type: type as Wanted, ttl, data, span };
}

/** Types whose data is read. */
type Wanted = Exclude<Other["type"], "OTHER">;

/** Blanks and words, and a comment: data in one line without quotes, parentheses and escapes. */
const PLAIN_DATA = /[ \t]+([^\s"();\\]+)(?:[ \t]+([^\s"();\\]+))?[ \t]*(?:;.*)?[\r\n]*$/y;

/**
 * The record in one line whose type is the word from `typeStart` to `typeEnd`: null where it must be read the exact
 * way, undefined as above.
 */
export function plainOther(
  name: string,
  text: string,
  start: number,
  typeStart: number,
  typeEnd: number,
  end: number,
  ttl: number | null,
  origin: string,
): Other | null | undefined {
  const type = mnemonic(text.slice(typeStart, typeEnd)) as Wanted;
  if (treatmentOf(type) === SKIP) return isSeen(type) ? null : undefined;
  PLAIN_DATA.lastIndex = 0;
  const match = PLAIN_DATA.exec(text.slice(typeEnd, end));
  if (!match) return null;
  const [, first, second] = match as unknown as [string, string, string | undefined];
  let data: string | undefined;
  if (type === "A" || type === "AAAA") data = second === undefined ? first : undefined;
  else if (type === "MX") {
    if (second === undefined || !/^\d{1,5}$/.test(first)) return null;
    const host = fullName(second, origin);
    data = isKnown(host) ? `${first} ${host}` : undefined;
  } else if (second === undefined) {
    const host = fullName(first, origin);
    data = isKnown(host) ? host : undefined;
  }
  if (data === undefined) return null;
  if (!isKnown(name)) return undefined;
  // The span ends with the last word, not with its line.
  const last = match[0].replace(/[ \t]*(;.*)?[\r\n]*$/, "").length;
  return { name, type, ttl, data, span: { start, end: typeEnd + last } };
}

function dataOf(type: Wanted, words: Entry, first: number, origin: string): string | undefined {
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
