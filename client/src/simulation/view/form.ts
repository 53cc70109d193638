/** The inputs as fields. What is typed counts once it is entered or left, so that DNS is not asked about half a name. */

import type { Display } from "../display.ts";
import { type Identity, type Inputs, identities } from "../inputs.ts";
import type { Words } from "../words.ts";
import { element, sign } from "./dom.ts";
import { again } from "./signs.ts";

/** Which fields an identity needs besides the address. */
const needs: Readonly<Record<Identity, readonly ("sender" | "helo" | "message")[]>> = {
  mfrom: ["sender", "helo"],
  helo: ["helo"],
  "sender-id": ["sender", "helo"],
  pra: ["message", "helo"],
};

export class Form {
  readonly element: HTMLFormElement;
  readonly #run: (inputs: Inputs) => void;
  readonly #ip: HTMLInputElement;
  readonly #identity: HTMLSelectElement;
  readonly #sender: HTMLInputElement;
  readonly #helo: HTMLInputElement;
  readonly #message: HTMLTextAreaElement;
  readonly #wrong: HTMLElement;
  readonly #addresses: HTMLDataListElement;
  #last = "";

  constructor(words: Words, run: (inputs: Inputs) => void) {
    this.#run = run;
    const plain = { type: "text", spellcheck: "false", autocapitalize: "off", autocomplete: "off" };
    this.#addresses = element("datalist", { id: "addresses" });
    this.#ip = element("input", { ...plain, id: "ip", list: "addresses", "aria-describedby": "wrong" });
    this.#identity = element(
      "select",
      { id: "identity" },
      ...identities.map((identity) => element("option", { value: identity }, words[`identity.${identity}`])),
    );
    this.#sender = element("input", { ...plain, id: "sender", placeholder: words.noSender });
    this.#helo = element("input", { ...plain, id: "helo" });
    this.#message = element("textarea", { id: "message", rows: 5, spellcheck: "false" });
    this.#wrong = element("p", { id: "wrong", class: "wrong", role: "alert", hidden: true });
    this.element = element(
      "form",
      { class: "inputs", "aria-label": words.simulation },
      field(words.ip, this.#ip),
      field(words.identity, this.#identity),
      field(words.sender, this.#sender),
      field(words.message, this.#message),
      element(
        "div",
        { class: "last" },
        field(words.helo, this.#helo),
        // Without a button, the enter key sends no form that has several fields.
        element(
          "button",
          { type: "submit", class: "quiet", title: words.run, "aria-label": words.run },
          sign(again, "again"),
        ),
      ),
      this.#wrong,
      this.#addresses,
    );
    this.element.addEventListener("change", () => this.#changed());
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#changed(true);
    });
  }

  show({ inputs, addresses, wrong, noAddress }: Display): void {
    const given = JSON.stringify(inputs);
    // What came from here may meanwhile have been changed here.
    if (given !== this.#last) {
      this.#ip.value = inputs.ip;
      this.#identity.value = inputs.identity;
      this.#sender.value = inputs.sender;
      this.#helo.value = inputs.helo;
      this.#message.value = inputs.message;
      this.#last = given;
      this.#arrange();
    }
    this.#addresses.replaceChildren(
      ...addresses.map(({ ip, label }) => element("option", { value: ip }, label)),
    );
    this.#wrong.hidden = wrong === null;
    if (this.#wrong.textContent !== (wrong ?? "")) this.#wrong.textContent = wrong ?? "";
    this.#ip.setAttribute("aria-invalid", String(noAddress));
  }

  #changed(again = false): void {
    this.#arrange();
    const inputs: Inputs = {
      ip: this.#ip.value,
      identity: this.#identity.value as Identity,
      sender: this.#sender.value,
      helo: this.#helo.value,
      message: this.#message.value,
    };
    const now = JSON.stringify(inputs);
    if (now === this.#last && !again) return;
    // Somebody has just come to the field for the message.
    if (inputs.identity === "pra" && inputs.message.trim() === "" && !again) return;
    this.#last = now;
    this.#run(inputs);
  }

  /** Shows the fields that the identity needs. */
  #arrange(): void {
    const needed = needs[this.#identity.value as Identity];
    for (const input of [this.#sender, this.#helo, this.#message]) {
      (input.parentElement as HTMLElement).hidden = !needed.includes(
        input.id as "sender" | "helo" | "message",
      );
    }
  }
}

function field(label: string, control: HTMLElement): HTMLElement {
  return element(
    "div",
    { class: `field field-${control.id}` },
    element("label", { for: control.id }, label),
    control,
  );
}
