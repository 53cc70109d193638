/**
 * What is known of the names that providers have their customers include: whose they are, what they cost, what has
 * become of them. The rows are in `provider-data.json`; here is what their fields mean, and how one is found.
 * `npm run providers` asks DNS what each costs today and how it ends.
 *
 * It is a memory of what others published, so each fact that changes has a day on it, and whoever tells one tells the
 * day. A field is left out where nobody said so: no rule may read anything into that.
 */

import data from "./provider-data.json" with { type: "json" };

/** What mail a provider sends for its customers. */
export type ProviderKind =
  | "mailbox"
  | "hosting"
  | "marketing"
  | "transactional"
  | "support"
  | "crm"
  | "security"
  | "forwarding"
  | "cloud"
  | "business";

export interface Provider {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly targets: readonly ProviderTarget[];
}

/** What including the name took on that day. */
export interface ProviderCost {
  /** Of the ten, the include itself among them; at least so many where the record has macros. */
  readonly lookups: number;
  /** How its record ended. */
  readonly tail?: "-all" | "~all" | "?all";
  /** YYYY-MM-DD. */
  readonly asOf: string;
}

export interface ProviderTarget {
  /** Lower case, without the final dot. */
  readonly name: string;
  /** Where it says so, for a person to read. */
  readonly source: string;
  readonly cost?: ProviderCost;
  /** The provider gave it up on that day or before; `by` is what stands in its place now. */
  readonly retired?: { readonly asOf: string; readonly by: string };
  /** No name for customers, though they write it: this is the one that the provider tells them to include. */
  readonly instead?: string;
  /** A piece of this other target, there for the provider to move about. */
  readonly partOf?: string;
  /** One of several that a provider has in different parts of the world; an account has its mail sent from one of them. */
  readonly region?: string;
  /** The target of all regions together. */
  readonly allRegions?: true;
  /** Names below it belong to one account each, and only they have a record: this is what one looks like. */
  readonly account?: { readonly form: string; readonly pattern: string };
  /** Mail leaves with a return path in the provider's own domain, so that nobody looks at the customer's record. */
  readonly ownReturnPath?: true;
  /** Other customers could send as the domain, too; `lock` is the label of the TXT record that keeps them from it. */
  readonly shared?: { readonly lock?: string };
  /** It holds the addresses of everything that anybody runs there. */
  readonly everybodys?: true;
}

export interface KnownTarget {
  readonly provider: Provider;
  readonly target: ProviderTarget;
}

export const providers = data as readonly Provider[];

/** Names are looked up for every term of every record. */
const byName: ReadonlyMap<string, KnownTarget> = new Map(
  providers.flatMap((provider) =>
    provider.targets.map((target) => [target.name, { provider, target }] as const),
  ),
);
const withAccounts = [...byName.values()].filter(({ target }) => target.account);

/** The row of a name (lower case, no final dot); null where there is none. */
export function providerTarget(name: string): KnownTarget | null {
  return byName.get(name) ?? null;
}

/** Whose name it is: by its own row, or as the name of one account. */
export function providerOf(name: string): KnownTarget | null {
  return providerTarget(name) ?? accountAbove(name);
}

/** The row of a provider that gives each account a name, where this is one of these names or looks like one. */
export function accountAbove(name: string): KnownTarget | null {
  return withAccounts.find(({ target }) => name.endsWith(`.${target.name}`)) ?? null;
}

/** Whether what the first lets send is all among what the second lets send. */
export function isWithinTarget({ target, provider }: KnownTarget, other: KnownTarget): boolean {
  if (provider !== other.provider) return false;
  if (target.partOf === other.target.name || target.instead === other.target.name) return true;
  return target.region !== undefined && other.target.allRegions === true;
}
