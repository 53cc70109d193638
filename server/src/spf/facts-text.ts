/** The sentences of the table in `facts.ts`. */

import { messagesOf } from "../text/message.ts";

export const facts = messagesOf("facts", {
  all: "Always matches.",
  allLast: "Whatever stands after it is never tested, so it belongs at the end.",
  allRedirect: "A record that holds it ignores its redirect, wherever the two stand.",
  allExample: "The hosts that receive mail may send it; mail from anywhere else fails.",

  include: "Matches where the record of another domain gives pass.",
  includeOnlyPass:
    "Only pass counts. The other record's -all or ~all ends nothing here: fail, softfail and neutral there mean no match here, and the next term is tried.",
  includeNone: "A target without a record, or with a broken one, makes this whole record a permerror.",
  includeCost: "It costs one lookup and all that the other record costs.",
  includeOwn: "Within one organisation, redirect or naming the hosts is usually better.",
  includeExample: "Whoever may send for _spf.example.net may send for this domain.",

  a: "Matches where the client's address is one of the host's addresses.",
  aBoth: "A records are looked up for an IPv4 client, AAAA records for an IPv6 client.",
  aWeb: "Without a name it means this domain itself, which is often the web server and sends no mail.",
  aExample: "Every host in the /28 around each address of mail.example.com.",
  dualPrefix:
    "A prefix length widens each address to its network: /24 for IPv4, //64 for IPv6, /24//64 for both.",
  absoluteName: "The name is complete as it stands: a zone file's origin is not added to it.",

  mx: "Matches where the client's address belongs to one of the domain's MX hosts.",
  mxInbound: "MX hosts receive mail; whether they also send it is another question.",
  mxLimit: "It costs one lookup however many hosts there are, but more than ten hosts are a permerror.",
  mxNoFallback: "A domain without MX records matches nothing: its own addresses are not taken instead.",
  mxExample: "The hosts that receive the mail of example.org.",

  ptr: "Matches where the client's host name, confirmed by its address, is the domain or lies under it.",
  ptrLimit: "Of more than ten names only the first ten are looked at, and a DNS error means no match.",
  ptrDiscouraged:
    "It should not be published: it is slow, fails with the client's reverse DNS, and burdens the .arpa name servers.",
  ptrExample: "Clients whose confirmed host name is example.com or ends in .example.com.",

  ip4: "Matches where the client's address lies in this IPv4 network.",
  ip4Whole:
    "All four numbers are written: 192.0.2.0/24, not 192.0.2. Without a prefix length it is a single address.",
  ip4Zeros: "No leading zeros, no host names, no ranges, no lists: one network a term.",
  ip4Example: "The 256 addresses from 192.0.2.0 to 192.0.2.255.",

  ip6: "Matches where the client's address lies in this IPv6 network.",
  ip6Colon: "The first colon ends the name, so an address that begins with two gives three: ip6:::1.",
  ip6Mapped: "An IPv4 client is only ever matched by ip4, even where it arrives as ::ffff:192.0.2.1.",
  ip6Example: "All addresses that begin with 2001:db8.",

  exists: "Matches where the name has an A record, whatever its address.",
  existsA: "An A record is looked up even for an IPv6 client.",
  existsMacro: "It makes sense with macros; a fixed name matches either every client or none.",
  existsExample: "Looks up a name made of the client's address, in the manner of a block list.",

  redirect: "Where nothing matched, the record of another domain takes the place of this one.",
  redirectAll: "It is ignored where the record has an all anywhere.",
  redirectNone: "A target without a record is a permerror.",
  redirectForeign:
    "The other record's policy is taken over whole, fail included, so the target should be one's own.",
  redirectLast: "It should stand last, since it is looked at last.",
  redirectExample: "Several domains share the record of _spf.example.com.",

  exp: "Names the TXT record whose text explains a fail to the sender.",
  expFail: "It is looked up only after a fail, and costs no lookup of the ten.",
  expInclude: "That of an included record is never used; after a redirect, only the target's is.",
  expMacros:
    "The text may hold macros, also c, r and t; it must be ASCII and the only TXT record at its name.",
  expExample: "The text at explain._spf under the domain is shown when mail fails.",

  ra: "Asks for reports about failed mail, sent to this local-part at the record's own domain.",
  raDomain: "Only the part before the @ is written.",
  raExample: "Reports go to postmaster at this domain.",
  rp: "Says what share of failed messages to report, in percent.",
  rpExample: "A report for one failed message in ten.",
  rr: "Says which results to report: e for errors, f for fail, s for softfail, n for neutral and none, or all.",
  rrExample: "Reports for errors and for fail.",
  needsRa: "It says nothing without ra.",

  pass: "The client may send for the domain. It is what a mechanism without a qualifier means.",
  fail: "The client may not send for the domain; receivers may reject the message.",
  softfail: "The client probably may not send for the domain; receivers accept the message and look closer.",
  neutral: "The domain says nothing about the client, just as if there were no record.",

  macroS: "The sender's whole address.",
  macroL: "The part of the sender's address before the @.",
  macroO: "The part of the sender's address after the @.",
  macroD: "The domain whose record is being read: within an include or redirect, the target.",
  macroI: "The client's address; for IPv6 every digit, separated by dots.",
  macroP: "The client's confirmed host name.",
  macroPDiscouraged: "It should not be published: it needs the lookups of ptr and fails with them.",
  macroV: "in-addr for an IPv4 client, ip6 for an IPv6 client.",
  macroH: "The name the client gave in HELO or EHLO, which it is free to choose.",
  macroC: "The client's address as people write it. Only in the text of an explanation.",
  macroR: "The name of the host that does the check. Only in the text of an explanation.",
  macroT: "The current time, in seconds since 1970. Only in the text of an explanation.",

  keep: "Keeps that many parts, counted from the right, after any reversal. Zero is an error.",
  reverse: "Reverses the order of the parts.",
  delimiters: "Splits at these characters instead of the dot; the parts are joined by dots again.",
  upperCase: "An upper-case letter URL-escapes what the macro gives.",
  percent: "A percent sign.",
  space: "A space.",
  urlSpace: "A space, URL-escaped: %20.",

  scopeMfrom: "The record serves checks of the envelope sender, as SPF does.",
  scopePra:
    "The record serves checks of the purported responsible address, taken from the message's headers.",

  versionSpf1: "Begins every SPF record, and must be followed by a space or nothing.",
  versionSpf2:
    "Begins a Sender ID record, of an experiment that was given up; today's receivers read v=spf1 only.",
});
