/** The command: reads what is asked and does it. What a command needs is loaded when it is asked for. */

import { visible } from "../text/visible.ts";
import { readArguments } from "./arguments.ts";
import { languageOf, sayerOf } from "./language.ts";
import { isFailure, type Machine } from "./ports.ts";

/** @param args what was written behind the command's name; @returns the exit status */
export async function run(args: readonly string[], machine: Machine): Promise<number> {
  const exists = (path: string) => !isFailure(machine.disk.kind(absolute(path, machine.currentFolder)));
  const { asked, locale, wrong } = readArguments(args, exists);
  const language = languageOf(locale, machine.environment);
  const say = await sayerOf(language, machine.assets);
  if (!asked) {
    if (wrong) machine.err.write(`spf-records: ${visible(say(wrong))}\n`);
    return 2;
  }
  switch (asked.command) {
    case "lint": {
      machine.worksOnce();
      const { lint } = await import("./lint.ts");
      return lint(asked, machine, say);
    }
    case "check": {
      const { check } = await import("./check.ts");
      return check(asked, machine, say);
    }
    case "expand": {
      const { expand } = await import("./expand.ts");
      return expand(asked, machine, say);
    }
    case "rules": {
      const { rules } = await import("./rules.ts");
      return rules(asked, language, machine, say);
    }
    case "lsp":
      await machine.serve();
      return 0;
    case "version":
      machine.out.write(`${await version(machine)}\n`);
      return 0;
    case "help": {
      const { helpText } = await import("./help.ts");
      machine.out.write(helpText(asked.about, say, machine.out.columns ?? 80));
      return 0;
    }
  }
}

async function version({ assets }: Machine): Promise<string> {
  const manifest = await assets.text("package.json");
  return manifest === null ? "" : String(JSON.parse(manifest).version);
}

function absolute(path: string, currentFolder: string): string {
  return /^(?:[/\\]|[A-Za-z]:)/.test(path) ? path : `${currentFolder}/${path}`;
}
