/**
 * What a host format gives to everything else: the TXT records of a document, where they stand, and what is
 * wrong with how they are written there.
 */

import type { Decoded } from "../text/decoded.ts";
import type { Document } from "../text/document.ts";
import type { Edit } from "../text/edit.ts";
import type { PartSpace, Span } from "../text/span.ts";
import type { Comment } from "./comment.ts";
import type { Syntax, SyntaxName } from "./syntax/syntax.ts";

export type { Comment } from "./comment.ts";

type PartSpan = Span<PartSpace>;

/** One TXT or SPF record where it is written. Immutable, and the same object as long as its lines are not edited. */
export interface Found {
  /**
   * Fully qualified names without the final dot (the root is "."), as written; several where one text is
   * published at many names; null where the name can't be known.
   */
  readonly owners: readonly string[] | null;
  readonly type: "TXT" | "SPF";
  /** The format that it is written in, where a reading may hold several; else that of the reading. */
  readonly format?: string;
  /** Seconds, or null where the file does not say. */
  readonly ttl: number | null;
  readonly decoded: Decoded;
  /** The text of `decoded` where it can be had for less, for those who only look whether it is about anything of theirs. */
  readonly plain?: string | null;
  /**
   * Records with the same key stand at the same name, in the same view: those of one type are one RRset, and
   * TXT and SPF are twins. Lower case. A record without a known owner has a key of its own kind.
   */
  readonly set: string;
  /** Whether it is certainly deployed: no condition, no count. */
  readonly certain: boolean;
  /** Who cuts long text into character-strings: the author, or the tool that publishes it. */
  readonly strings: "author" | "tool";
  /** All of the record in the source: owner to last character of its data. */
  readonly span: PartSpan;
  /** The name of the type where it is written, to mark and to replace it. */
  readonly typeSpan: PartSpan | null;
  /** The data where it is written, quotes included. */
  readonly dataSpan: PartSpan;
  /**
   * What to take out of the source so that this record goes and all others stay what they are: whole lines and
   * their ends, as a rule. Null (or absent) where that can't be had: others inherit its owner, its TTL or its lines.
   */
  readonly removal?: PartSpan | null;
  /** That a whole set goes with it, which a tool that has published it then takes out of DNS, whoever else describes it. */
  readonly removesSet?: true;
  /**
   * The edit that gives it another TTL, in seconds, and leaves every other record as it is; null (or absent) where that
   * can't be had.
   */
  ttlEdit?(seconds: number): Edit<PartSpace> | null;
  /** That no comment can stand in the lines around it, where others of the format have some. */
  readonly uncommented?: true;
}

/** A record of another type, for the overlay and for navigation. */
export interface Other {
  /** As `Found.owners`: one name without its final dot. */
  readonly name: string;
  /** `OTHER`: nobody asks for it, but the name exists, and some types make answers of their own (ALIAS, DNAME). */
  readonly type: "A" | "AAAA" | "MX" | "PTR" | "CNAME" | "NS" | "SOA" | "OTHER";
  readonly ttl: number | null;
  /**
   * Presentation form with full names, without final dots: `192.0.2.1`, `10 mail.example.com`. Of `OTHER` the type, or ""
   * where a record of one of the other types can't be read, so that nothing is known of the name.
   */
  readonly data: string;
  readonly span: PartSpan;
}

/** The start of authority, and where its serial stands. */
export interface Soa {
  readonly name: string;
  readonly serial: number;
  readonly serialSpan: PartSpan;
}

/** Faults in how a host writes records. Each belongs to the rule of the same name. */
export type HostFaultKind =
  | "unquoted"
  | "quote-unbalanced"
  | "semicolon-comment"
  | "escape"
  | "paren"
  | "unresolved-include-file"
  | "analysis-stopped"
  | "cfn-quote"
  | "ansible-quote"
  | "octodns-semicolon"
  | "yaml-scalar"
  | "tf-percent"
  | "tf-quote-google"
  | "list-split"
  | "same-name"
  | "join-no-space"
  | "heredoc"
  | "dnscontrol-parts";

