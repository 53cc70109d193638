/**
 * The settings in force: `spf-records.json` at the root of each folder, and above it what the editor says.
 *
 * An editor is asked where it can be asked, else it tells by `didChangeConfiguration` or `initializationOptions`.
 */

import { DidChangeConfigurationNotification, MessageType } from "vscode-languageserver";
import {
  configMessages,
  type DnsSettings,
  formatFor,
  type IgnoreEntry,
  type IgnorePlace,
  ignoreFor,
  mergeDns,
  mergeSettings,
  parseConfig,
  type ReadConfig,
  readConfig,
  rules,
  type Settings,
} from "../ide/index.ts";
import { Document } from "../text/document.ts";
import { decodeOctets } from "../text/octets.ts";
import type { Session } from "./session.ts";

export const CONFIG_FILE = "spf-records.json";

/** The name under which editors keep our settings. */
const SECTION = "spf";

/** What an editor may show of its own accord, unless its user does not want it. */
export type Shown = "codeLens" | "inlayHints";

interface Folder {
  /** Without the final slash; "" for documents outside of every folder. */
  readonly uri: string;
  /** The text of its file; null where there is none. */
  readonly text: string | null;
  readonly settings: Settings;
}

/** What was read last. */
interface InForce {
  readonly folders: readonly Folder[];
  /** What the file of each folder says of DNS, the first folder's last. */
  readonly dnsOfFiles: readonly ReadConfig["dns"][];
  /** What the editor says of it, for all folders. */
  readonly dnsOfEditor: ReadConfig["dns"];
  readonly hidden: readonly Shown[];
}

