/** Finds terms that stand together without a blank: `ip4:192.0.2.1-all`, `mxa`, `include:a.exampleinclude:b.example`. */

import { isTerm } from "./grammar.ts";

/** Where within a word another term may start. */
const STARTS =
  /[+\-?~](?=(?:all|include|exists|ip[46]|ptr|mx|a)(?:[:/]|$|[+\-?~]))|(?:include|exists|ip[46]|ptr|mx|a):|(?:redirect|exp)=/gi;

const NAMES_ALONE = /^(?:[+\-?~]?(?:all|ptr|mx|a))+$/i;

/** More places than this are not tried. */
const MOST = 24;

/** The terms, two or more, that make up the word, or null. Of several ways, the one with the most terms. */
export function unglue(text: string): readonly string[] | null {
  if (NAMES_ALONE.test(text)) {
    const names = text.match(/[+\-?~]?(?:all|ptr|mx|a)/gi) ?? [];
    return names.length > 1 && names.join("") === text ? names : null;
  }
  const places = [0];
  for (const match of text.matchAll(STARTS)) {
    if (match.index > 0) places.push(match.index);
    if (places.length > MOST) return null;
  }
  if (places.length === 1) return null;
  const pieces = most(text, places);
  return pieces && pieces.length > 1 ? pieces : null;
}

/** The most terms that the text can be cut into at these places. */
function most(text: string, places: readonly number[]): string[] | null {
  const best: (string[] | null)[] = [];
  for (let i = places.length - 1; i >= 0; i--) {
    best[i] = null;
    for (let j = i + 1; j <= places.length; j++) {
      const rest = j === places.length ? [] : (best[j] ?? null);
      const piece = text.slice(places[i], places[j] ?? text.length);
      if (!rest || !isTerm(piece)) continue;
      const found = [piece, ...rest];
      if (found.length > (best[i]?.length ?? 0)) best[i] = found;
    }
  }
  return best[0] ?? null;
}

/** The offset at which a word ends in `-all`, `~all`, `?all` or `+all` behind something else, or -1. */
export function gluedAll(text: string): number {
  const at = text.length - 4;
  return at > 0 && /^[+\-?~]all$/i.test(text.slice(at)) && /[a-z0-9]/i.test(text.slice(0, at)) ? at : -1;
}

/** Where the version of a second record stands against a whole term (`-allv=spf1`), else -1. */
export function gluedVersion(text: string): number {
  const at = text.length - "v=spf1".length;
  return at > 0 && /^v=spf1$/i.test(text.slice(at)) && isTerm(text.slice(0, at)) ? at : -1;
}