export interface HostFault {
  readonly kind: HostFaultKind;
  readonly span: PartSpan;
  /** Which case of the rule this is; the rule's own file lists them. */
  readonly detail: string;
  readonly data: Readonly<Record<string, string>>;
  /** The record it damages, where it is one. */
  readonly found: Found | null;
  /** Edits that put it right where the meaning is clear. */
  readonly mend?: readonly Edit<PartSpace>[];
  /** Whether these leave every record as it is read; absent where nobody can prove it. Reading again takes a while. */
  keepsText?(): boolean;
}

/**
 * A stretch of whole lines that was read in one piece. Its spans count from its own start, so it stays the same
 * object, and what others know of it stays true, when lines before it change.
 */
export interface Part {
  readonly length: number;
  readonly found: readonly Found[];
  /** What is written in a span, where the host keeps its text. */
  source?(span: PartSpan): string;
  /** Where that begins which a place lies in, from the outside in: statements, objects; absent where records lie in nothing. */
  around?(at: number): readonly number[];
  /** Lines of keys that stand before the part and hold what it begins with, from the outside in; absent where there are none. */
  readonly leads?: readonly string[];
  /** Made when asked: most readers of a large zone never need them. */
  others(): readonly Other[];
  readonly soa: Soa | null;
  readonly comments: readonly Comment[];
  readonly faults: readonly HostFault[];
  /** Texts of another format that lie within; absent where there are none. */
  readonly inner?: readonly Inner[];
}

/** Where a text of another format lies, and which that is. */
export interface Inner {
  readonly format: string;
  readonly span: PartSpan;
}

/** A part and where it begins in its document. */
export interface Placed {
  readonly part: Part;
  readonly at: number;
  /** The document whose characters it marks: another than the one read where a file was included. */
  readonly uri: string;
}

/** What reading a document gave. `find` with the reading of an earlier version reuses what did not change. */
export interface Reading {
  /** Name of the format: the host file's own name. */
  readonly format: string;
  readonly document: Document;
  readonly placed: readonly Placed[];
  /** Uris of files it could not see yet; the rim loads them and reads again. */
  readonly wants: readonly string[];
  /** Parsers that are not loaded yet; the rim loads them and reads again. */
  readonly needs?: readonly SyntaxName[];
  /** The domain the file is about, without the final dot, where it can be known. */
  readonly zone: string | null;
  /**
   * Zones, without the final dot, of which it says everything though it holds no SOA record: tools that publish whole
   * zones make that themselves.
   */
  readonly wholeZones?: readonly string[];
  /** Whether it shows records and publishes none, so that it answers for no name. */
  readonly isShown?: boolean;
}

/** What a host may ask while it reads; everything is there already or it is not there. */
export interface World {
  /** The document at a uri; undefined where it is not loaded yet, null where there is none. */
  file(uri: string): Document | null | undefined;
  /**
   * Documents that lie in a folder, as far as they are loaded, by its uri with the slash at its end. `file` of that uri
   * is undefined where nobody has looked into the folder yet.
   */
  list(folder: string): readonly Document[];
  /** A parser; undefined where it is not loaded yet. */
  syntax(name: SyntaxName): Syntax | undefined;
  /** Values for what files leave open, by the name they give it: `var.domain`. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface Host {
  /** The host file's own name: `zone`. */
  readonly format: string;
  /** Editors' names for the language, lower case. */
  readonly languages: readonly string[];
  /** Whether a file of this name and content is this format. `head` is its first 8,192 characters or more. */
  accepts(file: { readonly uri: string; readonly languageId: string; readonly head: string }): boolean;
  /** The uri of the document whose reading holds this one too, where files of a folder say things together. */
  main?(document: Document, world: World): string;
  /** Reads all records. Never throws, whatever the text. `earlier` must be a reading of the same uri. */
  find(document: Document, world: World, earlier?: Reading): Reading;
  /** The names of its formats, where it reads several. */
  readonly formats?: readonly string[];
  /** The same for files that somebody says are in one of its formats, whatever they are called. */
  as?(format: string): Host;
  /** A line of its own that comments `text`, without indentation and line end; null where the format has no comments. */
  comment(text: string): string | null;
}