export class SettingsOfFolders {
  readonly #session: Session;
  readonly #ruleNames: ReadonlySet<string>;
  #inForce: InForce = {
    folders: [{ uri: "", text: null, settings: mergeSettings() }],
    dnsOfFiles: [],
    dnsOfEditor: {},
    hidden: [],
  };
  /** Uris of the folders as the editor writes them. */
  #roots: readonly string[];
  /** What an editor that can't be asked said last. */
  #told: unknown;
  /** Problems that were reported, so that each is said once. */
  readonly #said = new Set<string>();
  #loading = 0;

  constructor(session: Session) {
    this.#session = session;
    this.#roots = session.client.folders;
    this.#told = session.client.settings;
    this.#ruleNames = new Set((session.platform.rules ?? rules).map((rule) => rule.name));
  }

  /** Asks to be told of changes, where the editor wants to be asked for that. */
  async register(): Promise<void> {
    const { client, connection } = this.#session;
    if (!client.registersConfiguration) return;
    // With a section VS Code would tell of a change at once, before there is one.
    await connection.client.register(DidChangeConfigurationNotification.type, {});
  }

  /** The editor's settings changed; `settings` is what it sends along. */
  tell(settings: unknown): void {
    const value = settings as { readonly [SECTION]?: unknown } | null | undefined;
    if (value !== null && value !== undefined) this.#told = value[SECTION] ?? value;
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed);
    this.#roots = [...this.#roots.filter((root) => !gone.has(root)), ...added];
  }

  /** Whether a uri is a configuration file that is read. */
  isConfig(uri: string): boolean {
    return this.#roots.some((root) => uri === configOf(root));
  }

  /**
   * Reads everything again and puts it in force; says whether anything is different now. Of two calls at the same
   * time the later one counts.
   */
  async load(): Promise<boolean> {
    const turn = ++this.#loading;
    const roots = [...this.#roots, ""];
    const [values, files] = await Promise.all([
      this.#valuesOf(roots),
      Promise.all(roots.map((root) => this.#fromFile(root))),
    ]);
    if (turn !== this.#loading) return false;
    const editor = values.map((value) => this.#check(readConfig(value, this.#ruleNames), "settings"));
    const read: InForce = {
      folders: roots.map((root, index) => ({
        uri: withoutSlash(root),
        text: files[index]?.text ?? null,
        settings: mergeSettings(files[index]?.given ?? {}, editor[index]?.given ?? {}),
      })),
      dnsOfFiles: files.map(({ dns }) => dns).reverse(),
      dnsOfEditor: editor.at(-1)?.dns ?? {},
      hidden: hiddenIn(values.at(-1)),
    };
    if (JSON.stringify(read) === JSON.stringify(this.#inForce)) return false;
    this.#inForce = read;
    this.#session.workspace.configure((uri) => this.#folderOf(uri).settings);
    return true;
  }

  /**
   * How DNS is asked. A file of a folder that nobody vouches for may keep DNS from being asked, but can't have it asked,
   * or asked of a server of its choice: whoever receives a folder from a stranger has agreed to nothing.
   */
  dns(vouched: boolean): DnsSettings {
    const { dnsOfFiles, dnsOfEditor } = this.#inForce;
    if (vouched) return mergeDns(...dnsOfFiles, dnsOfEditor);
    const off = dnsOfFiles.some(({ mode }) => mode === "off");
    return mergeDns(off ? { mode: "off" } : {}, dnsOfEditor);
  }

  /** Whether the user wants to see something. */
  shows(what: Shown): boolean {
    return !this.#inForce.hidden.includes(what);
  }

  /** The entries of `ignore` that hold for a document. */
  ignoreFor(uri: string): readonly IgnoreEntry[] {
    const { settings, path } = this.#placeOf(uri);
    return ignoreFor(settings, path);
  }

  /** Where entries for a document are kept; null for one outside of every folder. Unsaved text comes first. */
  ignorePlace(uri: string): IgnorePlace | null {
    const folder = this.#folderOf(uri);
    if (folder.uri === "") return null;
    const config = configOf(folder.uri);
    const { workspace, client } = this.#session;
    const open = workspace.isOpen(config) ? workspace.document(config) : undefined;
    const exists = open !== undefined || folder.text !== null;
    if (!exists && !(client.versionedEdits && client.createsFiles)) return null;
    return { config: open ?? Document.of(config, folder.text ?? ""), exists, path: this.#placeOf(uri).path };
  }

  /** The format that the settings give a document, whatever it is called; null where they don't. */
  formatFor(uri: string): string | null {
    const { settings, path } = this.#placeOf(uri);
    return formatFor(settings, path);
  }

  /** Globs of files to which the settings of any folder give a format. */
  get hostGlobs(): readonly string[] {
    return [...new Set(this.#inForce.folders.flatMap(({ settings }) => Object.keys(settings.hosts)))].sort();
  }

  /** The settings for a document, and its path in their folder. */
  #placeOf(uri: string): { readonly settings: Settings; readonly path: string } {
    const folder = this.#folderOf(uri);
    const path = folder.uri === "" ? uri : uri.slice(folder.uri.length + 1);
    return { settings: folder.settings, path: plain(path) };
  }

  /** The innermost folder that a document lies in. */
  #folderOf(uri: string): Folder {
    let best = this.#inForce.folders.at(-1) as Folder;
    for (const folder of this.#inForce.folders) {
      if (folder.uri.length > best.uri.length && uri.startsWith(`${folder.uri}/`)) best = folder;
    }
    return best;
  }

  /** What the editor says for each folder, as it says it. */
  async #valuesOf(roots: readonly string[]): Promise<readonly unknown[]> {
    const { client, connection } = this.#session;
    const told = this.#told ?? {};
    if (!client.pullsConfiguration) return roots.map(() => told);
    const items = roots.map((uri) => ({ section: SECTION, ...(uri === "" ? {} : { scopeUri: uri }) }));
    const answer: unknown = await this.#session.guard("workspace/configuration", null, () =>
      connection.workspace.getConfiguration(items),
    );
    const values: readonly unknown[] = Array.isArray(answer) ? answer : [];
    return roots.map((_, i) => values[i] ?? told);
  }

  async #fromFile(
    root: string,
  ): Promise<Pick<ReadConfig, "given" | "dns"> & { readonly text: string | null }> {
    if (root === "") return { ...nothingGiven, text: null };
    const octets = await this.#session.files.read(configOf(root));
    if (octets === null) return { ...nothingGiven, text: null };
    const text = decodeOctets(octets);
    return { ...this.#check(parseConfig(text, this.#ruleNames), plain(configOf(root))), text };
  }

  /** Reports what is wrong in a source of settings, once for each text. */
  #check(read: ReadConfig, source: string): ReadConfig {
    for (const problem of read.problems) {
      const text = this.#session.say(problem);
      const key = `${source}: ${text}`;
      if (this.#said.has(key)) continue;
      this.#said.add(key);
      this.#session.show(MessageType.Warning, configMessages.problem({ source, problem: text }));
    }
    return read;
  }
}

const nothingGiven: Pick<ReadConfig, "given" | "dns"> = { given: {}, dns: {} };

/** What an editor's settings say is not to be shown: `{ "codeLens": { "enabled": false } }`. */
function hiddenIn(value: unknown): readonly Shown[] {
  const settings = (value ?? {}) as { readonly [S in Shown]?: { readonly enabled?: unknown } | null };
  const all: readonly Shown[] = ["codeLens", "inlayHints"];
  return all.filter((what) => settings[what]?.enabled === false);
}

function configOf(root: string): string {
  return `${withoutSlash(root)}/${CONFIG_FILE}`;
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/$/, "");
}

/** A uri for a person to read. */
function plain(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\//, ""));
  } catch {
    return uri;
  }
}
