// Gives every property the same seed, so that a run can be repeated and a commit is not judged by chance. SPF_SEED is
// another seed, or `random` to look for what the usual one does not find.

import fc from "fast-check";

const wanted = process.env.SPF_SEED ?? "20260401";
if (wanted !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
