/** `host-bits`: a network written as one of its addresses. */

import type { Directive, Network } from "../spf/ast.ts";
import { hasHostBits, networkOf, printIp, printNetwork } from "../spf/ip.ts";
import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { type Telling, TermReport } from "./term-report.ts";
import { shownIn } from "./terms.ts";

export const hostBits = rule({
  name: "host-bits",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["host-bits"],
  sources: ["RFC 7208, 5.6", "RFC 4632, 3.1"],
  messages: messagesOf("host-bits", {
    bits: "{term} names an address within a network: only its first {bits} bits count, so the whole of {network} is meant. Write the network, or the address alone.",
    network: "Write the network: {network}",
    address: "Write the address alone: {address} (the other hosts of {network} no longer match)",
  }),
  yieldsTo: ["duplicate-term", "shadowed", "contradictory", "zero-prefix"],
  *check({ subject, record }): Iterable<Report> {
    for (const term of record.terms) {
      if (term.kind !== "directive" || !term.valid || term.holes || !term.network) continue;
      const prefix = term.network.family === 4 ? term.prefix4 : term.prefix6;
      const { address, span } = term.network;
      if (!prefix || prefix.bits === 0 || !hasHostBits(address, prefix.bits)) continue;
      const value = { start: span.start, end: prefix.span.end };
      yield new TermReport(telling, subject, record, value, { term, address, bits: prefix.bits });
    }
  },
});

interface HostBits {
  readonly term: Directive;
  readonly address: Network["address"];
  readonly bits: number;
}

const telling: Telling<HostBits> = {
  message: ({ record, about: { term, address, bits } }) =>
    hostBits.messages.bits({
      term: shownIn(record, term),
      bits,
      network: printNetwork(networkOf(address, bits)),
    }),
  fixes({ subject, span, about: { address, bits } }) {
    const { messages } = hostBits;
    const [network, alone] = [printNetwork(networkOf(address, bits)), printIp(address)];
    return [
      ...fixText("safe", messages.network({ network }), subject, [{ span, text: network }]),
      ...fixText("choice", messages.address({ address: alone, network }), subject, [{ span, text: alone }]),
    ];
  },
};
