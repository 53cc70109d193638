/** Asks DNS in the background what would make findings sharper, as long as it may be asked. */

import { type Resolver, renewAnswers, sharpen } from "../ide/index.ts";
import type { Dns } from "./dns.ts";
import type { Session } from "./session.ts";

/**
 * Milliseconds without a change before anybody is asked. Findings wait for nothing, but of a name that is being typed
 * nobody should be asked letter by letter.
 */
const PAUSE = 1000;

export class Sharpening {
  readonly #session: Session;
  readonly #dns: Dns;
  /** Told whenever something was learnt. */
  readonly #learnt: () => void;
  #forget: (() => void) | null = null;
  /** What is under way. */
  #round: AbortController | null = null;
  #again = false;
  #asked = false;

  constructor(session: Session, dns: Dns, learnt: () => void) {
    this.#session = session;
    this.#dns = dns;
    this.#learnt = learnt;
  }

  /** A document changed, or who may be asked: what is lacking is asked for after a pause. */
  changed(): void {
    this.#forget?.();
    this.#forget = null;
    if (this.#dns.way().use !== "asked") {
      this.#stop();
      return;
    }
    this.#forget = this.#session.platform.after(PAUSE, () => {
      this.#forget = null;
      if (this.#round) this.#again = true;
      else void this.#run();
    });
  }

  /** DNS may not be asked, or no more: what it said before is forgotten with it. */
  #stop(): void {
    this.#round?.abort();
    this.#again = false;
    if (!this.#asked) return;
    this.#asked = false;
    this.#session.workspace.forgetAnswers();
    this.#learnt();
  }

  async #run(): Promise<void> {
    const round = new AbortController();
    this.#round = round;
    do {
      this.#again = false;
      const { resolve } = this.#dns.way();
      if (!resolve) break;
      this.#asked = true;
      await this.#ask(resolve, round.signal).catch((error: unknown) => {
        if (!round.signal.aborted) this.#session.log("asking DNS failed", error);
      });
    } while (this.#again && !round.signal.aborted);
    if (this.#round === round) this.#round = null;
  }

  async #ask(resolve: Resolver, signal: AbortSignal): Promise<void> {
    const { workspace, platform } = this.#session;
    const options = { now: platform.now, signal, learnt: this.#learnt };
    await renewAnswers(workspace, resolve, options);
    await Promise.all(workspace.openUris().map((uri) => sharpen(workspace, uri, resolve, options)));
  }
}
