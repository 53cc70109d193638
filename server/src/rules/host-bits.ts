/** `host-bits`: a network written as one of its addresses. */

import { hasHostBits, networkOf, printIp, printNetwork } from "../spf/ip.ts";
import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
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
    const { messages } = hostBits;
    for (const term of record.terms) {
      if (term.kind !== "directive" || !term.valid || term.holes || !term.network) continue;
      const prefix = term.network.family === 4 ? term.prefix4 : term.prefix6;
      const { address, span } = term.network;
      if (!prefix || prefix.bits === 0 || !hasHostBits(address, prefix.bits)) continue;
      const value = { start: span.start, end: prefix.span.end };
      const written = () => printNetwork(networkOf(address, prefix.bits));
      yield {
        message: () => messages.bits({ term: shownIn(record, term), bits: prefix.bits, network: written() }),
        at: { subject, span: value },
        fixes: () => {
          const [network, alone] = [written(), printIp(address)];
          return [
            ...fixText("safe", messages.network({ network }), subject, [{ span: value, text: network }]),
            ...fixText("choice", messages.address({ address: alone, network }), subject, [
              { span: value, text: alone },
            ]),
          ];
        },
      };
    }
  },
});
