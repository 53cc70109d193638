/** The settings that rules and the linter read: `spf-records.json`, `spf.*` in an editor. */

export type Severity = "error" | "warning" | "info" | "hint";

/** From which profile on a rule is active; `off` rules must be named in the configuration. */
export type Profile = "recommended" | "strict" | "all";

/** One entry of `ignore`: for formats without comments, and for whole folders. */
export interface IgnoreEntry {
  /** A glob over paths relative to the configuration file. */
  readonly path: string;
  readonly owner?: string;
  readonly rules: readonly string[];
  /** YYYY-MM-DD, the last day on which it holds. */
  readonly until?: string;
  readonly reason?: string;
}

export interface Settings {
  /** Domains that are ours; sub-domains too. */
  readonly domains: readonly string[];
  /** Include targets that are trusted though they are not ours; sub-domains too. */
  readonly trustedIncludes: readonly string[];
  readonly profile: Profile;
  /** Replaces a rule's severities, or switches it off or on. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly ignore: readonly IgnoreEntry[];
  /** From how many lookups on `lookups-near-limit` speaks. */
  readonly lookupsNear: number;
  /** Prefix lengths below which `wide-net` calls a network wide. */
  readonly wideIp4: number;
  readonly wideIp6: number;
  /** Formats by globs over paths relative to the configuration file, for files whose names tell no format. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Values for what files leave open, by the name they give it: `var.domain`. */
  readonly variables: Readonly<Record<string, string>>;
}

export const defaultSettings: Settings = {
  domains: [],
  trustedIncludes: [],
  profile: "recommended",
  rules: {},
  ignore: [],
  lookupsNear: 7,
  wideIp4: 16,
  wideIp6: 32,
  hosts: {},
  variables: {},
};
