/** What an editor shows beside the text of a document without being asked: lenses above records, hints behind terms. */

import type { CodeLens, InlayHint, InlayHintParams } from "vscode-languageserver";
import { hints, lensAt, lensMessages, lensPlaces } from "../ide/index.ts";
import { fromOffset, toOffset, toSpan } from "./convert.ts";
import type { OpenSimulationArguments } from "./protocol.ts";
import type { Session } from "./session.ts";

/** Lenses without what they say, which is asked for where they are seen. */
export function lensesOf(session: Session, uri: string): CodeLens[] | null {
  const analysis = session.workspace.analyse(uri);
  if (!analysis) return null;
  return lensPlaces(analysis).map(({ start }) => {
    const at = fromOffset(analysis.document, start);
    return { range: { start: at, end: at }, data: uri };
  });
}

/** The lens with what it says; choosing it opens a simulation. */
export function resolveLens(session: Session, lens: CodeLens): CodeLens {
  const uri: unknown = lens.data;
  const position = lens.range.start;
  const analysis = typeof uri === "string" ? session.workspace.analyse(uri) : null;
  const pieces = analysis && lensAt(analysis, toOffset(analysis.document, position));
  // Edited away since; whoever shows it is about to ask anew.
  const title = (pieces ?? [lensMessages.simulate()]).map((message) => session.say(message)).join(" · ");
  const args: OpenSimulationArguments = [{ uri: String(uri), position }];
  return { ...lens, command: { title, command: "spf.simulate", arguments: [...args] } };
}

export function hintsOf(session: Session, { textDocument, range }: InlayHintParams): InlayHint[] | null {
  const analysis = session.workspace.analyse(textDocument.uri);
  if (!analysis) return null;
  const { document } = analysis;
  return hints(analysis, toSpan(document, range)).map(({ at, label, tooltip }) => ({
    position: fromOffset(document, at),
    label,
    tooltip: tooltip.map((message) => session.say(message)).join(" "),
    paddingLeft: true,
  }));
}
