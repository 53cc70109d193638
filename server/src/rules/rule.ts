/**
 * The contract of a rule: what it is called, what it is given, what it reports.
 *
 * A rule is a value in a file of its own name, next to the page that explains and tests it. It is a pure function of
 * what it `needs`. It speaks in the coordinates of what it looks at; nobody but `ide/` knows documents.
 */

import type { Found, HostFault, HostFaultKind, Other, Part } from "../host/host.ts";
import type { Fault, FaultKind, SpfRecord } from "../spf/ast.ts";
import type { Expansion } from "../spf/expand.ts";
import type { Edit } from "../text/edit.ts";
import type { Message, Speaker } from "../text/message.ts";
import type { PartSpace, RecordSpace, Span } from "../text/span.ts";
import type { Feature } from "./features.ts";
import type { Names } from "./names.ts";
import type { Profile, Settings, Severity } from "./settings.ts";
import type { Subject } from "./subject.ts";
import type { TargetFeature } from "./target-features.ts";
import type { TreeFeature } from "./tree-features.ts";

/** How sure we are that a fix keeps who passes. `safe` is proved, `repair` changes it and says how, `choice` is the user's. */
export type FixKind = "safe" | "repair" | "choice";

export interface FixEdit extends Edit<PartSpace> {
  readonly part: Part;
}

export interface Fix {
  readonly kind: FixKind;
  readonly title: Message;
  readonly edits: readonly FixEdit[];
}

/** A place that a finding refers to. */
export interface Related {
  readonly subject: Subject;
  readonly span: Span<RecordSpace>;
  readonly message: Message;
}

/** A span of a subject's text. */
export interface TextPlace {
  readonly subject: Subject;
  readonly span: Span<RecordSpace>;
}

/** A span of a part itself. `subject` is the record it is about, where it is about one. */
export interface SourcePlace {
  readonly part: Part;
  readonly uri: string;
  readonly span: Span<PartSpace>;
  readonly subject?: Subject | null;
}

/**
 * What a rule reports; the linter adds the rule's name and decides the severity. Where a function is possible it is asked
 * when somebody wants to see what it makes: of ten thousand findings in a record hardly any are ever shown or mended.
 */
export interface Report {
  readonly message: Message | (() => Message);
  /** Where it stands. */
  readonly at: TextPlace | SourcePlace;
  /** Other than the rule's own. */
  readonly severity?: Severity;
  /** Best first. */
  readonly fixes?: readonly Fix[] | (() => readonly Fix[]);
  readonly related?: readonly Related[] | (() => readonly Related[]);
  readonly tag?: "unnecessary" | "deprecated" | undefined;
  /** The record's text is not at all what its author wrote, so nothing else is said of it. */
  readonly spoilsText?: boolean;
}

/** What every rule may look at beside its own input. */
export interface Context {
  readonly settings: Settings;
  /** Today as YYYY-MM-DD. */
  readonly today: string;
  /** The domain the file is about, where known. */
  readonly zone: string | null;
  /** Whether the file is about records and publishes none. */
  readonly isShown: boolean;
}

/** What a rule is given, by what it `needs`. */
export interface Inputs {
  /** One record. Records that would be discarded are left out. */
  readonly record: { readonly subject: Subject; readonly record: SpfRecord };
  /** One record, or a text that resembles one, and how it is written. */
  readonly text: { readonly subject: Subject };
  /**
   * Everything at one name, TXT and SPF, that is a record or resembles one, and all TXT records there (`texts`), each in
   * the order of the file. A short TXT record that stands alone at its name is not asked about.
   */
  readonly set: {
    readonly owner: string | null;
    readonly subjects: readonly Subject[];
    readonly texts: readonly Found[];
  };
  /** One record, and what the whole file says of the names that the rule asks for. */
  readonly zone: { readonly subject: Subject; readonly record: SpfRecord; readonly names: Names };
  /**
   * One name with MX or CNAME records: `others` are those of one part, none of them twice. In large zone files of names at
   * their tops alone.
   */
  readonly name: {
    /** Lower case, without the final dot. */
    readonly name: string;
    readonly others: readonly Other[];
    readonly part: Part;
    readonly uri: string;
    /** Whether the file tells all that stands at the name: its SOA record is there, or its tool publishes whole zones. */
    readonly isWhole: boolean;
    readonly names: Names;
  };
  /** One fault of one record, of a kind named in `faults`. */
  readonly fault: {
    readonly subject: Subject;
    readonly fault: Fault;
    /** For a fix that is asked for later: what the record reaches then, where it is one. */
    readonly expansion: () => Expansion | null;
  };
  /** One fault of the host's text, of a kind named in `hostFaults`. `subject` is the record it damages. */
  readonly hostFault: {
    readonly fault: HostFault;
    readonly part: Part;
    readonly uri: string;
    readonly subject: Subject | null;
  };
  /** One record with what its terms cost and reach, and what is known of other names. */
  readonly expansion: {
    readonly subject: Subject;
    readonly record: SpfRecord;
    readonly expansion: Expansion;
    readonly names: Names;
  };
  /** Nothing: the linter itself reports under this name (suppressions, budgets). */
  readonly run: never;
}

export type Need = keyof Inputs;

interface RuleBase {
  /** Finishes the sentence "ignore …" and is the file's name. */
  readonly name: string;
  readonly severity: Severity;
  /** Null: off unless the configuration names it. */
  readonly profile: Profile | null;
  /** The documents and sections it stands on: `RFC 7208, 5.5`. */
  readonly sources: readonly string[];
  readonly messages: Speaker;
  /** Of rules that need a record or a text: what it must have one of to concern the rule. Without a list each does. */
  readonly about?: readonly Feature[];
  /** Of the same rules: what a name that the record includes or redirects to must have one of, too. */
  readonly targets?: readonly TargetFeature[];
  /** Of rules that need an expansion: the same of its tree. */
  readonly reaches?: readonly TreeFeature[];
  /** Rules whose overlapping findings make this one's superfluous. */
  readonly yieldsTo?: readonly string[];
  /** The same from the other side: rules whose overlapping findings this one's make superfluous. */
  readonly silences?: readonly string[];
}

type RuleFor<N extends Need> = RuleBase & {
  readonly needs: N;
  /** Which faults it speaks about; each kind belongs to one rule. */
  readonly faults?: N extends "fault" ? readonly FaultKind[] : never;
  readonly hostFaults?: N extends "hostFault" ? readonly HostFaultKind[] : never;
  readonly check: N extends "run" ? null : (input: Inputs[N], context: Context) => Iterable<Report>;
};

export type Rule = { [N in Need]: RuleFor<N> }[Need];

/** Checks the shape of a rule and keeps the type of its messages. */
export function rule<N extends Need, M extends Speaker>(
  value: RuleFor<N> & { readonly messages: M },
): RuleFor<N> & { readonly messages: M } {
  return value;
}
