/** Which entries of the configuration's `ignore` hid something, over all files of a run: of a glob no single file can tell. */

import { expiredSuppression } from "../rules/expired-suppression.ts";
import type { IgnoreEntry, Settings } from "../rules/settings.ts";
import { isOfOneFile, isOver } from "../rules/suppress.ts";
import { unusedSuppression } from "../rules/unused-suppression.ts";
import type { Message } from "../text/message.ts";
import type { Analysis } from "./analysis.ts";

export class EntryUse {
  /** By entry that holds for some file, the rules that it hid there. */
  readonly #hidden = new Map<IgnoreEntry, Set<string>>();

  add({ spent }: Analysis): void {
    for (const [entry, rules] of spent) {
      const hidden = this.#hidden.get(entry) ?? new Set();
      this.#hidden.set(entry, hidden);
      for (const rule of rules) hidden.add(rule);
    }
  }

  /** What to say of entries that hid nothing, where no file has said it. Rules that there are not are told of elsewhere. */
  unused({ ignore, rules }: Settings, names: ReadonlySet<string>, today: string): Message[] {
    const isTold = (name: string) => rules[name] !== "off";
    return ignore.flatMap((entry): Message[] => {
      const hidden = this.#hidden.get(entry);
      if (hidden && isOfOneFile(entry)) return [];
      const { path, until = "" } = entry;
      if (isOver(entry, today))
        return isTold(expiredSuppression.name) ? [expiredSuppression.messages.entry({ path, until })] : [];
      const idle = entry.rules.filter((name) => names.has(name) && !hidden?.has(name));
      return isTold(unusedSuppression.name)
        ? idle.map((name) => unusedSuppression.messages.entry({ name, path }))
        : [];
    });
  }
}
