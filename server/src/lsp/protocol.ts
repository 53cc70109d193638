/** What our server and our client say to each other beyond the Language Server Protocol. Types alone. */

import type { Range } from "vscode-languageserver";
import type { CheckReport, ReportedRecord, ReportedTerm } from "../ide/check-report.ts";

/** Requests that the server sends to a client that offers them (`ClientOptions.files`). */
export interface ServerAsks {
  /** The octets of a file in Base64; null where there is none, or where it may not be read. */
  readonly "spf/read": { readonly params: { readonly uri: string }; readonly result: string | null };
  /** What a folder holds. */
  readonly "spf/list": { readonly params: { readonly uri: string }; readonly result: readonly ListedEntry[] };
  /**
   * Files below a folder whose names fit one of the globs, without what the user does not want to be searched; null
   * where the client can't search there.
   */
  readonly "spf/find": {
    readonly params: { readonly uri: string; readonly names: readonly string[]; readonly most: number };
    readonly result: { readonly uris: readonly string[]; readonly whole: boolean } | null;
  };
  /** A text that ships with the extension, by its path there; or its octets in Base64. */
  readonly "spf/asset": {
    readonly params: { readonly path: string; readonly encoding?: "base64" };
    readonly result: string | null;
  };
}

export interface ListedEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** Sends a request of ours and gives the answer; rejects where the client does not know it. */
export type Ask = <M extends keyof ServerAsks>(
  method: M,
  params: ServerAsks[M]["params"],
) => Promise<ServerAsks[M]["result"]>;

/** `initializationOptions`. Beside these an editor may give settings there, as in `spf-records.json`. */
export interface ClientOptions {
  /** Language of everything we say, where the client can't give `locale`. */
  readonly locale?: string;
  /** The client answers `ServerAsks`, and wants every file to be read through it. */
  readonly files?: boolean;
  /**
   * The client has the commands `spf.openRule`, `spf.afterFix`, `spf.copy` and `spf.simulate`. The server's commands about
   * simulations are then not announced, since the library would register them under the same names; they are carried
   * out all the same.
   */
  readonly commands?: boolean;
  /** The client asks its user whether DNS may be asked, and tells of changes by `spf/dns`; else the server asks. */
  readonly dnsConsent?: DnsConsent;
  /** Where the source is published, for links to the pages of rules. */
  readonly repository?: string;
}

/** Whether DNS may be asked, beyond the setting `dns.mode`. Also the parameters of the client's notification `spf/dns`. */
export interface DnsConsent {
  /** Whether the user trusts the workspace; in others DNS is never asked. */
  readonly trusted: boolean;
  /** Whether the user agreed that DNS is asked for this workspace. */
  readonly agreed: boolean;
}

/** Notifications that the client sends. */
export interface ClientTells {
  readonly "spf/dns": DnsConsent;
}

/** Arguments of the client's command `spf.openRule`. */
export type OpenRuleArguments = readonly [rule: string];

/** Arguments of the client's command `spf.afterFix`, which follows a fix in a zone. */
export type AfterFixArguments = readonly [fixed: { readonly uri: string; readonly ttl: string | null }];

/** Arguments of the client's command `spf.copy`, which puts a text on the clipboard. */
export type CopyArguments = readonly [text: string];

/** Arguments of the server's command `spf.raiseSerial`; it gives the new serial, or null where there is none. */
export type RaiseSerialArguments = readonly [uri: string];

/** Arguments of the client's command `spf.simulate`: the record to ask about, as code lenses give it. */
export type OpenSimulationArguments = readonly [
  { readonly uri: string; readonly position: { readonly line: number; readonly character: number } },
];

/** A place in a file. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** Argument of the server's command `spf.simulate`: whose mail, from which address, and which record judges it. */
export interface SimulateRequest {
  /** The document whose unsaved text comes first; with `position` the record there is evaluated. */
  readonly uri?: string;
  readonly position?: { readonly line: number; readonly character: number };
  /** Where the first record is looked for; that of the record, the sender or HELO by default. */
  readonly domain?: string;
  readonly ip: string;
  readonly sender?: string;
  readonly helo?: string;
  readonly protocol?: "spf" | "sender-id";
  readonly scope?: "mfrom" | "helo" | "pra";
  /** Headers of a message, for `pra` (RFC 4407). */
  readonly message?: string;
  /** The user agrees that DNS is asked for what no file says, this time. */
  readonly online?: boolean;
}

/** What a term of include or redirect reaches, and what each term costs in the worst case (RFC 7208, 4.6.4). */
export interface CostNode {
  /** The term, or the domain of the record at the root. */
  readonly label: string;
  readonly lookups: number;
  readonly voids: number;
  /** False where a name that was not asked makes the numbers lower bounds. */
  readonly exact: boolean;
  readonly place: Place | null;
  readonly below: readonly CostNode[];
}

/** Whether DNS was asked for what no file says, and why not. */
export type DnsUse =
  | "asked"
  /** The user may be asked, with `online` or `spf/dns` in return. */
  | "not-agreed"
  /** `dns.mode` is `off`. */
  | "off"
  | "untrusted"
  /** There is no way to DNS: a browser without `dns.doh`. */
  | "unavailable";

/** What a simulation's trace is made of. */
export type TracedRecord = ReportedRecord<Place>;
export type TracedTerm = ReportedTerm<Place>;
export type TracedQuery = TracedRecord["queries"][number];
export type Result = TracedRecord["result"];
export type Reason = TracedRecord["reason"];

/** Answer of `spf.simulate`. Every text in it is plain and may come from strangers: whoever shows it escapes it. */
export interface Simulation {
  readonly request: Required<Pick<SimulateRequest, "ip" | "helo" | "protocol" | "scope">> & {
    readonly domain: string;
    /** The identity that was checked: MAIL FROM, `postmaster@HELO`, or the purported responsible address. */
    readonly sender: string;
  };
  readonly report: CheckReport<Place>;
  /** The header fields a receiver would add (RFC 7208, 9.1; RFC 8601), without line ends at the end. */
  readonly headers: { readonly receivedSpf: string; readonly authenticationResults: string };
  /** What decided, and how it came to that, in the user's language. */
  readonly why: readonly string[];
  /** What receivers do with such a result, and what follows for the sender, in the user's language. */
  readonly advice: readonly string[];
  /** Why the answer may be incomplete: names not asked, `v=spf1` read for Sender ID; in the user's language. */
  readonly notes: readonly string[];
  readonly dns: DnsUse;
  readonly costs: CostNode | null;
}

/** Answer of `spf.simulate` where nothing could be evaluated: why, in the user's language. */
export interface NotSimulated {
  readonly wrong: string;
}

/** Addresses that the zone itself names, to choose from: its hosts and its mail exchangers. */
export interface SuggestedAddress {
  readonly ip: string;
  /** `mail.example.com (MX)`. */
  readonly label: string;
}

/** Argument of the server's command `spf.simulateSuggestions`; it answers with addresses, domains and senders at hand. */
export type SuggestArguments = readonly [
  { readonly uri: string; readonly position?: SimulateRequest["position"] },
];

export interface Suggestions {
  readonly domain: string | null;
  readonly addresses: readonly SuggestedAddress[];
}
