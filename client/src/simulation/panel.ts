/** The panel beside the editor: runs a simulation, shows it, and runs it again as the record or the inputs change. */

import * as vscode from "vscode";
import type { DnsUse, Place, Simulation, SuggestedAddress } from "../../../server/src/lsp/protocol.ts";
import type { Consent } from "./consent.ts";
import type { Display, FromPanel, ToPanel } from "./display.ts";
import { type Inputs, isIp, readInputs, requestOf, type Target } from "./inputs.ts";
import type { Kept } from "./kept.ts";
import { newNonce, pageHtml } from "./page.ts";
import { reveal } from "./reveal.ts";
import type { SimulationServer } from "./server.ts";
import { TrackedTarget } from "./target.ts";
import { shown } from "./text.ts";
import { verdictOf } from "./verdict.ts";
import { type Words, wordsIn } from "./words.ts";

/** Names the kind of panel in the layout that VS Code stores. */
export const VIEW_TYPE = "spf.simulation";

/** How long to wait after a keystroke or a setting, in milliseconds, until the record is evaluated anew. */
const PAUSE = { edit: 150, setting: 500 } as const;

export interface Around {
  readonly extension: vscode.Uri;
  readonly server: SimulationServer;
  readonly consent: Consent;
  /** The documents that records are read in. */
  readonly selector: vscode.DocumentSelector;
  /** Told of inputs that were entered in the panel. */
  readonly entered: (inputs: Inputs) => void;
}

/** Where a panel is created, and may load files from. */
export function createWebview(extension: vscode.Uri): vscode.WebviewPanel {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
  const options = { ...webviewOptions(extension), enableFindWidget: true };
  return vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t("Simulation"), column, options);
}

function webviewOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, "dist/client")] };
}

