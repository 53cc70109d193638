/** Raises the serial of a zone, without which no name server publishes what was mended (RFC 1035, 3.3.13). */

import type { Placed, Soa } from "../host/host.ts";
import { type DocumentSpace, place, type Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";

/** How the serial of a zone is raised: one edit, in the document that holds the SOA record. */
export interface SerialRaise {
  readonly uri: string;
  readonly span: Span<DocumentSpace>;
  readonly zone: string;
  readonly from: string;
  readonly to: string;
}

/** The raise of the first serial of the zone that a document belongs to; null where there is none to see. */
export function raiseSerial(analysis: Analysis): SerialRaise | null {
  for (const placed of analysis.reading.placed) {
    const { soa } = placed.part;
    if (soa) return raiseOf(soa, placed, analysis);
  }
  return null;
}

function raiseOf(soa: Soa, placed: Placed, analysis: Analysis): SerialRaise {
  const digits = soa.serialSpan.end - soa.serialSpan.start;
  return {
    uri: placed.uri,
    span: place(placed.at, soa.serialSpan),
    zone: soa.name,
    from: String(soa.serial).padStart(digits, "0"),
    to: String(nextSerial(soa.serial, analysis.context.today)).padStart(digits, "0"),
  };
}

/**
 * The serial after `serial` on a day (YYYY-MM-DD). One that tells a date in its first eight digits moves to the
 * first number of the day, or one on where that day's numbers are in use; any other moves one on. Serials go round
 * at 2^32 (RFC 1982); zero is left out, since some servers take it for no serial at all.
 */
export function nextSerial(serial: number, today: string): number {
  const first = Number(today.replaceAll("-", "")) * 100 + 1;
  if (tellsDate(serial) && serial < first) return first;
  return serial >= 0xffffffff ? 1 : serial + 1;
}

function tellsDate(serial: number): boolean {
  const year = Math.floor(serial / 1_000_000);
  const month = Math.floor(serial / 10_000) % 100;
  const day = Math.floor(serial / 100) % 100;
  return year >= 1980 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Seconds as zone files write them, with at most two units: `1h`, `1d12h`. */
export function duration(seconds: number): string {
  const units: readonly (readonly [string, number])[] = [
    ["w", 604800],
    ["d", 86400],
    ["h", 3600],
    ["m", 60],
    ["s", 1],
  ];
  let rest = seconds;
  const out: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) out.push(`${count}${name}`);
  }
  return out.join("") || "0s";
}
