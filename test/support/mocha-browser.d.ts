/** Mocha's bundle for browsers has no types of its own; it defines the global `mocha`. */
declare module "mocha/mocha.js";