export class SimulationPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #around: Around;
  readonly #words: Words = wordsIn((sentence) => vscode.l10n.t(sentence));
  #target: TrackedTarget;
  #inputs: Inputs;
  #addresses: readonly SuggestedAddress[] = [];
  #simulation: Simulation | null = null;
  #places: ReadonlyMap<string, Place> = new Map();
  #display: Display | null = null;
  #running: vscode.CancellationTokenSource | null = null;
  /** Called once what is shown is what the text says; null where it does. */
  #waiting: (() => void)[] | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, around: Around, { target, inputs }: Kept) {
    this.#panel = panel;
    this.#around = around;
    this.#target = new TrackedTarget(target);
    this.#inputs = inputs;
    const { extension, selector } = around;
    const isOurs = (document: vscode.TextDocument) =>
      vscode.languages.match(selector, document) > 0 || document.fileName.endsWith("spf-records.json");
    const heard = [
      panel.webview.onDidReceiveMessage((message: FromPanel) => this.#hear(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#target.follow(event);
        if (event.contentChanges.length > 0 && isOurs(event.document)) this.#runSoon(PAUSE.edit);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (isOurs(document)) this.#runSoon(PAUSE.edit);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("spf")) this.#runSoon(PAUSE.setting);
      }),
    ];
    panel.onDidDispose(() => {
      clearTimeout(this.#timer);
      this.#running?.cancel();
      this.#running = null;
      for (const each of heard) each.dispose();
    });
    panel.iconPath = vscode.Uri.joinPath(extension, "icon.png");
    panel.webview.options = webviewOptions(extension);
    panel.webview.html = this.#html();
    this.#start();
  }

  get inputs(): Inputs {
    return this.#inputs;
  }

  get target(): Target {
    return this.#target.current;
  }

  onDidDispose(listener: () => void): void {
    this.#panel.onDidDispose(listener);
  }

  /** Simulates something else; `focus`: the keyboard goes to the panel. */
  show({ target, inputs }: Kept, focus: boolean): void {
    this.#target = new TrackedTarget(target);
    this.#inputs = inputs;
    this.#panel.reveal(undefined, !focus);
    this.#start();
  }

  runAgain(): void {
    clearTimeout(this.#timer);
    this.#waiting ??= [];
    void this.#run();
  }

  /** The addresses are asked for once a target; they are offered, no more. */
  #start(): void {
    const { uri, position } = this.#target.current;
    this.#addresses = [];
    this.runAgain();
    if (uri === undefined) return;
    const asked = this.#around.server.suggest({ uri, ...(position ? { position } : {}) });
    asked.then(
      ({ addresses }) => {
        this.#addresses = addresses;
        if (this.#display) this.#show({});
      },
      () => undefined,
    );
  }

  #runSoon(pause: number): void {
    clearTimeout(this.#timer);
    this.#running?.cancel();
    this.#running = null;
    this.#waiting ??= [];
    this.#timer = setTimeout(() => this.runAgain(), pause);
  }

  #settled(): Promise<void> {
    return new Promise((done) => {
      if (this.#waiting) this.#waiting.push(done);
      else done();
    });
  }

  /** Asks the server; what it answers too late is dropped. Never rejects. */
  async #run(): Promise<void> {
    this.#running?.cancel();
    const running = new vscode.CancellationTokenSource();
    this.#running = running;
    this.#post({ kind: "busy", busy: true });
    try {
      await this.#target.open();
      const request = requestOf(this.#inputs, this.#target.current);
      const answer = await this.#around.server.simulate(request, running.token);
      if (this.#running !== running) return;
      if (answer === null) this.#show({ wrong: vscode.l10n.t("The server failed; its log says how.") });
      else if ("wrong" in answer) this.#show({ wrong: shown(answer.wrong) });
      else this.#simulated(answer);
    } catch (error) {
      if (this.#running === running)
        this.#show({ wrong: shown(error instanceof Error ? error.message : String(error)) });
    } finally {
      if (this.#running === running) this.#ended();
      running.dispose();
    }
  }

  #ended(): void {
    this.#running = null;
    this.#post({ kind: "busy", busy: false });
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const done of waiting) done();
  }

  #simulated(simulation: Simulation): void {
    const { verdict, places } = verdictOf(simulation, this.#words);
    this.#simulation = simulation;
    this.#places = places;
    const domain = shown(simulation.request.domain);
    this.#panel.title = vscode.l10n.t("Simulation: {0}", domain);
    this.#show({ verdict, domain, wrong: null });
  }

  /** Shows what has changed, with what has not. */
  #show(change: Partial<Display>): void {
    const before = this.#display ?? { domain: "", verdict: null, wrong: null };
    const addresses = this.#addresses.map(({ ip, label }) => ({ ip, label: shown(label) }));
    const noAddress = !isIp(this.#inputs.ip.trim());
    this.#display = { ...before, ...change, inputs: this.#inputs, addresses, noAddress };
    this.#post(this.#shown(this.#display));
  }

  #shown(display: Display): ToPanel {
    const kept: Kept = { target: this.#target.current, inputs: this.#inputs };
    return { kind: "show", display, kept };
  }

  #post(message: ToPanel): void {
    // A panel that is hidden has no script; it says when it is ready and gets all of it.
    void this.#panel.webview.postMessage(message);
  }

  async #hear(message: FromPanel): Promise<void> {
    switch (message.kind) {
      case "ready":
        if (this.#display) this.#post(this.#shown(this.#display));
        break;
      case "run": {
        const inputs = readInputs(message.inputs);
        if (!inputs) break;
        this.#inputs = inputs;
        this.#around.entered(inputs);
        this.runAgain();
        break;
      }
      case "reveal": {
        await this.#settled();
        const place = this.#places.get(message.key);
        if (place) await reveal(place, message.focus === true, this.#panel.viewColumn);
        break;
      }
      case "copy":
        await this.#copy(message.field);
        break;
      case "dns":
        await this.#openDns(this.#simulation?.dns ?? "asked");
        break;
    }
  }

  async #copy(field: number): Promise<void> {
    const { receivedSpf, authenticationResults } = this.#simulation?.headers ?? {};
    const text = [receivedSpf, authenticationResults][field];
    if (!text) return;
    await vscode.env.clipboard.writeText(text);
    this.#post({ kind: "copied", field });
  }

  /** What stands between the user and an answer of DNS, they can change. */
  async #openDns(use: DnsUse): Promise<void> {
    switch (use) {
      case "not-agreed":
        if (await this.#around.consent.ask()) this.runAgain();
        break;
      case "off":
        await vscode.commands.executeCommand("workbench.action.openSettings", "spf.dns.mode");
        break;
      case "unavailable":
        await vscode.commands.executeCommand("workbench.action.openSettings", "spf.dns.doh");
        break;
      case "untrusted":
        await vscode.commands.executeCommand("workbench.trust.manage");
        break;
      case "asked":
        break;
    }
  }

  #html(): string {
    const { webview } = this.#panel;
    const file = (name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.#around.extension, "dist/client", name)).toString();
    const files = {
      script: file("simulation.js"),
      style: file("simulation.css"),
      origin: webview.cspSource,
      language: vscode.env.language,
    };
    return pageHtml(files, newNonce(), { words: this.#words });
  }
}
