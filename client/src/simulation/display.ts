/** What the panel shows, as texts that are ready to be set, and what panel and extension tell each other. Types alone. */

import type { DnsUse, Result } from "../../../server/src/lsp/protocol.ts";
import type { Inputs } from "./inputs.ts";
import type { Text } from "./text.ts";
import type { Words } from "./words.ts";

/** How a row ends: what is shown as a sign, and never by its colour alone. */
export type Mark = "match" | "no-match" | "error" | "unknown" | "answer" | "record" | "more";

/** A small note at the end of a row. */
export interface Tag {
  readonly text: string;
  /** What it means, where the text is too short to say so. */
  readonly title: string | null;
}

/** A row of a tree. Keys stay the same while a record is edited, so that what is open stays open. */
export interface Row {
  readonly key: string;
  readonly mark: Mark | null;
  /** What the row is about. */
  readonly label: Text;
  /** What came of it. */
  readonly detail: Text;
  /** Small notes at the end of the row: the count so far, where an answer came from. */
  readonly tags: readonly Tag[];
  /** For costs: how much of the limit. */
  readonly bar: Bar | null;
  /** All of the row as a person would read it out. */
  readonly spoken: string;
  /** Whether choosing it shows a place in a file. */
  readonly reveals: boolean;
  /** Whether it led to the result. */
  readonly decides: boolean;
  /** Whether its rows are shown before anybody opened or closed it. */
  readonly open: boolean;
  readonly rows: readonly Row[];
}

export interface Bar {
  readonly value: number;
  readonly limit: number;
  /** What the whole width stands for: the limit, or more where a bar of the tree passes it. */
  readonly scale: number;
}

/** How good or bad news are, for colours and signs. */
export type Tone = "good" | "bad" | "warning" | "plain" | "broken" | "open";

export interface Meter {
  readonly label: string;
  readonly value: number;
  readonly limit: number;
  readonly text: string;
  readonly tone: "good" | "warning" | "bad";
}

export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** A finished simulation. */
export interface Verdict {
  readonly result: Result;
  readonly tone: Tone;
  readonly meaning: string;
  /** What stood in the way of a result of the sender's; null where one of their terms decided. */
  readonly why: string | null;
  /** What the rows are to the result: what decided it, or where the evaluation ended without one. */
  readonly pathTitle: string;
  /** The rows of the trace that led to the result, outermost first, with their terms. */
  readonly path: readonly { readonly key: string; readonly term: string }[];
  readonly explanation: Text | null;
  readonly meters: readonly Meter[];
  readonly notes: readonly string[];
  readonly advice: readonly string[];
  readonly dns: DnsUse;
  /** Whether DNS would know more. */
  readonly asksDns: boolean;
  readonly trace: Row | null;
  readonly costs: Row | null;
  readonly headers: readonly HeaderField[];
}

export interface Display {
  /** The domain whose record judges; empty where none is known. */
  readonly domain: string;
  readonly inputs: Inputs;
  /** Addresses to choose from. */
  readonly addresses: readonly { readonly ip: string; readonly label: string }[];
  readonly verdict: Verdict | null;
  /** Why nothing could be evaluated. */
  readonly wrong: string | null;
  /** Whether what was entered as an address is none. */
  readonly noAddress: boolean;
}

/** What the extension tells the panel. `kept` is what the panel hands back when the window was reloaded. */
export type ToPanel =
  | { readonly kind: "show"; readonly display: Display; readonly kept: unknown }
  | { readonly kind: "busy"; readonly busy: boolean }
  | { readonly kind: "copied"; readonly field: number };

/** What the panel tells the extension. */
export type FromPanel =
  | { readonly kind: "ready" }
  | { readonly kind: "run"; readonly inputs: Inputs }
  | { readonly kind: "reveal"; readonly key: string; readonly focus: boolean }
  | { readonly kind: "copy"; readonly field: number }
  | { readonly kind: "dns" };

/** What the page holds from the start. */
export interface Page {
  readonly words: Words;
}
