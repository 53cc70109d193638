/** Networks that no address gets to, since the networks before them decide all of theirs. */

import type { Directive } from "../spf/ast.ts";
import type { Deciding, Literal } from "../spf/deciding.ts";
import { networkOf } from "../spf/ip.ts";
import { keepingLast } from "../text/last.ts";

export interface LateNetwork {
  readonly term: Directive;
  /** The first that holds all of it; else those that decide its addresses, in order, the first of them where there are many. */
  readonly deciders: readonly [Literal, ...Literal[]];
  /** Whether these all have its result. */
  readonly isAlike: boolean;
}

/** More networks than this before one nobody wants to see named. */
const MOST_DECIDERS = 20;

export const lateNetworks = keepingLast((deciding: Deciding): readonly LateNetwork[] => {
  const out: LateNetwork[] = [];
  for (const literal of deciding.literals) {
    if (deciding.isReached(literal)) continue;
    const cover = deciding.coverBefore(literal);
    const { term } = literal;
    const deciders = cover ? ([cover] as const) : together(deciding, literal);
    const isAlike = deciders.every((each) => each.term.qualifier === term.qualifier);
    out.push({ term, deciders, isAlike });
  }
  return out;
});

/** Of what is not reached others decide every address. */
function together(deciding: Deciding, { address, bits }: Literal): [Literal, ...Literal[]] {
  return deciding.decidersOf(networkOf(address, bits), MOST_DECIDERS) as [Literal, ...Literal[]];
}

/** Those of which nothing else is said: where one network is a whole family, that is what is wrong. */
export function ownLateNetworks(deciding: Deciding, isAlike: boolean): readonly LateNetwork[] {
  return lateNetworks(deciding).filter(
    (late) => late.isAlike === isAlike && !late.deciders.some(isWholeFamily),
  );
}

/** Whether it is a prefix length of zero, of which `zero-prefix` and `pass-all` speak. */
export function isWholeFamily({ bits }: Literal): boolean {
  return bits === 0;
}
