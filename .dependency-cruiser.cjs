// Says who may import whom; ARCHITECTURE.md has the same table in words, and test/tidy/layers.test.ts runs it.

/** A folder of server/src, and what its files may import besides their own folder. */
const mayImport = {
  text: [],
  dns: ["text/"],
  // A host names what it found; it never asks or answers a query.
  host: ["text/", "dns/(names|rr)\\.ts$"],
  spf: ["text/", "dns/"],
  rules: ["text/", "dns/", "host/", "spf/"],
  ide: ["text/", "dns/", "host/", "spf/", "rules/"],
  // Both rims speak to the IDE's API alone, so that an editor and the command can never disagree.
  lsp: ["ide/", "text/"],
  cli: ["ide/", "text/"],
  // What the platform implements are ports, which are types, so any layer may declare one.
  platform: ["text/", "dns/", "host/", "spf/", "rules/", "ide/", "lsp/protocol\\.ts$", "cli/ports\\.ts$"],
};

/** Folders that run anywhere: no Node, no browser, no library that would bring either. */
const core = "^server/src/(text|dns|host|spf|rules|ide)/";
const entries = "^(server/src/(node|browser|main)|client/src/(node|browser))\\.ts$";

/** Matches an npm package whether it is installed here or not. */
const packages = (names) => `(^|/)node_modules/(${names})(/|$)|^(${names})(/|$)`;
const parsers = packages("yaml|jsonc-parser|web-tree-sitter|@tree-sitter-grammars|tree-sitter-[^/]+|@lezer");
const allowedInCore = packages("tldts|tldts-core|quick-lru");

const layers = Object.entries(mayImport).map(([folder, targets]) => ({
  name: `${folder}-layer`,
  comment:
    targets.length > 0 ? `${folder} may import ${targets.join(", ")} only` : `${folder} imports nothing`,
  severity: "error",
  from: { path: `^server/src/${folder}/` },
  to: {
    path: "^(server|client|test)/",
    pathNot: [`^server/src/${folder}/`, ...targets.map((target) => `^server/src/${target}`)],
  },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: "rules-see-types",
      comment: "A rule is handed records and answers; of dns and host it may name types only",
      severity: "error",
      from: { path: "^server/src/rules/" },
      to: { path: "^server/src/(dns|host)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "platform-sees-types",
      comment:
        "The platform implements ports; it may name their types only, but for DNS, whose messages it carries",
      severity: "error",
      from: { path: "^server/src/platform/" },
      to: { path: "^server/src/(?!platform/|dns/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "parsers-in-syntax",
      comment:
        "Parsers of other people live in host/syntax alone, so that each can be exchanged in one place",
      severity: "error",
      from: { path: "^(server|client)/", pathNot: "^server/src/host/syntax/" },
      to: { path: parsers },
    },
    {
      name: "core-libraries",
      comment: "Core brings no library but the few that are pure data and run anywhere",
      severity: "error",
      from: { path: core },
      to: {
        dependencyTypes: [
          "npm",
          "npm-dev",
          "npm-optional",
          "npm-peer",
          "npm-no-pkg",
          "npm-unknown",
          "unknown",
        ],
        pathNot: [allowedInCore, parsers, "^\\.{1,2}/(?!.*node_modules)"],
      },
    },
    {
      name: "core-platform",
      comment: "Core has no files, no network and no clock: an entry hands them in",
      severity: "error",
      from: { path: core },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "protocol-library-at-the-rim",
      comment: "Only lsp/ and the entries know the language server library",
      severity: "error",
      // What browser.ts loads, once it knows from where, is the rest of that entry.
      from: { path: "^server/src/", pathNot: ["^server/src/lsp/", entries, "^server/src/worker\\.ts$"] },
      to: { path: packages("vscode-[^/]+|vscode") },
    },
    {
      name: "server-without-editor",
      comment: "The server runs under any editor, so it can't import VS Code or its client library",
      severity: "error",
      from: { path: "^server/src/" },
      to: { path: packages("vscode|vscode-languageclient") },
    },
    {
      name: "client-imports-protocol",
      comment:
        "The client and the server share the words of their own requests, and leaves that import nothing: what an " +
        "address looks like, so that a prompt can tell while somebody types, how text of strangers is shown, and which " +
        "files the server wants to be shown",
      severity: "error",
      from: { path: "^client/src/" },
      to: {
        path: "^(server|test)/",
        pathNot: "^server/src/(lsp/protocol|text/visible|dns/address|host/file-kinds)\\.ts$",
      },
    },
    {
      name: "nothing-imports-an-entry",
      comment: "An entry runs when it is loaded; what others need of it belongs in a folder",
      severity: "error",
      from: {},
      to: { path: entries },
    },
    {
      name: "source-without-tests",
      comment: "What ships does not import what tests it",
      severity: "error",
      from: { path: "^(server|client)/src/" },
      to: { path: "^test/" },
    },
    {
      name: "no-circular",
      comment: "Two files that name each other, if only in types, are one file, or hide a third",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment:
        "An import that can't be found would only fail in the bundle; VS Code itself is given at run time",
      severity: "error",
      from: { path: "^(server|client)/src/" },
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "browser", "default", "types"],
      extensions: [".ts", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
