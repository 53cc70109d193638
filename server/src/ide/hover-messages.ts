/** The sentences of hovers. They are put into Markdown as they are, so they hold no sign that Markdown knows. */

import { messagesOf } from "../text/message.ts";

export const hoverMessages = messagesOf("hover", {
  recordOf: "{type} record of {owner}.",
  recordOfTtl: "{type} record of {owner}, which receivers keep for up to {ttl}.",
  recordOfUnknown: "{type} record of a name that is not known here.",
  discarded:
    "No receiver takes this for an SPF record: mail is judged as if it were not there (RFC 7208, 4.5).",
  senderId: "A Sender ID record for {scopes} (RFC 4406). Hardly any receiver reads it any more.",
  permerror:
    "As it stands every mail gets permerror, whoever sends it: {count} errors to mend (RFC 7208, 4.6).",
  holes: "Some values are not known here, so this holds for the rest.",
  nobody: "Nobody may send as this name: all mail fails.",
  anybody: "Everybody may send as this name: all mail passes.",
  passes: "Mail from {terms} passes.",
  fails: "Mail from {terms} fails.",
  softfails: "Mail from {terms} gets softfail.",
  neutral: "Of mail from {terms} nothing is said (neutral).",
  restPasses: "All other mail passes too, from anywhere in the world.",
  restFails: "All other mail fails.",
  restSoftfails: "All other mail gets softfail: probably not from us, but not to be refused for that alone.",
  restNeutral: "Of all other mail nothing is said (neutral).",
  restUnsaid:
    "Of all other mail nothing is said (neutral), since the record does not end in all or redirect.",
  restRedirect: "All other mail is judged by the record of {domain}.",
  lookups: "DNS lookups: {count} of 10.",
  lookupsAtLeast: "DNS lookups: at least {count} of 10; some of what it reaches is not known here.",
  length: "Length: {octets} octets in one character-string of at most 255.",
  lengthOfStrings: "Length: {octets} octets in {strings} character-strings of at most 255.",
  border:
    "One character-string ends here and the next begins. Receivers join them without a blank (RFC 7208, 3.3).",
  borderSizes: "The one before has {before} octets, the one after has {after}; each may have 255.",
  hole: "This value is put in by the tool that publishes the record; it is not known here.",

  term: "{term}",
  junk: "{term} is no term of SPF: every mail gets permerror (RFC 7208, 4.6).",
  all: "Matches every mail. What stands after it is never looked at (RFC 7208, 5.1).",
  include:
    "Matches if the record of that domain gives pass for this mail; its own fail and softfail do not count here (RFC 7208, 5.2).",
  a: "Matches if the mail comes from an address (A or AAAA) of the domain (RFC 7208, 5.3).",
  mx: "Matches if the mail comes from an address of one of the domain's mail servers (RFC 7208, 5.4).",
  ptr: "Matches if the sending address has a name below the domain. Slow, unreliable, and not to be published any more (RFC 7208, 5.5).",
  ip4: "Matches if the mail comes from one of these IPv4 addresses (RFC 7208, 5.6).",
  ip6: "Matches if the mail comes from one of these IPv6 addresses (RFC 7208, 5.6).",
  exists: "Matches if the name, once its macros are filled in, has an A record (RFC 7208, 5.7).",
  redirect: "If nothing matches, the record of that domain decides in place of this one (RFC 7208, 6.1).",
  exp: "The name of a TXT record that explains to the sender why mail failed (RFC 7208, 6.2).",
  unknownModifier: "A modifier that SPF does not define: receivers pass over {name} (RFC 7208, 6).",

  qualifierPass: "A match gives pass: the sender may send as this name.",
  qualifierFail: "A match gives fail: the sender may not send as this name.",
  qualifierSoftfail:
    "A match gives softfail: the sender is probably not allowed, but mail should not be refused for that alone.",
  qualifierNeutral: "A match gives neutral: nothing is said of the sender.",

  free: "Costs no DNS lookup.",
  costsOne: "Costs 1 of the 10 DNS lookups.",
  costs: "Costs {count} of the 10 DNS lookups, with what it reaches.",
  costsAtLeast: "Costs at least {count} of the 10 DNS lookups; some of what it reaches is not known here.",
  neverReached: "Never looked at, since an all stands in the record.",
  target: "The record of {domain} is {record}.",
  targetUnknown: "The record of {domain} is not in this file.",
  targetMacro: "Which record is meant depends on the mail.",
  targetNone: "There is no record at {domain}: every mail that gets this far gets permerror.",
  targetMultiple: "There are several records at {domain}: every mail that gets this far gets permerror.",
  targetLoop: "{domain} is where this record comes from: an endless loop, which ends in permerror.",

  address: "One address: {address}.",
  network: "{from} to {to}: {count} addresses.",
  around4: "With {prefix} the {count} IPv4 addresses around each of them match too.",
  around6: "With {prefix} the {count} IPv6 addresses around each of them match too.",

  escapePercent: "Stands for a percent sign.",
  escapeBlank: "Stands for a blank.",
  escapeUrlBlank: "Stands for a blank as URLs write it.",
  macroSender: "The sender's mail address (RFC 7208, 7.2).",
  macroLocalPart: "The sender's mail address up to the at sign (RFC 7208, 7.2).",
  macroSenderDomain: "The domain of the sender's mail address (RFC 7208, 7.2).",
  macroDomain: "The domain whose record is read (RFC 7208, 7.2).",
  macroAddress: "The address that the mail comes from, with a dot between its parts (RFC 7208, 7.2).",
  macroHostName:
    "The name of the sending host by reverse lookup. Slow, and not to be published any more (RFC 7208, 7.2).",
  macroFamily: "in-addr for IPv4 and ip6 for IPv6 (RFC 7208, 7.2).",
  macroHelo: "The name that the sending host greets with (RFC 7208, 7.2).",
  macroReadableAddress:
    "The address that the mail comes from, as people write it; in explanations only (RFC 7208, 7.2).",
  macroReceiver: "The name of the receiving host; in explanations only (RFC 7208, 7.2).",
  macroTime: "The time as seconds since 1970; in explanations only (RFC 7208, 7.2).",
  macroUnknown: "There is no macro {letter}.",
  macroDelimiters: "Split at {delimiters} in place of the dot, and joined with dots again.",
  macroReverse: "With its parts in reverse order.",
  macroKeepOne: "Only the last of its parts.",
  macroKeep: "Only the last {count} of its parts.",
  macroUrlEscape: "The letter is upper case, so the value is escaped as in a URL.",
});
