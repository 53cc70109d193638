/** Every fault that a host can report: its kind, the case of it (`detail`), and what `data` then holds. */

import type { HostFaultKind } from "./host.ts";

/**
 * By kind and detail, the keys of `data` that are always there. Rules choose their sentence by `detail` and fill it
 * from `data`.
 */
export const hostFaultDetails = {
  unquoted: {
    /** Words without quotes: each becomes a string of its own. */
    words: [],
    /** `$GENERATE` takes the quotes off before it reads the text. */
    generate: [],
  },
  "quote-unbalanced": {
    /** The quote is not closed in its line. */
    closing: [],
    /** The quote at the end was never opened. */
    opening: [],
    /** The quote is closed in a later line. */
    folded: [],
  },
  /** A semicolon outside of quotes takes terms away. */
  "semicolon-comment": { cut: [] },
  escape: {
    /** `\999`. */
    octet: ["found"],
    /** `\1`, `\12`. */
    digits: ["found"],
    /** `\_`, which is read as `_`. */
    needless: ["found"],
    /** tinydns: a colon ends the field, so the text ends with it. */
    colon: ["found"],
  },
  paren: {
    /** It closes none. */
    stray: [],
    unclosed: [],
    /** A line goes on with a record that has no parentheses. */
    continuation: [],
  },
  "unresolved-include-file": {
    missing: ["file"],
    /** The file is one of those that lead to it. */
    loop: ["file"],
    /** Too deep, or too many. */
    depth: ["file"],
  },
  "analysis-stopped": {
    /** One `$GENERATE` that stands for more records than are read. */
    generate: ["count", "limit"],
    /** All of a file together. */
    "generate-total": ["count", "limit"],
  },
  /** Route 53 takes texts as zone files write them, and refuses what has no quotes. */
  "cfn-quote": { bare: [] },
  /** The same where a module of Ansible hands the text over as it is. */
  "ansible-quote": { bare: [] },
  "octodns-semicolon": {
    /** `;` without a backslash, where others have one. */
    unescaped: [],
    /** Two backslashes before one, once YAML is read. */
    doubled: [],
  },
  "yaml-scalar": {
    /** A dash is missing, so that two records are one text. */
    glued: [],
    /** ` #` begins a comment that has terms. */
    cut: [],
    /** `: ` makes a key of what stands before it. */
    map: [],
  },
  "tf-percent": {
    /** `%{i}`: a directive of Terraform that there is none of. */
    directive: ["written", "escaped"],
    /** `${i}`: a name that nobody declared. */
    interpolation: ["written", "escaped"],
  },
  /** Cloud DNS makes a string of each word. */
  "tf-quote-google": { bare: [] },
  /** Items of a list that are one record. */
  "list-split": { items: ["count"] },
  /** Two resources have all records of one name and type. */
  "same-name": { set: ["own", "other"] },
  /** `join("", ["v=spf1", …])`. */
  "join-no-space": { join: ["joined"] },
  heredoc: {
    /** The line end before the last word of a heredoc. */
    trailing: [],
    /** Line ends between terms. */
    inner: [],
    /** A block of YAML that keeps line ends. */
    block: ["sign"],
  },
  "dnscontrol-parts": {
    /** The first part is not the version. */
    version: [],
    /** The only part. */
    few: [],
    /** What is to be flattened is no include among the parts. */
    flatten: ["name"],
    /** `overflow` has no `%d` for the number. */
    overflow: ["name"],
  },
} as const satisfies Record<HostFaultKind, Record<string, readonly string[]>>;

type HostFaultDetails = typeof hostFaultDetails;
export type HostDetailOf<K extends HostFaultKind> = Extract<keyof HostFaultDetails[K], string>;
export type HostDataOf<
  K extends HostFaultKind,
  D extends HostDetailOf<K>,
> = HostFaultDetails[K][D] extends readonly (infer Key)[]
  ? Readonly<Record<Extract<Key, string>, string>>
  : never;
