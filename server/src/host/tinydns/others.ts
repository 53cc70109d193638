/** Records of other types that a line of tinydns stands for: one line may be several. */

import type { Other } from "../host.ts";
import type { DataLine } from "./lines.ts";
import { fieldText, octetsOf } from "./text.ts";

/** TTLs where a line has none: of records at large, of name servers. */
const DEFAULT_TTL = 86400;
const SERVER_TTL = 259200;

export function othersOf(text: string, line: DataLine): Other[] {
  const fields = line.fields.map(({ start, end }) => fieldText(text, start, end));
  const [name = "", first = "", second = "", third = "", fourth = ""] = fields;
  const owner = withoutDot(name);
  const span = { start: line.start, end: line.end };
  const other = (at: string, type: Other["type"], ttl: number, data: string): Other[] =>
    at === "" ? [] : [{ name: at, type, ttl, data, span }];
  const address = (at: string, ip: string, ttl: number): Other[] =>
    /^\d{1,3}(?:\.\d{1,3}){3}$/.test(ip) ? other(at, "A", ttl, ip) : [];
  const target = (to: string, at: string, ttl: number, type: "CNAME" | "PTR"): Other[] =>
    to === "" ? other(at, "OTHER", ttl, "") : other(at, type, ttl, to);
  switch (line.sign) {
    case "+":
      return address(owner, first, seconds(second));
    case "=": {
      const reverse = `${first.split(".").reverse().join(".")}.in-addr.arpa`;
      const hosts = address(owner, first, seconds(second));
      return [...hosts, ...hosts.flatMap(({ ttl }) => other(reverse, "PTR", ttl ?? DEFAULT_TTL, owner))];
    }
    case "@": {
      const host = serverName(second, "mx", owner);
      const ttl = seconds(fourth);
      return [
        ...other(owner, "MX", ttl, `${/^\d{1,5}/.exec(third)?.[0] ?? 0} ${host}`),
        ...address(host, first, ttl),
      ];
    }
    case ".":
    case "&": {
      const host = serverName(second, "ns", owner);
      const ttl = seconds(third, SERVER_TTL);
      // That the zone is all here nobody knows: such files are put together out of several.
      const start = line.sign === "." ? other(owner, "OTHER", ttl, "SOA") : [];
      return [...start, ...other(owner, "NS", ttl, host), ...address(host, first, ttl)];
    }
    case "Z":
      return other(owner, "OTHER", DEFAULT_TTL, "SOA");
    case "C":
      return target(withoutDot(first), owner, seconds(second), "CNAME");
    case "^":
      return target(withoutDot(first), owner, seconds(second), "PTR");
    case "3":
    case "6": {
      const data = /^[0-9a-f]{32}$/i.test(first) ? (first.match(/.{4}/g) as string[]).join(":") : null;
      return data ? other(owner, "AAAA", seconds(second), data) : other(owner, "OTHER", DEFAULT_TTL, "");
    }
    case ":":
      return rawOther(text, line, owner, first, seconds(third));
    case "S":
    case "_":
      return other(owner, "OTHER", DEFAULT_TTL, "SRV");
  }
  return [];
}

/** Records by the number of their type: addresses are read, of others it is known that they are there. */
function rawOther(text: string, line: DataLine, name: string, number: string, ttl: number): Other[] {
  const span = { start: line.start, end: line.end };
  const data = line.fields[2];
  if (name === "" || !/^\d{1,5}$/.test(number)) return [];
  if (number === "16" || number === "99") return [{ name, type: "OTHER", ttl, data: "", span }];
  const octets = data && number === "28" ? octetsOf(text, data.start, data.end) : [];
  const hex = octets.map(({ octet }) => octet.toString(16).padStart(2, "0")).join("");
  const words = hex.length === 32 ? (hex.match(/.{4}/g) as string[]) : null;
  if (words) return [{ name, type: "AAAA", ttl, data: words.join(":"), span }];
  // What changes the answers of other types must not be taken for what doesn't.
  const unread = ["1", "2", "5", "12", "15", "28"].includes(number);
  return [
    { name, type: "OTHER", ttl, data: unread ? "" : number === "39" ? "DNAME" : `TYPE${number}`, span },
  ];
}

/** A server that is named in full, or by what stands before `mx` or `ns` and the domain. */
function serverName(written: string, kind: "mx" | "ns", domain: string): string {
  if (written.includes(".")) return withoutDot(written);
  return [written, kind, domain].filter((label) => label !== "").join(".");
}

function withoutDot(name: string): string {
  return name.replace(/\.+$/, "");
}

/** The number that a field begins with. */
function seconds(field: string, otherwise = DEFAULT_TTL): number {
  const digits = /^\d{1,10}/.exec(field)?.[0];
  return digits === undefined ? otherwise : Number(digits);
}
