// Gives every property the same seed, so that a run can be repeated and a commit is not judged by chance. SPF_SEED is
// another seed, or `random` to look for what the usual one does not find.

import { createRequire } from "node:module";
import fc from "fast-check";

const wanted = process.env.SPF_SEED ?? "20260401";
if (wanted !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });

// Some modules bring others along when they first need them (`organisation.ts`), as a bundle can; where tests load them as
// modules there is nothing to do that with.
Object.assign(globalThis, { require: createRequire(import.meta.url) });
