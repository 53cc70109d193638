// The types of browser.mjs, for tests that are written in TypeScript.

import type { Browser } from "playwright-core";

export function findChromium(): string | undefined;
export function launchChromium(): Promise<Browser>;
