// All that a reading says, as plain data: to compare two readings.

import type { Reading } from "../../server/src/host/host.ts";

export function told(reading: Reading): unknown {
  const { zone, wants, placed } = reading;
  return {
    zone,
    wants,
    parts: placed.map(({ part, at, uri }) => ({
      at,
      uri,
      length: part.length,
      found: part.found.map((found) => ({
        owners: found.owners,
        type: found.type,
        ttl: found.ttl,
        set: found.set,
        text: found.decoded.text,
        boundaries: found.decoded.boundaries,
        source: found.decoded.toSource({ start: 0, end: found.decoded.text.length }),
        span: found.span,
        typeSpan: found.typeSpan,
        dataSpan: found.dataSpan,
        removal: found.removal ?? null,
      })),
      others: part.others(),
      soa: part.soa,
      comments: part.comments,
      faults: part.faults.map(({ found, ...fault }) => ({
        ...fault,
        of: found ? part.found.indexOf(found) : null,
      })),
    })),
  };
}
