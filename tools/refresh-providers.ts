/**
 * What DNS says today of the names in `server/src/spf/provider-data.json`: what each costs, how its record ends, and
 * which have none. Everything else in that file is what people wrote, and stays as it is.
 */

import type { Resolver } from "../server/src/dns/answers.ts";
import { driveAsync } from "../server/src/dns/drive.ts";
import type { SpfRecord } from "../server/src/spf/ast.ts";
import { expand } from "../server/src/spf/expand.ts";
import { parse } from "../server/src/spf/parse.ts";
import type { Provider, ProviderCost, ProviderTarget } from "../server/src/spf/providers.ts";

export interface Refreshed {
  readonly providers: readonly Provider[];
  /** What a person should look at, a line each. */
  readonly notes: readonly string[];
}

/** Asks for every target, one after the other. `today` is YYYY-MM-DD; a name that is not answered keeps what it has. */
export async function refresh(
  providers: readonly Provider[],
  resolve: Resolver,
  today: string,
): Promise<Refreshed> {
  const notes: string[] = [];
  const out: Provider[] = [];
  for (const provider of providers) {
    const targets: ProviderTarget[] = [];
    for (const target of provider.targets) targets.push(await renew(target, resolve, today, notes));
    out.push({ ...provider, targets });
  }
  return { providers: out, notes };
}

async function renew(
  target: ProviderTarget,
  resolve: Resolver,
  today: string,
  notes: string[],
): Promise<ProviderTarget> {
  // Only names below it have a record.
  if (target.account) return target;
  const root = parse(`v=spf1 include:${target.name}`);
  const { terms } = await driveAsync(expand("", root), resolve);
  const [include] = terms;
  const found = include?.target;
  if (!include || !found || found.missing !== null || !found.record) {
    notes.push(`${target.name}: ${found?.missing ?? "no record"}${known(target)}`);
    return target;
  }
  if (!include.exact) notes.push(`${target.name}: something that it reaches was not answered`);
  const tail = tailOf(found.record);
  const cost: ProviderCost = { lookups: include.lookups, ...(tail ? { tail } : {}), asOf: today };
  if (target.cost && target.cost.lookups !== cost.lookups)
    notes.push(
      `${target.name}: ${target.cost.lookups} lookups on ${target.cost.asOf}, ${cost.lookups} today`,
    );
  if (target.retired) notes.push(`${target.name}: retired on ${target.retired.asOf}, and has a record today`);
  const { name, source, ...rest } = target;
  return { name, ...rest, cost, source };
}

function known({ retired }: ProviderTarget): string {
  return retired ? `; retired on ${retired.asOf}` : "";
}

function tailOf(record: SpfRecord): NonNullable<ProviderCost["tail"]> | null {
  const all = record.terms.find((term) => term.kind === "directive" && term.name === "all");
  if (all?.kind !== "directive" || all.qualifier === "+") return null;
  return `${all.qualifier}all`;
}

/** Costs that are older than so many days, a line each. */
export function staleCosts(providers: readonly Provider[], today: string, days = 180): string[] {
  return providers.flatMap(({ targets }) =>
    targets
      .filter(({ cost }) => cost && (Date.parse(today) - Date.parse(cost.asOf)) / 86_400_000 > days)
      .map(({ name, cost }) => `${name}: its cost is of ${cost?.asOf}`),
  );
}
