/** Makes elements. Texts are set as text and never as markup, whatever is in them. */

import type { Text } from "../text.ts";

export type Child = Node | string | null;

type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** An element with its attributes; `false` and null leave one out, `true` gives it no value. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  set(made, attributes);
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/** Sets attributes, and takes away those that are `false` or null. */
export function set(on: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) on.removeAttribute(name);
    else on.setAttribute(name, value === true ? "" : String(value));
  }
}

/** A sentence, with what it quotes set apart, so that the direction of quoted letters stays within them. */
export function sentence(text: Text): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const piece of text) {
    fragment.append(typeof piece === "string" ? piece : quotation(piece.quoted));
  }
  return fragment;
}

/** A text of strangers. A line is broken between its words, and within one only where the line has no room for it. */
export function quotation(text: string, style: string | null = null): HTMLElement {
  const words = text.split(/( +)/).map((word, index) => (index % 2 === 0 ? element("span", {}, word) : word));
  return element("code", { dir: "ltr", class: style }, ...words);
}

/** One of our signs, drawn on a field of 16 by 16. It says nothing that is not also said in words. */
export function sign(path: string, name: string): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  set(svg, { viewBox: "0 0 16 16", class: `sign sign-${name}`, "aria-hidden": "true", focusable: "false" });
  const stroke = document.createElementNS(namespace, "path");
  set(stroke, { d: path });
  svg.append(stroke);
  return svg;
}
