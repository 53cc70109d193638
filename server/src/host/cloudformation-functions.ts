/** CloudFormation's functions, as both of their forms write them. */

import type { Value } from "./syntax/value.ts";

/** `Fn::Sub`, and `Ref`, which alone has no prefix. */
const FULL = /^(?:Fn::(?=.)|(?=Ref$))(.+)$/;

/** A function in either form, by its short name, with what it is given; null for any other value. */
export function callIn(value: Value): { name: string; given: Value | undefined } | null {
  if (value.kind === "call") return { name: value.name, given: value.arguments[0] };
  const [only, ...more] = value.kind === "map" ? value.entries : [];
  const name = only && more.length === 0 ? FULL.exec(only.key ?? "")?.[1] : undefined;
  return only && name !== undefined ? { name: `!${name}`, given: only.value } : null;
}
