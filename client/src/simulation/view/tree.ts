/** A tree that keyboards and screen readers know how to walk (WAI-ARIA, tree view pattern). */

import type { Bar, Row } from "../display.ts";
import { element, sentence, set, sign } from "./dom.ts";
import { marks, twisty } from "./signs.ts";

export interface TreeOptions {
  readonly label: string;
  /** What people opened or closed, by key; it outlives the rows. */
  readonly opened: Map<string, boolean>;
  readonly hint: string;
  /** Called after somebody opened or closed something. */
  readonly toggled: () => void;
  /** Called for a row that stands for a place in a file; `focus`: they want to go there. */
  readonly reveal: (key: string, focus: boolean) => void;
}

/** Two keys in a row within this time, in milliseconds, are the beginning of one word. */
const TYPE_AHEAD = 700;

export class Tree {
  readonly element: HTMLElement;
  readonly #options: TreeOptions;
  readonly #rows = new Map<string, Row>();
  #active = "";
  #typed = { text: "", at: 0 };

  constructor(options: TreeOptions) {
    this.#options = options;
    this.element = element("ul", { role: "tree", "aria-label": options.label, class: "tree" });
    this.element.addEventListener("keydown", (event) => this.#keyDown(event));
    this.element.addEventListener("click", (event) => this.#clicked(event, event.detail > 1));
    this.element.addEventListener("focusin", (event) => this.#activate(itemOf(event.target), true));
  }

  /** Shows other rows. The row that has the focus keeps it, by its key or else by its place in the list. */
  show(root: Row): void {
    const before = this.#items();
    const focused = before.indexOf(document.activeElement as HTMLElement);
    this.#rows.clear();
    this.element.replaceChildren(this.#item(root, 1, 1, 1));
    const items = this.#items();
    const same = items.find((item) => item.dataset["key"] === this.#active);
    const active = same ?? items[Math.max(0, focused)] ?? items.at(-1);
    this.#activate(active ?? null, same !== undefined);
    if (focused >= 0) active?.focus({ preventScroll: true });
  }

  /** Moves the focus to a row, and opens what hides it. */
  goTo(key: string): void {
    for (let at = key.indexOf("/"); at >= 0; at = key.indexOf("/", at + 1)) {
      const above = this.#itemOf(key.slice(0, at));
      if (above) this.#toggle(above, true);
    }
    this.#itemOf(key)?.focus();
  }

  #item(row: Row, level: number, position: number, size: number): HTMLElement {
    this.#rows.set(row.key, row);
    const item = element("li", {
      role: "treeitem",
      "aria-level": level,
      "aria-posinset": position,
      "aria-setsize": size,
      "aria-label": row.spoken,
      "aria-description": row.reveals ? this.#options.hint : null,
      "aria-selected": "false",
      tabindex: -1,
      class: row.decides ? "decides" : null,
      "data-key": row.key,
    });
    const line = element(
      "div",
      { class: row.reveals ? "row reveals" : "row" },
      sign(row.rows.length > 0 ? twisty : "", "twisty"),
      row.mark === null ? null : sign(marks[row.mark], row.mark),
      element(
        "span",
        { class: "said" },
        element("span", { class: "label" }, sentence(row.label)),
        row.detail.length > 0 ? element("span", { class: "detail" }, sentence(row.detail)) : null,
      ),
    );
    line.style.setProperty("--level", String(level - 1));
    if (row.bar) line.append(barOf(row.bar));
    if (row.tags.length > 0)
      line.append(
        element(
          "span",
          { class: "tags" },
          ...row.tags.map(({ text, title }) => element("span", { title }, text)),
        ),
      );
    item.append(line);
    if (row.rows.length > 0) {
      const isOpen = this.#options.opened.get(row.key) ?? row.open;
      set(item, { "aria-expanded": String(isOpen) });
      if (isOpen) item.append(this.#group(row, level + 1));
    }
    return item;
  }

  #group(row: Row, level: number): HTMLElement {
    const items = row.rows.map((child, index) => this.#item(child, level, index + 1, row.rows.length));
    return element("ul", { role: "group" }, ...items);
  }

  /** Every row that is to be seen, from the top down: what is closed has no elements. */
  #items(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>("[role=treeitem]")];
  }

  #itemOf(key: string): HTMLElement | undefined {
    return this.#items().find((item) => item.dataset["key"] === key);
  }

  #rowOf(item: HTMLElement): Row | undefined {
    return this.#rows.get(item.dataset["key"] ?? "");
  }

  /** The one row that the tab key reaches; selected once somebody was there. */
  #activate(item: HTMLElement | null, selected: boolean): void {
    if (!item) return;
    for (const other of this.#items()) {
      const isIt = other === item;
      set(other, { tabindex: isIt ? 0 : -1, "aria-selected": String(isIt && selected) });
    }
    if (selected) this.#active = item.dataset["key"] ?? "";
  }

  #toggle(item: HTMLElement, open: boolean): void {
    const row = this.#rowOf(item);
    if (!row || row.rows.length === 0 || item.getAttribute("aria-expanded") === String(open)) return;
    this.#options.opened.set(row.key, open);
    set(item, { "aria-expanded": String(open) });
    if (open) item.append(this.#group(row, Number(item.getAttribute("aria-level")) + 1));
    else item.querySelector(":scope > [role=group]")?.remove();
    this.#options.toggled();
  }

  #clicked(event: MouseEvent, twice: boolean): void {
    const item = itemOf(event.target);
    const row = item && this.#rowOf(item);
    if (!item || !row) return;
    // Somebody who marks a text to copy it wants nothing else.
    if (!twice && document.getSelection()?.isCollapsed === false) return;
    item.focus({ preventScroll: true });
    const onTwisty = (event.target as Element).closest(".sign-twisty") !== null;
    if (row.reveals && !onTwisty) this.#options.reveal(row.key, twice);
    else if (!twice) this.#toggle(item, item.getAttribute("aria-expanded") !== "true");
  }

