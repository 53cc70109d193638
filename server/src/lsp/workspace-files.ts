/**
 * Reads the files of the workspace that nobody has open, so that they answer too: what others include, whom `a` and `mx`
 * reach.
 *
 * It works in the background, in turns between which everything else comes first, and within bounds. What it finds is
 * taken in by its name, then by its octets; the text of an open document always wins over the file.
 */

import { FileChangeType, type FileEvent } from "vscode-languageserver";
import { fileNames, wholeGlobs } from "../ide/index.ts";
import { type Found, findFiles } from "./finding.ts";
import { moduleIn } from "./includes.ts";
import { type Kept, KeptFiles } from "./kept-files.ts";
import type { Lacking } from "./lacking.ts";
import { Pace } from "./pace.ts";
import type { Session } from "./session.ts";
import type { SettingsOfFolders } from "./settings.ts";
import { isBelow, uriKey } from "./uris.ts";
import type { Watching } from "./watching.ts";

/** What is beyond these is read when somebody opens it. */
const MOST_READ = 10_000;

/** Files that are asked for at once: an editor takes a while to answer. */
const AT_ONCE = 8;

/** What of the session it works with. */
interface Around {
  readonly session: Session;
  readonly settings: SettingsOfFolders;
  readonly watching: Watching;
  readonly lacking: Lacking;
}

export class WorkspaceFiles {
  readonly #session: Session;
  readonly #settings: SettingsOfFolders;
  readonly #watching: Watching;
  readonly #lacking: Lacking;
  readonly #different: () => void;
  readonly #pace: Pace;
  readonly #kept: KeptFiles;
  #roots: readonly string[];
  #globs: readonly string[] = [];
  #isBegun = false;
  /** What is under way, so that one thing is done after the other. */
  #work: Promise<void> = Promise.resolve();
  /** The walk that counts; an earlier one need not go on. */
  #round = 0;

  /** @param different is told when files say something else than before */
  constructor({ session, settings, watching, lacking }: Around, different: () => void) {
    this.#session = session;
    this.#settings = settings;
    this.#watching = watching;
    this.#lacking = lacking;
    this.#different = different;
    this.#pace = new Pace(session.platform);
    this.#kept = new KeptFiles(session, settings);
    this.#roots = session.client.folders;
  }

  /** Somebody types: what is done in the background waits. */
  disturb(): void {
    this.#pace.disturb();
  }

