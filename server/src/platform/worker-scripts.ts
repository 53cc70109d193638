/** Loads scripts in a web worker as Node loads modules, so that one file serves both. */

interface Module {
  exports: unknown;
}

/** What a script that is built for both takes hold of when it begins, before it loads others. */
interface Scope {
  module?: Module;
  require?: ((name: string) => unknown) | undefined;
  importScripts(address: string): void;
}

/**
 * Gives the worker a `require` that counts from a script's own address. A worker that was started from a blob does not
 * know where its script lies. VS Code itself starts ours with `importScripts`, so what may be loaded is loaded in that way.
 */
export function provideRequire(scope: Scope, own: string): void {
  const loaded = new Map<string, Module>();
  const from = (script: string) => (name: string) => {
    const address = new URL(name, script).href;
    const known = loaded.get(address);
    if (known) return known.exports;
    const module: Module = { exports: {} };
    const before = scope.require;
    scope.module = module;
    scope.require = from(address);
    try {
      scope.importScripts(address);
    } finally {
      scope.require = before;
    }
    // One that could not be fetched is asked for again when it is needed again.
    loaded.set(address, module);
    return module.exports;
  };
  scope.require = from(own);
}
