/**
 * Domain names as text: labels separated by dots, without the final dot; the root is ".".
 *
 * Nothing is escaped: what SPF expands is taken as it is (RFC 7208, 4.8). Sizes count octets.
 */

import { lowerAscii } from "../text/lower.ts";
import { octetLength } from "../text/octets.ts";

/** Octets of a label and of a name without its final dot (RFC 1035, 2.3.4; RFC 7208, 7.3). */
export const MAX_LABEL = 63;
export const MAX_NAME = 253;

/** More aliases in a row than this are a loop or as good as one. */
export const MOST_ALIASES = 8;

/** The name by which it is compared: ASCII letters in lower case (RFC 4343, 3), no final dot. */
export function normalise(name: string): string {
  return withoutFinalDot(lowerAscii(name));
}

/** The name as it is written but for its final dot; the root stays ".". */
export function withoutFinalDot(name: string): string {
  return name.endsWith(".") && name !== "." ? name.slice(0, -1) : name;
}

/** Whether two names are the same name. */
export function sameName(a: string, b: string): boolean {
  return normalise(a) === normalise(b);
}

/** The labels from left to right; of the root none. */
export function labels(name: string): string[] {
  const normal = normalise(name);
  return normal === "." || normal === "" ? [] : normal.split(".");
}

/** The name without its first label, or null for the root. */
export function parentOf(name: string): string | null {
  return above(normalise(name));
}

/** As `parentOf`, of a name that is as `normalise` gives it. */
export function above(normal: string): string | null {
  if (normal === "." || normal === "") return null;
  const dot = normal.indexOf(".");
  return dot < 0 ? "." : normal.slice(dot + 1);
}

/** Whether the name is `domain` or lies below it. */
export function isWithin(name: string, domain: string): boolean {
  const inner = normalise(name);
  const outer = normalise(domain);
  return outer === "." || inner === outer || inner.endsWith(`.${outer}`);
}

/**
 * Negative, zero or positive as `a` comes before, with or after `b` in the canonical order (RFC 4034, 6.1): by
 * labels from the right, so that what lies below a name follows it.
 */
export function compareNames(a: string, b: string): number {
  const left = labels(a).reverse();
  const right = labels(b).reverse();
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one, other] = [left[i] as string, right[i] as string];
    if (one !== other) return one < other ? -1 : 1;
  }
  return left.length - right.length;
}

/** Whether DNS can hold the name: no empty label, none over 63 octets, no more than 253 in all. */
export function isValidName(name: string): boolean {
  if (name === ".") return true;
  const end = name.endsWith(".") ? name.length - 1 : name.length;
  if (end === 0 || end > MAX_NAME) return false;
  let label = 0;
  for (let i = 0; i < end; i++) {
    const unit = name.charCodeAt(i);
    if (unit > 0x7f) return isValidBeyondAscii(name.slice(0, end));
    if (unit !== DOT) label++;
    else if (label === 0) return false;
    else label = 0;
    if (label > MAX_LABEL) return false;
  }
  return label > 0;
}

const DOT = 0x2e;

function isValidBeyondAscii(name: string): boolean {
  if (octetLength(name) > MAX_NAME) return false;
  return name.split(".").every((label) => label !== "" && octetLength(label) <= MAX_LABEL);
}

/**
 * Takes labels off the left until no more than 253 octets are left (RFC 7208, 7.3). A name whose last label is
 * longer than that stays too long.
 */
export function truncateName(name: string): string {
  let out = name;
  while (octetLength(out.endsWith(".") ? out.slice(0, -1) : out) > MAX_NAME) {
    const dot = out.indexOf(".");
    if (dot < 0 || dot === out.length - 1) return out;
    out = out.slice(dot + 1);
  }
  return out;
}
