/** How many addresses a set holds, for people: digits as long as they can be read, then powers of two. */

import { messagesOf } from "../text/message.ts";
import type { Say } from "./language.ts";

export const amountMessages = messagesOf("amount", {
  all: "all",
  allBut: "all but {rest}",
  about: "about 2^{power}",
});

/** Beyond this, digits say less than a power does. */
const READABLE = 10n ** 10n;

/** @param digits a number of addresses of the family, in decimal */
export function amountOf(digits: string, family: 4 | 6, say: Say): string {
  const count = BigInt(digits);
  const rest = (1n << BigInt(family === 4 ? 32 : 128)) - count;
  if (rest === 0n) return say(amountMessages.all());
  return rest < count ? say(amountMessages.allBut({ rest: shown(rest, say) })) : shown(count, say);
}

function shown(count: bigint, say: Say): string {
  if (count < READABLE) return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
  const bits = count.toString(2).length - 1;
  if (count === 1n << BigInt(bits)) return `2^${bits}`;
  // The highest bits tell the power to a tenth.
  const first = Number(count >> BigInt(bits - 20)) / 2 ** 20;
  return say(amountMessages.about({ power: (bits + Math.log2(first)).toFixed(1) }));
}
