/** Whether DNS may be asked in this session, and the way to it: the settings, the user's agreement, the machine. */

import { cached, type DnsSettings, limited, type Resolver } from "../ide/index.ts";
import { messagesOf } from "../text/message.ts";
import type { DnsConsent, DnsUse } from "./protocol.ts";
import type { Session } from "./session.ts";
import type { SettingsOfFolders } from "./settings.ts";

export const dnsMessages = messagesOf("dns", {
  ask: "Some names that your SPF records reach are in no file at hand. May DNS be asked for them in this session? Questions go to {server}.",
  system: "the name servers of this machine",
  agree: "Ask DNS",
  refuse: "Don't ask",
});

/** The way to DNS, or why there is none. */
export type DnsWay =
  | { readonly use: "asked"; readonly resolve: Resolver }
  | { readonly use: Exclude<DnsUse, "asked">; readonly resolve: null };

/** Questions that are on their way at once. */
const MOST_AT_ONCE = 16;

export class Dns {
  readonly #session: Session;
  readonly #settings: SettingsOfFolders;
  readonly #changed: () => void;
  /** What the client says; null for one that leaves it to us. */
  #consent: DnsConsent | null;
  /** What the user answered when we asked; nobody is asked twice. */
  #answer: Promise<boolean> | null = null;
  #agreed = false;
  /** The resolver for the settings it was made for, with all it remembers. */
  #made: { readonly settings: string; readonly resolve: Resolver | null } | null = null;

  /** `changed` is called when the user agreed, or no longer does. */
  constructor(session: Session, settings: SettingsOfFolders, changed: () => void) {
    this.#session = session;
    this.#settings = settings;
    this.#changed = changed;
    this.#consent = session.client.options.dnsConsent ?? null;
  }

  /** The client says whether its user trusts the workspace and agreed. */
  tell(consent: DnsConsent): void {
    this.#consent = consent;
    this.#changed();
  }

  /** The way to DNS as things stand; `once` where the user agreed for what is at hand. */
  way(once = false): DnsWay {
    const consent = this.#consent;
    if (consent && !consent.trusted) return { use: "untrusted", resolve: null };
    const settings = this.#inForce();
    if (settings.mode === "off") return { use: "off", resolve: null };
    const resolve = this.#resolver(settings);
    if (!resolve) return { use: "unavailable", resolve };
    const agreed = once || settings.mode === "on" || (consent ? consent.agreed : this.#agreed);
    return agreed ? { use: "asked", resolve } : { use: "not-agreed", resolve: null };
  }

  /**
   * Asks the user whether DNS may be asked, once in a session, where the client does not do so itself. Says whether
   * there is a way now.
   */
  async agree(): Promise<boolean> {
    if (this.#consent || this.way().use !== "not-agreed") return this.way().use === "asked";
    this.#answer ??= this.#ask();
    this.#agreed = await this.#answer;
    this.#changed();
    return this.way().use === "asked";
  }

  async #ask(): Promise<boolean> {
    const session = this.#session;
    const { doh, server } = this.#inForce();
    const question = dnsMessages.ask({ server: doh ?? server ?? session.say(dnsMessages.system()) });
    const agree = session.say(dnsMessages.agree());
    return (await session.choose(question, [agree, session.say(dnsMessages.refuse())])) === agree;
  }

  /** Nobody vouches for a folder unless the client says that its user trusts it. */
  #inForce(): DnsSettings {
    return this.#settings.dns(this.#consent?.trusted === true);
  }

  #resolver(settings: DnsSettings): Resolver | null {
    const { platform } = this.#session;
    const key = JSON.stringify([settings.server, settings.doh, settings.timeout]);
    if (this.#made?.settings !== key) {
      const next = platform.resolver(settings);
      const resolve = next && limited(cached(next, { now: platform.now }), MOST_AT_ONCE);
      this.#made = { settings: key, resolve };
    }
    return this.#made.resolve;
  }
}
