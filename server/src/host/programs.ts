/** The languages that programs which make resources are written in. */

import type { Language } from "./evaluate.ts";
import { goLanguage } from "./programs/go-functions.ts";
import { javascriptLanguage } from "./programs/javascript-functions.ts";
import { pythonLanguage } from "./programs/python-functions.ts";

interface ProgramLanguage {
  readonly language: Language;
  /** Files of the language, and those of them that are no programs but tests of them, or made by tools. */
  readonly names: RegExp;
  readonly not: RegExp;
}

export const programLanguages = {
  javascript: {
    language: javascriptLanguage,
    names: /\.[cm]?[jt]s$/i,
    not: /\.(?:test|spec|d|min)\.\w+$/i,
  },
  python: { language: pythonLanguage, names: /\.py$/i, not: /^(?:test_.*|.*_test|conftest)\.py$/i },
  go: { language: goLanguage, names: /\.go$/i, not: /_test\.go$/i },
} as const satisfies Readonly<Record<string, ProgramLanguage>>;

export type ProgramSyntax = keyof typeof programLanguages;

export function mayHoldResources(syntax: ProgramSyntax, name: string): boolean {
  const { names, not } = programLanguages[syntax];
  return names.test(name) && !not.test(name);
}
