// The least that a language server does: the library's own documents, and one diagnostic published for each change.

const { createConnection, TextDocuments, TextDocumentSyncKind } = require("vscode-languageserver/node");
const { TextDocument } = require("vscode-languageserver-textdocument");

const connection = createConnection(process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
documents.onDidChangeContent(({ document }) => {
  const range = { start: document.positionAt(0), end: document.positionAt(1) };
  const diagnostics = [
    { range, severity: 2, source: "bare", code: "bare", message: `${document.lineCount} lines` },
  ];
  connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
});
documents.listen(connection);
connection.listen();
