/** What the help says about the options that name where answers come from. */

import { messagesOf } from "../../text/message.ts";
import type { Row } from "./page.ts";

export const dnsHelp = messagesOf("help-dns", {
  record: "takes this text for the record of the domain",
  in: "reads the records of a file or of all files below a folder; may be repeated",
  dnsFile: "reads recorded answers, YAML or JSON; a name that is not in it does not exist",
  online: "asks DNS for what is not known otherwise; without it nothing is sent",
  dns: "asks this DNS server: an address, with a port or without; by default those of the system",
  doh: "asks this service for DNS over HTTPS",
  timeout: "waits so long for an answer, in milliseconds",
  saveDns: "writes all answers to a file that --dns-file reads",
});

/** What answers in place of DNS, and how it is asked. */
export const answerRows: readonly Row[] = [
  ["--dns-file FILE", dnsHelp.dnsFile()],
  ["--online", dnsHelp.online()],
  ["--dns SERVER", dnsHelp.dns()],
  ["--doh URL", dnsHelp.doh()],
  ["--timeout MS", dnsHelp.timeout()],
  ["--save-dns FILE", dnsHelp.saveDns()],
];

/** All of them, in the order in which answers are looked for. */
export const dnsRows: readonly Row[] = [
  ["--record TEXT", dnsHelp.record()],
  ["--in PATH", dnsHelp.in()],
  ...answerRows,
];
