/** The record that is simulated, held fast while the text around it is edited. */

import * as vscode from "vscode";
import type { Target } from "./inputs.ts";
import { shifted } from "./position.ts";

export class TrackedTarget {
  #target: Target;
  /** Where the record is, as long as its document is open. */
  #offset: number | null = null;

  constructor(target: Target) {
    this.#target = target;
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === target.uri);
    if (document) this.#hold(document);
  }

  get current(): Target {
    return this.#target;
  }

  /** Opens the document where nobody has it open, since the server reads open ones; does nothing if it is gone. */
  async open(): Promise<void> {
    const { uri } = this.#target;
    if (uri === undefined || vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri))
      return;
    try {
      this.#hold(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
    } catch {
      // The server says better what is missing.
    }
  }

  follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (this.#offset === null || document.uri.toString() !== this.#target.uri) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { offset: rangeOffset, length: rangeLength, text };
    });
    this.#offset = shifted(this.#offset, changes);
    const { line, character } = document.positionAt(this.#offset);
    this.#target = { ...this.#target, position: { line, character } };
  }

  #hold(document: vscode.TextDocument): void {
    const { position } = this.#target;
    this.#offset = position
      ? document.offsetAt(new vscode.Position(position.line, position.character))
      : null;
  }
}
