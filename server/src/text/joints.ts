/**
 * Texts that are joined from the items of a list, with a blank between each two that stands nowhere in the source: what
 * goes when whole items go, and what a further item looks like. For `decoded.ts` alone.
 */

import type { Edit } from "./edit.ts";
import { type Joint, type ListItem, type Run, standsNowhere, touched } from "./run.ts";
import { firstWhere } from "./sorted.ts";
import type { PartSpace, RecordSpace, Span } from "./span.ts";

type JointRun = Run & { readonly joint: Joint };

const isJoint = (run: Run): run is JointRun => run.joint !== undefined;

/** Whole items that go, and what is replaced within others. */
export interface Division {
  readonly gone: readonly Span<PartSpace>[];
  readonly rest: readonly { readonly span: Span<RecordSpace>; readonly text: string }[];
}

/**
 * Divides a replacement that reaches over blanks between items: each item gets its word, and those for which there is
 * none go. Undefined where items would be cut.
 */
export function divided(runs: readonly Run[], span: Span<RecordSpace>, text: string): Division | undefined {
  const joints = [...touched(runs, span.start, span.end)].filter(isJoint);
  const [first, last] = [joints[0], joints.at(-1)];
  if (!first || !last) return { gone: [], rest: [{ span, text }] };
  if (last.end === span.end) {
    if (text !== "" || textOf(runs, first.joint.before)?.start !== span.start) return undefined;
    return division(
      joints.map(({ joint }) => joint.before),
      null,
    );
  }
  if (textOf(runs, last.joint.after)?.end !== span.end) return undefined;
  const items = joints.map(({ joint }) => joint.after);
  const kept = first.joint.before;
  if (span.start < first.start) {
    const head = { start: span.start, end: first.start };
    return text === "" ? undefined : spread(runs, head, kept, items, text);
  }
  if (text === "") return division(items, kept);
  const own = textOf(runs, first.joint.after);
  if (!own || !/^ \S/.test(text)) return undefined;
  return spread(runs, own, first.joint.after, items.slice(1), text.slice(1));
}

/** The words of a text in the place of `head`, at the end of one item, and of the items behind it. */
function spread(
  runs: readonly Run[],
  head: Span<RecordSpace>,
  first: ListItem,
  items: readonly ListItem[],
  text: string,
): Division | undefined {
  const words = /^\S+(?: \S+)+$/.test(text) ? text.split(" ") : [text];
  const count = Math.min(words.length, items.length + 1);
  const rest = [{ span: head, text: words[0] as string }];
  for (const item of items.slice(0, count - 1)) {
    const span = textOf(runs, item);
    // What stands between two items is a remark on one of them, which would be another's then.
    if (!span || !item.removal) return undefined;
    rest.push({ span, text: words[rest.length] as string });
  }
  const last = rest.at(-1);
  if (last) last.text = [last.text, ...words.slice(count)].join(" ");
  return division(items.slice(count - 1), items[count - 2] ?? first, rest);
}

function division(
  items: readonly ListItem[],
  kept: ListItem | null,
  rest: Division["rest"] = [],
): Division | undefined {
  const gone: Span<PartSpace>[] = [];
  for (const { removal } of items) {
    if (!removal) return undefined;
    const previous = gone.at(-1);
    if (!previous || removal.start >= previous.end) gone.push(removal);
    // The last one takes the comma before it along, and with it goes whatever goes before it.
    else if (kept) gone.splice(0, gone.length, { start: kept.span.end, end: removal.end });
    else return undefined;
  }
  return { gone, rest };
}

/** A further item behind the one whose text ends at `at`, for text that begins with a blank; undefined where that can't be. */
export function furtherItem(
  runs: readonly Run[],
  source: string,
  at: number,
  text: string,
): Edit<PartSpace> | undefined {
  if (!/^ \S(?:.*\S)?$/.test(text)) return undefined;
  const next = firstWhere(runs, (run) => run.end > at);
  const behind = runs.slice(next).find((run) => run.start === at && isJoint(run)) as JointRun | undefined;
  const before = behind ? undefined : runs.slice(0, next).findLast(isJoint);
  const [item, joint] = behind ? [behind.joint.before, behind.joint] : [before?.joint.after, before?.joint];
  if (!item || !joint || textOf(runs, item)?.end !== at) return undefined;
  const own = runs.filter((run) => isWithin(run, item));
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return undefined;
  const [open, close] = [source.slice(item.span.start, first.from), source.slice(last.to, item.span.end)];
  const between = separatorIn(runs, source, joint);
  // What stands behind the item in its line would be taken for a remark on the new one.
  const line = /^[^\n]*/.exec(source.slice(item.span.end, item.span.end + 200))?.[0] ?? "";
  if (!/^["'`]$/.test(open) || close !== open || between === undefined || /#|\/[/*]/.test(line))
    return undefined;
  const written = last.encode(text.slice(1), { before: open, after: close });
  if (written === undefined) return undefined;
  const { end } = item.span;
  return { span: { start: end, end }, text: between + open + written + close };
}

/** What stands between items of the list, without a remark: beside this joint, or beside another one of the text. */
function separatorIn(runs: readonly Run[], source: string, joint: Joint): string | undefined {
  const joints = [joint, ...runs.flatMap((run) => run.joint ?? [])];
  return joints
    .map(({ before, after }) => source.slice(before.span.end, after.span.start))
    .find((between) => /^\s*,\s*$|^\s+$/.test(between));
}

/** The stretch of the text that an item gives. */
function textOf(runs: readonly Run[], item: ListItem): Span<RecordSpace> | undefined {
  const own = runs.filter((run) => isWithin(run, item));
  const [first, last] = [own[0], own.at(-1)];
  return first && last && { start: first.start, end: last.end };
}

function isWithin(run: Run, { span }: ListItem): boolean {
  return !standsNowhere(run) && run.from >= span.start && run.to <= span.end;
}