  #keyDown(event: KeyboardEvent): void {
    const item = itemOf(event.target);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const go = this.#keys[event.key];
    if (go) go(item);
    else if (event.key.length !== 1 || event.key === " " || !this.#typeAhead(item, event)) return;
    event.preventDefault();
  }

  readonly #keys: Readonly<Record<string, (item: HTMLElement) => void>> = {
    ArrowDown: (item) => this.#step(item, 1),
    ArrowUp: (item) => this.#step(item, -1),
    Home: () => this.#items()[0]?.focus(),
    End: () => this.#items().at(-1)?.focus(),
    ArrowRight: (item) => {
      if (item.getAttribute("aria-expanded") === "false") this.#toggle(item, true);
      else if (item.getAttribute("aria-expanded") === "true") this.#step(item, 1);
    },
    ArrowLeft: (item) => {
      if (item.getAttribute("aria-expanded") === "true") this.#toggle(item, false);
      else item.parentElement?.closest<HTMLElement>("[role=treeitem]")?.focus();
    },
    "*": (item) => {
      for (const sibling of item.parentElement?.children ?? []) this.#toggle(sibling as HTMLElement, true);
    },
    Enter: (item) => this.#choose(item, true),
    " ": (item) => this.#choose(item, false),
  };

  #choose(item: HTMLElement, focus: boolean): void {
    const row = this.#rowOf(item);
    if (row?.reveals) this.#options.reveal(row.key, focus);
    else this.#toggle(item, item.getAttribute("aria-expanded") !== "true");
  }

  #step(item: HTMLElement, by: number): void {
    const items = this.#items();
    items[items.indexOf(item) + by]?.focus();
  }

  /** Goes to the next row that begins with what was typed. */
  #typeAhead(item: HTMLElement, event: KeyboardEvent): boolean {
    const fresh = event.timeStamp - this.#typed.at > TYPE_AHEAD;
    const text = (fresh ? "" : this.#typed.text) + event.key.toLowerCase();
    this.#typed = { text, at: event.timeStamp };
    const items = this.#items();
    const from = items.indexOf(item) + (fresh ? 1 : 0);
    const inOrder = [...items.slice(from), ...items.slice(0, from)];
    inOrder.find((other) => this.#rowOf(other)?.spoken.toLowerCase().startsWith(text))?.focus();
    return true;
  }
}

function itemOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[role=treeitem]") : null;
}

/** A bar in the scale of its tree, with a line at the limit. */
function barOf({ value, limit, scale }: Bar): HTMLElement {
  const bar = element(
    "span",
    { class: value > limit ? "bar over" : "bar", "aria-hidden": "true" },
    element("i"),
    limit < scale ? element("b") : null,
  );
  bar.style.setProperty("--filled", `${(100 * value) / scale}%`);
  bar.style.setProperty("--limit", `${(100 * limit) / scale}%`);
  return bar;
}