  /** Whether the folders have been looked at, or are being. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Reads what is there, once for the same folders; settles when that and all that is under way is done. */
  load(): Promise<void> {
    if (!this.#isBegun) this.#begin();
    return this.#work;
  }

  /** The same, for who does not wait longer than so many milliseconds. */
  loadWithin(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.#session.platform.after(milliseconds, resolve);
      void this.load().then(() => {
        forget();
        resolve();
      });
    });
  }

  /** Folders came or went. */
  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed);
    this.#roots = [...this.#roots.filter((root) => !gone.has(root)), ...added];
    if (this.#isBegun) this.#begin();
  }

  /** The settings may give other files a format than before. */
  settingsChanged(): void {
    const globs = this.#settings.hostGlobs;
    this.#watching.alsoGlobs(globs);
    if (this.#isBegun && globs.join() !== this.#globs.join()) this.#begin();
    this.#globs = globs;
  }

  /** An editor opened a file, and may write its uri in another way than we did. */
  opened(uri: string): void {
    if (this.#kept.get(uri)?.uri !== uri) this.#kept.drop(uri);
  }

  /** An editor closed a document: the file counts again. */
  closed(uri: string): void {
    this.changed([{ uri, type: FileChangeType.Changed }]);
  }

  /** Files changed, came or went. */
  changed(events: readonly FileEvent[]): void {
    if (!this.#isBegun) return;
    // What a pattern leaves out or takes in shows in a walk alone.
    if (events.some(({ uri }) => uri.endsWith("/.gitignore") && this.#isWithin(uri))) this.#begin();
    else void this.#next(() => this.#refresh(events));
  }

  #begin(): void {
    this.#isBegun = true;
    const round = ++this.#round;
    void this.#next(() => this.#walk(() => round !== this.#round));
  }

  /** Does something once everything before it is done, and tells of a difference that it makes. */
  #next(work: () => Promise<boolean>): Promise<void> {
    this.#work = this.#work.then(async () => {
      if (await this.#session.guard("reading the workspace", false, work)) this.#different();
    });
    return this.#work;
  }

  #isWithin(uri: string): boolean {
    return this.#roots.some((root) => isBelow(uri, root));
  }

  async #walk(isOver: () => boolean): Promise<boolean> {
    const found = new Map<string, string>();
    let whole = true;
    for (const root of this.#roots) {
      const each = await this.#find(root, isOver);
      for (const uri of each.uris) found.set(uriKey(uri), uri);
      whole &&= each.whole;
    }
    if (isOver()) return false;
    let any = false;
    for (const { uri, included } of this.#kept.all()) {
      if (included || found.has(uriKey(uri))) continue;
      this.#kept.drop(uri);
      any = true;
    }
    const fresh = [...found.values()].filter((uri) => !this.#kept.get(uri));
    const read = await this.#readAll(fresh, isOver);
    if (!whole || read.left > 0) this.#tellBounds(found.size, whole, read.left);
    return read.any || any;
  }

  #find(root: string, isOver: () => boolean, among?: readonly string[]): Promise<Found> {
    return findFiles(root, {
      files: this.#session.files,
      pace: this.#pace,
      globs: [...fileNames, ...this.#globs.flatMap(wholeGlobs)],
      wants: (uri) => this.#kept.kindOf(uri) !== null,
      isOver,
      ...(among ? { among } : {}),
    });
  }

  /** Says how many files are not read because there are too many, and whether any was taken in. */
  async #readAll(
    uris: readonly string[],
    isOver: () => boolean,
  ): Promise<{ readonly any: boolean; readonly left: number }> {
    // Answers come from zones, whatever they hold.
    const isZone = (uri: string) => this.#kept.kindOf(uri) === "zone";
    const ordered = [...uris.filter(isZone), ...uris.filter((uri) => !isZone(uri))];
    let any = false;
    let left = Math.max(0, ordered.length - MOST_READ);
    for (let i = 0; i < Math.min(ordered.length, MOST_READ); i += AT_ONCE) {
      await this.#pace.turn();
      if (isOver()) return { any, left: 0 };
      const some = ordered.slice(i, Math.min(i + AT_ONCE, MOST_READ));
      const read = await Promise.all(some.map(async (uri) => ({ uri, octets: await this.#octetsOf(uri) })));
      for (const { uri, octets } of read) {
        if (!octets) continue;
        if (!this.#kept.hasRoom(octets)) left++;
        else if (this.#kept.takeIn(uri, octets)) {
          any = true;
          await this.#follow(uri);
        }
      }
    }
    return { any, left };
  }

  /** Takes in what a file includes, as far as it lies in the workspace, and what that includes. */
  async #follow(uri: string): Promise<void> {
    const { workspace } = this.#session;
    const asked = new Set<string>();
    for (;;) {
      await this.#pace.turn();
      // This reads the file, so that nobody waits for that who asks something.
      await this.#lacking.loadParsers(uri);
      const wants = workspace.wants(uri).filter((want) => !asked.has(want) && this.#isWithin(want));
      if (wants.length === 0) return workspace.catchUp();
      this.#watching.also(wants);
      for (const want of wants) {
        asked.add(want);
        const uris = want.endsWith("/") ? await moduleIn(want, this.#session) : [want];
        for (const each of uris) {
          const octets = workspace.document(each) ? null : await this.#octetsOf(each);
          if (octets && this.#kept.hasRoom(octets)) this.#kept.include(each, octets);
        }
        if (!workspace.document(want)) workspace.load(want, null);
      }
    }
  }

  async #refresh(events: readonly FileEvent[]): Promise<boolean> {
    const fresh: string[] = [];
    let any = false;
    for (const { uri, type } of events) {
      const known = this.#kept.get(uri);
      if (type === FileChangeType.Deleted) any = this.#kept.dropAll(uri) || any;
      else if (known) any = (await this.#renew(known)) || any;
      else if (this.#kept.kindOf(uri) !== null) fresh.push(uri);
    }
    const isOver = () => false;
    const found: string[] = [];
    for (const root of this.#roots) {
      const among = fresh.filter((uri) => isBelow(uri, root));
      if (among.length > 0) found.push(...(await this.#find(root, isOver, among)).uris);
    }
    return (await this.#readAll(found, isOver)).any || any;
  }

  /** Reads a file again. */
  async #renew({ uri, included }: Kept): Promise<boolean> {
    const octets = await this.#octetsOf(uri);
    this.#kept.drop(uri);
    if (!octets || !this.#kept.hasRoom(octets)) return true;
    if (included) this.#kept.include(uri, octets);
    else this.#kept.takeIn(uri, octets);
    await this.#follow(uri);
    return true;
  }

  /** Null where an editor has it open as well, whatever it calls it. */
  async #octetsOf(uri: string): Promise<Uint8Array | null> {
    const octets = await this.#session.guard(`reading ${uri}`, null, () => this.#session.files.read(uri));
    const key = uriKey(uri);
    // It may have been opened meanwhile.
    return this.#session.workspace.openUris().some((each) => uriKey(each) === key) ? null : octets;
  }

  #tellBounds(found: number, whole: boolean, left: number): void {
    const more = whole ? `${found}` : `more than ${found}`;
    this.#session.note(
      `The workspace has ${more} files that may hold records; ${left} of them, and what lies beyond, are read when they are opened.`,
    );
  }
}
