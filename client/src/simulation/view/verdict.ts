/** The sections of the panel that are drawn anew with each answer: the verdict, the counters, the notes, the fields. */

import type { HeaderField, Meter, Verdict } from "../display.ts";
import type { Words } from "../words.ts";
import { element, quotation, sentence, sign } from "./dom.ts";
import { marks, tones } from "./signs.ts";

export interface Actions {
  readonly goTo: (key: string) => void;
  readonly copy: (field: number) => void;
  readonly dns: () => void;
}

/** The result, large, with what it means and what led to it. */
export function verdictSection(
  verdict: Verdict,
  domain: string,
  words: Words,
  actions: Actions,
): HTMLElement {
  const { result, tone, meaning, why, path, pathTitle, explanation } = verdict;
  return element(
    "section",
    { class: `verdict tone-${tone}`, "aria-labelledby": "result" },
    element(
      "h1",
      { id: "result" },
      sign(tones[tone], tone),
      element("span", { class: "result" }, result),
      domain === "" ? null : quotation(domain, "domain"),
    ),
    element("p", { class: "meaning" }, meaning),
    path.length > 0 ? wayTo(pathTitle, path, actions) : null,
    why === null ? null : element("p", { class: "why" }, why),
    explanation
      ? element(
          "blockquote",
          {},
          element("p", { class: "caption" }, words.explanation),
          sentence(explanation),
        )
      : null,
  );
}

function wayTo(title: string, path: Verdict["path"], actions: Actions): HTMLElement {
  const terms = path.map(({ key, term }, index) => {
    const button = element("button", { type: "button", class: "term", "data-key": key }, quotation(term));
    button.addEventListener("click", () => actions.goTo(key));
    return element("span", { class: index === 0 ? null : "then" }, button);
  });
  return element("p", { class: "decided" }, element("span", { class: "caption" }, title), ...terms);
}

/** The counters, each as steps towards its limit. */
export function meterSection(meters: readonly Meter[]): HTMLElement {
  return element("section", { class: "meters" }, ...meters.map(meter));
}

function meter({ label, value, limit, text, tone }: Meter): HTMLElement {
  const steps = Array.from({ length: Math.max(limit, Math.min(value, 2 * limit)) }, (_, step) =>
    element("i", { class: step < value ? (step < limit ? "spent" : "spent over") : null }),
  );
  return element(
    "div",
    {
      class: `meter meter-${tone}`,
      role: "meter",
      "aria-label": label,
      "aria-valuenow": Math.min(value, limit),
      "aria-valuemin": 0,
      "aria-valuemax": limit,
      "aria-valuetext": text,
    },
    element("span", { class: "steps" }, ...steps),
    element("span", { class: "count" }, text),
  );
}

/** What the answer leaves open, and the way to more. Null where nothing is to be said. */
export function noteSection(verdict: Verdict, words: Words, actions: Actions): HTMLElement | null {
  const { notes, dns, asksDns } = verdict;
  if (notes.length === 0 && !asksDns) return null;
  const section = element(
    "section",
    { class: "notes", "aria-label": words.notes },
    ...notes.map((note) => element("p", {}, note)),
  );
  if (asksDns && dns !== "asked") {
    if (dns !== "not-agreed") section.append(element("p", {}, words[`dns.why.${dns}`]));
    const button = element("button", { type: "button" }, words[`dns.${dns}`]);
    button.addEventListener("click", () => actions.dns());
    section.append(button);
  }
  return section;
}

export function adviceSection(advice: readonly string[], words: Words): HTMLElement | null {
  if (advice.length === 0) return null;
  const items = advice.map((text) => element("li", {}, text));
  return element(
    "section",
    { "aria-labelledby": "advice" },
    element("h2", { id: "advice" }, words.advice),
    element("ul", { class: "advice" }, ...items),
  );
}

export function headerSection(
  headers: readonly HeaderField[],
  words: Words,
  actions: Actions,
): HTMLElement | null {
  if (headers.length === 0) return null;
  const fields = headers.map(({ name, value }, index) => {
    const label = words.copyField.replace("{0}", name);
    const button = element(
      "button",
      { type: "button", class: "quiet copy", "aria-label": label },
      words.copy,
    );
    button.dataset["field"] = String(index);
    button.addEventListener("click", () => actions.copy(index));
    return element(
      "div",
      { class: "header" },
      element("div", { class: "header-name" }, element("code", {}, `${name}:`), button),
      quotation(value, "header-value"),
    );
  });
  return element(
    "section",
    { "aria-labelledby": "headers" },
    element("h2", { id: "headers" }, words.headers),
    ...fields,
  );
}

/** The button of a field says for a while that it was copied. */
export function sayCopied(section: ParentNode, field: number, words: Words): void {
  const button = section.querySelector<HTMLButtonElement>(`[data-field="${field}"]`);
  if (!button) return;
  button.replaceChildren(sign(marks.match, "match"), words.copied);
  setTimeout(() => button.replaceChildren(words.copy), 1500);
}
