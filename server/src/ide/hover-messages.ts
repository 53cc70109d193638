/** The sentences that hovers have beside those of `spf/facts.ts`. */

import { messagesOf } from "../text/message.ts";

export const hoverMessages = messagesOf("hover", {
  recordOf: "{type} record of {owner}.",
  recordOfTtl: "{type} record of {owner}, which receivers keep for up to {ttl}.",
  recordOfUnknown: "{type} record of a name that is not known here.",
  discarded:
    "No receiver takes this for an SPF record: mail is judged as if it were not there (RFC 7208, 4.5).",
  senderId: "A Sender ID record for {scopes}.",
  permerror:
    "As it stands every mail gets permerror, whoever sends it. Errors to mend: {count} (RFC 7208, 4.6).",
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
  unknownModifier: "A modifier that SPF does not define: receivers pass over {name}.",
  match: "A match gives {result}.",
  free: "It costs no DNS lookup.",
  costsOne: "It costs 1 of the 10 DNS lookups.",
  costs: "It costs {count} of the 10 DNS lookups, with what it reaches.",
  costsAtLeast: "It costs at least {count} of the 10 DNS lookups; some of what it reaches is not known here.",
  neverReached: "It is never looked at, since an all stands in the record.",
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

  scopeUnknown: "{name} is a scope that nobody defines: receivers pass over it.",
  macroUnknown: "There is no macro {letter}.",
  splitAt: "Split at {delimiters}.",
  keeps: "Parts kept: {count}.",
  macroExample: "For mail of {sender} from {address} it gives {value}.",
});
