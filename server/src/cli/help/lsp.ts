/** What the help says about `lsp`. */

import { messagesOf } from "../../text/message.ts";
import { everywhere, type Page } from "./page.ts";

export const lspHelp = messagesOf("help-lsp", {
  summary: "serves editors by the Language Server Protocol",
  about: "For editors: they start it and speak to it on standard input and output.",
  stdio: "speaks on standard input and output",
});

export const lspPage: Page = {
  usage: ["spf-records lsp --stdio"],
  summary: lspHelp.summary(),
  about: lspHelp.about(),
  options: [["--stdio", lspHelp.stdio()], ...everywhere],
  notes: [],
  examples: [],
  status: [],
};
