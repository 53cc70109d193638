/** Simulations for tests of what shows them: real evaluations of recorded DNS, placed as if one zone file held it all. */

import type { Answerer } from "../../../server/src/dns/answers.ts";
import { recorded } from "../../../server/src/dns/recorded.ts";
import { readZonedata } from "../../../server/src/dns/zonedata.ts";
import { tracedReportOf } from "../../../server/src/ide/check-report.ts";
import { whyOf } from "../../../server/src/ide/why.ts";
import type { CostNode, Place, SimulateRequest, Simulation } from "../../../server/src/lsp/protocol.ts";
import { checkNow } from "../../../server/src/spf/check.ts";
import { type Expansion, expandNow } from "../../../server/src/spf/expand.ts";
import { authenticationResults, receivedSpf } from "../../../server/src/spf/header-fields.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { sayIn } from "../../../server/src/text/message.ts";

export interface World {
  /** In the shape of `--dns-file`. */
  readonly zonedata: Readonly<Record<string, readonly unknown[]>>;
  /** Names below these are not asked for. */
  readonly unknown?: readonly string[];
}

/** A simulation as the server answers it. */
export function simulated(
  { zonedata, unknown = [] }: World,
  request: Pick<SimulateRequest, "ip" | "sender" | "helo">,
  rest: Partial<Pick<Simulation, "advice" | "notes" | "dns">> = {},
): Simulation {
  const data = readZonedata(zonedata);
  if (!("zonedata" in data)) throw new Error(JSON.stringify(data));
  const known = recorded(data.zonedata);
  const answer: Answerer = (query) =>
    unknown.some((name) => query.name === name || query.name.endsWith(`.${name}`))
      ? { kind: "unknown", source: "nobody" }
      : { ...known(query), source: query.name.endsWith("example.com") ? "buffer" : "192.0.2.53" };
  const { ip, sender = "", helo = "mail.example.com" } = request;
  const outcome = checkNow({ ip, sender, helo }, answer);
  const lines = new Map<string, number>();
  const place = (domain: string, start: number, end: number): Place | null => {
    if (!domain.endsWith("example.com")) return null;
    const line = lines.get(domain) ?? lines.size;
    lines.set(domain, line);
    const range = { start: { line, character: start }, end: { line, character: end } };
    return { uri: "file:///zones/db.example.com", range };
  };
  const report = tracedReportOf(outcome, (domain, _, span) => place(domain, span.start, span.end));
  const text = report.trace?.text;
  const domain = outcome.trace.domain;
  const verified = {
    receiver: "receiver.example",
    ip,
    helo,
    sender,
    protocol: "spf" as const,
    identity: "mailfrom" as const,
    outcome,
  };
  return {
    request: { ip, helo, protocol: "spf", scope: "mfrom", domain, sender: sender || `postmaster@${helo}` },
    report,
    headers: {
      receivedSpf: receivedSpf(verified).join("\r\n"),
      authenticationResults: authenticationResults(verified).join("\r\n"),
    },
    why: whyOf(outcome, 20).sentences.map((each) => sayIn(each)),
    advice: [],
    notes: [],
    dns: unknown.length > 0 ? "not-agreed" : "asked",
    costs: text ? costOf(domain, expandNow(domain, parse(text), answer)) : null,
    ...rest,
  };
}

function costOf(label: string, { record, lookups, exact, terms }: Expansion): CostNode {
  const below = terms
    .filter((term) => term.lookups > 0)
    .map((term) => {
      const name = record?.text.slice(term.term.span.start, term.term.span.end) ?? "";
      return term.target
        ? { ...costOf(name, term.target), lookups: term.lookups }
        : { label: name, lookups: term.lookups, voids: 0, exact: term.exact, place: null, below: [] };
    });
  return { label, lookups, voids: 0, exact, place: null, below };
}
