/** `version-malformed`: a text that was meant as an SPF record, but whose version no receiver knows. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const lost = "Receivers do not take this text for an SPF record, so the domain has no policy.";

export const versionMalformed = rule({
  name: "version-malformed",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["version-malformed"],
  sources: ["RFC 7208, 4.5", "RFC 7208, 12", "RFC 4406, 3.1"],
  messages: messagesOf("version-malformed", {
    "no-digit": `{found} lacks its number; an SPF record starts with v=spf1. ${lost}`,
    "other-number": `{found} is not a version of SPF; a record starts with v=spf1. ${lost}`,
    separator: `{found} is not a version; it is written with an equals sign, v=spf1. ${lost}`,
    "no-v": `{found} is not a version; an SPF record starts with v=spf1. ${lost}`,
    punctuation: `"{character}" follows the version directly, where only a space may. ${lost}`,
    blank: `{found} is not a version; v=spf1 is written in one piece. ${lost}`,
    "blank-after": `The blank {character} follows the version, where only a plain space may. ${lost}`,
    glued: `The space after the version is missing in {found}. ${lost}`,
    misspelt: `{found} is not a version; an SPF record starts with v=spf1. ${lost}`,
    "sender-id-minor":
      "{found} lacks its minor version; a Sender ID record starts with spf2.0/. Receivers do not take this text for a record.",
    "sender-id-separator":
      '"{character}" follows the version, where only a slash and the scopes may: spf2.0/pra. Receivers do not take this text for a record.',
    missing: `The text does not start with v=spf1. ${lost}`,
    write: "Write {instead} (the record then takes effect)",
    space: "Write a space after the version (the record then takes effect)",
    remove: "Remove what follows the version (the record then takes effect)",
  } satisfies Sentences<"version-malformed", "write" | "space" | "remove">),
  *check(input): Iterable<Report> {
    const { write, space, remove } = versionMalformed.messages;
    const { suggestion } = input.fault;
    yield repairing(
      versionMalformed.messages,
      input,
      suggestion === " " ? space : suggestion === "" ? remove : write,
    );
  },
});
