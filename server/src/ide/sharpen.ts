/** Asks DNS what the rules would like to know of other names, so that the next analysis says more. */

import type { Answer, Query, Resolver } from "../dns/answers.ts";
import type { Workspace } from "./workspace.ts";

/** Questions that one document may bring up: a mistake, or a trap, if there are more. */
const MOST_QUERIES = 1000;
/** Includes within includes, and names within those. */
const MOST_ROUNDS = 25;

/** Answers that are asked for again at once. */
const MOST_STALE = 200;

/** Seconds that an answer stands at the least, and at the most, whatever its time to live says. */
const SHORTEST = 60;
const LONGEST = 3600;
/** Seconds after which DNS is tried again where it failed. */
const FAILED = 30;

export interface SharpenOptions {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Told after each round in which something was learnt. */
  readonly learnt?: () => void;
  readonly signal?: AbortSignal;
}

/**
 * Asks until the analysis of the document lacks no answer, or a bound is reached; what an answer leads to is asked in
 * the next round. Rejects with the signal's reason where it is aborted; what was learnt until then stays.
 */
export async function sharpen(
  workspace: Workspace,
  uri: string,
  resolve: Resolver,
  options: SharpenOptions,
): Promise<void> {
  const asked = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const queries: Query[] = [];
    for (const query of workspace.analyse(uri)?.linted.unanswered() ?? []) {
      const key = `${query.type} ${query.name}`;
      if (asked.has(key) || asked.size >= MOST_QUERIES) continue;
      asked.add(key);
      queries.push(query);
    }
    if (queries.length === 0) return;
    await learnAll(workspace, queries, resolve, options);
  }
}

/** Asks again what DNS answered too long ago, the oldest first, and not all of it at once. */
export async function renewAnswers(
  workspace: Workspace,
  resolve: Resolver,
  options: SharpenOptions,
): Promise<void> {
  const stale = workspace.staleAnswers(options.now()).slice(0, MOST_STALE);
  if (stale.length > 0) await learnAll(workspace, stale, resolve, options);
}

async function learnAll(
  workspace: Workspace,
  queries: readonly Query[],
  resolve: Resolver,
  { now, learnt, signal }: SharpenOptions,
): Promise<void> {
  await Promise.all(
    queries.map(async (query) => {
      const answer = await resolve(query, signal);
      workspace.learn(query, answer, now() + 1000 * standing(answer));
    }),
  );
  signal?.throwIfAborted();
  learnt?.();
}

/** Seconds for which an answer is taken as it is. */
function standing(answer: Answer): number {
  if (answer.kind === "ok") return Math.min(Math.max(answer.ttl ?? SHORTEST, SHORTEST), LONGEST);
  return answer.kind === "nodata" || answer.kind === "nxdomain" ? SHORTEST : FAILED;
}
