/** Every word that the panel and its trees say, in English; the panel is handed them in the editor's language. */

export const english = {
  // The form.
  ip: "IP address of the client",
  identity: "Check",
  "identity.mfrom": "SPF: MAIL FROM",
  "identity.helo": "SPF: HELO",
  "identity.sender-id": "Sender ID: MAIL FROM",
  "identity.pra": "Sender ID: PRA of a message",
  sender: "MAIL FROM",
  noSender: "empty: a bounce, so HELO is checked",
  helo: "HELO",
  message: "Message or its headers",
  run: "Simulate",
  // The verdict.
  simulation: "SPF simulation",
  updating: "Updating…",
  "meaning.pass": "This client may send mail for the domain.",
  "meaning.fail": "The domain says that this client may not send its mail.",
  "meaning.softfail": "The domain says that this client probably may not send its mail.",
  "meaning.neutral": "The domain says nothing about this client.",
  "meaning.none": "There is no record to check against.",
  "meaning.temperror": "DNS failed this time; the same mail may fare otherwise later.",
  "meaning.permerror": "The record can't be evaluated until somebody mends it.",
  "meaning.undetermined": "What is known here does not decide it.",
  decidedBy: "Decided by",
  stoppedAt: "Ended at",
  explanation: "Explanation to the sender",
  // Counters.
  lookups: "DNS lookups",
  lookupsOf: "{0} of {1} lookups",
  voids: "Void lookups",
  voidsOf: "{0} of {1} void",
  // The trace.
  trace: "What was evaluated",
  "verdict.match": "matches",
  "verdict.no-match": "no match",
  "verdict.error": "error",
  "verdict.unknown": "not known",
  becomes: "{0}: {1}",
  "answer.nodata": "no such record",
  "answer.nxdomain": "no such name",
  "answer.servfail": "server failure",
  "answer.timeout": "no answer in time",
  "answer.unknown": "not asked",
  soFar: "{0} of {1} lookups so far",
  soFarTitle: "lookups so far",
  void: "void",
  from: "from {0}",
  "source.buffer": "editor",
  "source.file": "file",
  "source.recorded": "recorded",
  "source.dns": "DNS",
  leftOut: "{0} more are left out",
  decides: "decides",
  reveals: "Enter shows it in the file",
  // Costs.
  costs: "What each include costs at worst",
  costTitle: "lookups",
  cost: "{0} lookups",
  costOne: "1 lookup",
  costAtLeast: "at least {0} lookups",
  costVoids: "{0} void",
  // The rest.
  notes: "Note",
  advice: "What receivers do",
  headers: "Header fields that a receiver adds",
  copy: "Copy",
  copyField: "Copy {0}",
  copied: "Copied",
  // DNS.
  "dns.not-agreed": "Ask DNS…",
  "dns.off": "Open the setting",
  "dns.untrusted": "Manage workspace trust",
  "dns.unavailable": "Choose a DNS-over-HTTPS service",
  "dns.why.off": "DNS is switched off by the setting spf.dns.mode.",
  "dns.why.untrusted": "In an untrusted workspace DNS is never asked.",
  "dns.why.unavailable": "A browser asks DNS only by way of a DNS-over-HTTPS service.",
} as const;

export type Word = keyof typeof english;
export type Words = Readonly<Record<Word, string>>;

/** The words as `translate` gives them. */
export function wordsIn(translate: (sentence: string) => string): Words {
  const entries = Object.entries(english).map(([name, sentence]) => [name, translate(sentence)]);
  return Object.fromEntries(entries) as Record<Word, string>;
}
