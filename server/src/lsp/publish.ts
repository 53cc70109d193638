/**
 * Brings findings to the client: at once when it can't ask, on request when it can.
 *
 * Nothing waits for a pause in typing. What is already queued when a keystroke arrives is read first, so that of
 * many keystrokes at once only the last is analysed.
 */

import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver";
import { type Analysis, diagnostics } from "../ide/index.ts";
import type { Document } from "../text/document.ts";
import { type PageLink, toDiagnostic } from "./convert.ts";
import type { Lacking } from "./lacking.ts";
import type { Session } from "./session.ts";

/** What a client was given last for a document. */
interface Given {
  /** The analysis, or the document where no host takes it. */
  readonly of: Analysis | Document;
  readonly id: string;
  readonly items: readonly Diagnostic[];
}

/** How often a round is put off because more keystrokes came in meanwhile. */
const MAX_DELAYS = 20;

export class Publisher {
  readonly #session: Session;
  readonly #lacking: Lacking;
  readonly #link: PageLink;
  readonly #given = new Map<string, Given>();
  #lastId = 0;
  /** Counts what could change findings; a round that sees it stand still does its work. */
  #changes = 0;
  #scheduled = false;
  /** Nothing is published before the settings are known. */
  #started = false;

  constructor(session: Session, lacking: Lacking, link: PageLink) {
    this.#session = session;
    this.#lacking = lacking;
    this.#link = link;
  }

  /** Settings and sentences are known now. */
  start(): void {
    this.#started = true;
    this.changed();
  }

  /** A document changed, was opened, or something that documents depend on is loaded. */
  changed(): void {
    this.#changes++;
    if (this.#scheduled || !this.#started || this.#session.client.pullsDiagnostics) return;
    this.#scheduled = true;
    this.#wait(this.#changes, MAX_DELAYS, false);
  }

  /** Findings changed without a change of a document: clients that ask are told to ask again. */
  refresh(): void {
    const { client, connection } = this.#session;
    if (!this.#started) return;
    if (!client.pullsDiagnostics) this.changed();
    else if (client.refreshesDiagnostics) {
      connection.languages.diagnostics.refresh().catch((error) => this.#session.log("refresh failed", error));
    }
  }

  /** No editor shows the document any more. */
  close(uri: string): void {
    const given = this.#given.get(uri);
    this.#given.delete(uri);
    if (given && given.items.length > 0 && !this.#session.client.pullsDiagnostics)
      this.#send(uri, undefined, []);
  }

  /** The answer to a client that asks. */
  async report(uri: string, previous: string | undefined): Promise<DocumentDiagnosticReport> {
    if (this.#lacking.is(uri)) await this.#lacking.load(uri);
    const given = this.#diagnose(uri);
    if (!given) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    if (given.id === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: given.id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: given.id, items: [...given.items] };
  }

  /** Waits until what is queued has been handled, then publishes. The first wait lets the queue be read at all. */
  #wait(seen: number, delays: number, waited: boolean): void {
    this.#session.platform.later(() => {
      if (!waited) this.#wait(this.#changes, delays, true);
      else if (seen !== this.#changes && delays > 0) this.#wait(this.#changes, delays - 1, true);
      else {
        this.#scheduled = false;
        this.#publish();
      }
    });
  }

  /** Sends what changed for any open document: an edit in one may change what is found in another. */
  #publish(): void {
    const { workspace } = this.#session;
    for (const uri of workspace.openUris()) {
      try {
        const before = this.#given.get(uri);
        const now = this.#diagnose(uri);
        const nothing = now?.items.length === 0 && before === undefined && !workspace.analyse(uri);
        if (now && now !== before && !nothing) this.#send(uri, workspace.document(uri)?.version, now.items);
      } catch (error) {
        this.#session.log(`diagnosing ${uri} failed`, error);
      }
      if (this.#lacking.is(uri)) this.#load(uri);
    }
  }

  #load(uri: string): void {
    const loading = this.#lacking.load(uri).then((loaded) => {
      if (loaded) this.changed();
    });
    loading.catch((error) => this.#session.log(`reading what ${uri} lacks failed`, error));
  }

  #diagnose(uri: string): Given | undefined {
    const { workspace } = this.#session;
    const document = workspace.document(uri);
    if (!document) return undefined;
    const analysis = workspace.analyse(uri);
    const known = this.#given.get(uri);
    if (known && known.of === (analysis ?? document)) return known;
    const found = analysis ? diagnostics(analysis) : [];
    const items = found.map((each) => toDiagnostic(each, document, this.#session, this.#link));
    const given = { of: analysis ?? document, id: String(++this.#lastId), items };
    this.#given.set(uri, given);
    return given;
  }

  #send(uri: string, version: number | undefined, items: readonly Diagnostic[]): void {
    const { connection } = this.#session;
    const sent = connection.sendDiagnostics({
      uri,
      ...(version === undefined ? {} : { version }),
      diagnostics: [...items],
    });
    sent.catch((error) => this.#session.log("publishing failed", error));
  }
}
