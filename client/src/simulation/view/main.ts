/** The panel's script: draws what the extension tells, and tells what was chosen. */

import type { Display, FromPanel, Page, ToPanel, Verdict } from "../display.ts";
import { element } from "./dom.ts";
import { Form } from "./form.ts";
import { Tree } from "./tree.ts";
import {
  type Actions,
  adviceSection,
  headerSection,
  meterSection,
  noteSection,
  sayCopied,
  verdictSection,
} from "./verdict.ts";

/** What VS Code gives to a panel's script. */
interface Editor {
  readonly postMessage: (message: FromPanel) => void;
  readonly getState: () => State | undefined;
  readonly setState: (state: State) => void;
}

/** What outlives a panel that is hidden, and a window that is reloaded. */
interface State {
  readonly kept: unknown;
  readonly opened: readonly [string, boolean][];
  readonly scroll: number;
}

declare function acquireVsCodeApi(): Editor;

const editor = acquireVsCodeApi();
const root = document.getElementById("simulation") as HTMLElement;
const { words } = JSON.parse(root.dataset["page"] ?? "") as Page;
const before = editor.getState();
const opened = new Map(before?.opened);
let kept: unknown = before?.kept;
let verdict: Verdict | null = null;

const actions: Actions = {
  goTo: (key) => {
    trace.goTo(key);
    tell({ kind: "reveal", key, focus: false });
  },
  copy: (field) => tell({ kind: "copy", field }),
  dns: () => tell({ kind: "dns" }),
};
const form = new Form(words, (inputs) => tell({ kind: "run", inputs }));
const trace = treeOf(words.trace);
const costs = treeOf(words.costs);
const status = element("p", { role: "status", class: "spoken" });
const drawn = {
  verdict: element("div"),
  meters: element("div"),
  notes: element("div"),
  trace: treeSection("trace-title", words.trace, words.soFarTitle, trace),
  costs: treeSection("costs-title", words.costs, words.costTitle, costs),
  advice: element("div"),
  headers: element("div"),
};
const busy = element("div", { class: "busy", "aria-hidden": "true" }, element("span", {}, words.updating));
root.append(form.element, busy, status, ...Object.values(drawn));

window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  if (data.kind === "busy") {
    root.classList.toggle("is-busy", data.busy);
    root.setAttribute("aria-busy", String(data.busy));
  } else if (data.kind === "copied") {
    sayCopied(drawn.headers, data.field, words);
    status.textContent = words.copied;
  } else {
    kept = data.kept;
    show(data.display);
    keep();
  }
});
window.addEventListener("scroll", () => keep(), { passive: true });
tell({ kind: "ready" });

function show(display: Display): void {
  const first = verdict === null;
  form.show(display);
  root.classList.toggle("is-stale", display.wrong !== null);
  if (display.verdict) {
    say(display.verdict);
    verdict = display.verdict;
    draw(display.domain, verdict);
  }
  if (first && before) window.scrollTo({ top: before.scroll });
}

function draw(domain: string, shown: Verdict): void {
  put(drawn.verdict, verdictSection(shown, domain, words, actions));
  put(drawn.meters, meterSection(shown.meters));
  put(drawn.notes, noteSection(shown, words, actions));
  drawn.trace.hidden = shown.trace === null;
  if (shown.trace) trace.show(shown.trace);
  drawn.costs.hidden = shown.costs === null;
  if (shown.costs) costs.show(shown.costs);
  put(drawn.advice, adviceSection(shown.advice, words));
  put(drawn.headers, headerSection(shown.headers, words, actions));
}

/** Draws a section anew where it says something else; a button in it that has the focus keeps it. */
function put(into: HTMLElement, section: HTMLElement | null): void {
  const buttons = () => [...into.querySelectorAll("button")];
  const focused = buttons().indexOf(document.activeElement as HTMLButtonElement);
  if ((into.firstElementChild?.outerHTML ?? "") === (section?.outerHTML ?? "")) return;
  into.replaceChildren(...(section ? [section] : []));
  if (focused >= 0) (buttons()[focused] ?? buttons()[0])?.focus({ preventScroll: true });
}

/** Tells a screen reader of a result that is not what it was. */
function say({ result, meaning, meters }: Verdict): void {
  if (verdict?.result === result) return;
  status.textContent = [result, meaning, ...meters.map(({ text }) => text)].join(" ");
}

function treeOf(label: string): Tree {
  return new Tree({
    label,
    opened,
    hint: words.reveals,
    toggled: () => keep(),
    reveal: (key, focus) => tell({ kind: "reveal", key, focus }),
  });
}

/** `tags` says what stands at the end of the rows. */
function treeSection(id: string, title: string, tags: string, tree: Tree): HTMLElement {
  const heading = element(
    "div",
    { class: "heading" },
    element("h2", { id }, title),
    element("span", {}, tags),
  );
  return element("section", { "aria-labelledby": id, hidden: true }, heading, tree.element);
}

function keep(): void {
  // Names of rows that are long gone would only pile up.
  const recent = [...opened].slice(-500);
  editor.setState({ kept, opened: recent, scroll: window.scrollY });
}

function tell(message: FromPanel): void {
  editor.postMessage(message);
}
