/** What a call in a program runs, where that is written down: a function by its name, or one for each item of a list. */

import { compose } from "../compose.ts";
import type { Evaluator, Placed } from "../evaluate.ts";
import type { Section } from "../format.ts";
import type { CallValue, Value } from "../syntax/value.ts";

/** A function, and an evaluator that knows what it is given. */
export interface Body {
  readonly at: Placed;
  readonly evaluator: Evaluator;
}

/** `list.forEach(f)` and its kin, and loops, which are read as calls. */
const EACH = /^(?:\.forEach|for of|for in|\w+\.each|\w+\.forEach)$/;

/** The functions that a call runs, in order; null where that is not known. */
export function bodiesOf(section: Section, call: CallValue, evaluator: Evaluator): readonly Body[] | null {
  const [first, second] = call.arguments;
  const bind = (at: Placed, given: readonly Placed[], named?: ReadonlyMap<string | null, Placed>): Body => ({
    at,
    evaluator: evaluator.calling(at, given, named),
  });
  if (call.name === "()" && first) return [bind({ section, value: first }, [])];
  if (EACH.test(call.name) && first && second) {
    const list = evaluator.follow(section, first);
    const each = second.kind === "unknown" ? evaluator.declared(section, second) : { section, value: second };
    const { value } = list;
    if (each?.value.kind !== "function" || (value.kind !== "list" && value.kind !== "map") || !value.whole)
      return null;
    if (value.kind === "list" && call.name !== "for in")
      return value.items.map((item) =>
        bind(each, partsOf({ section: list.section, value: item.value }, each.value)),
      );
    if (call.name !== "for in") return null;
    const keys =
      value.kind === "map" ? value.entries.map(({ key }) => key ?? "") : [...value.items.keys()].map(String);
    return keys.map((key) => {
      const { text } = compose(section.text, [key], first.span);
      return bind(each, [{ section, value: { kind: "text", text, span: first.span, used: first.span } }]);
    });
  }
  if (call.callee === undefined) return null;
  const { callee, span } = call;
  const known = evaluator.declared(section, { kind: "unknown", reference: callee, span });
  if (known?.value.kind !== "function") return null;
  return [
    bind(
      known,
      call.arguments.map((argument) => evaluator.follow(section, argument)),
      new Map(call.named.map(({ key, value }) => [key, evaluator.follow(section, value)])),
    ),
  ];
}

/** An item of a list, or what is in it where it has several names: `for name, text in [("a", "b")]`. */
function partsOf(item: Placed, each: Value): Placed[] {
  const several = each.kind === "function" && each.parameters.length > 1;
  const parts =
    several && item.value.kind === "list" && item.value.whole
      ? item.value.items.map(({ value }) => value)
      : [item.value];
  // Out of a list that is written elsewhere, a text has its place there.
  return parts.map(
    (value) => (value.kind === "text" ? value.written : undefined) ?? { section: item.section, value },
  );
}
