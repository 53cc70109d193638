// Makes random zone files that use every part of the syntax, from a seed, so that a failure can be had again. Most of
// them are what named-compilezone accepts.

/** Numbers from a seed: the same ones everywhere (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

export interface RandomZone {
  /** The zone's file first; the others are included. Octets as latin1 text. */
  readonly files: ReadonlyMap<string, string>;
}

/** What full names end in: the zone, or one above it. */
const TOP = "example.com";

/** A zone file `SEED-zone` for a zone of any name, and the files that it includes. `soa`: the record that makes it one. */
export function randomZone(seed: number, soa: boolean): RandomZone {
  const files = new Map<string, string>();
  const writer = new Writer(seed, files);
  files.set(`${seed}-zone`, "");
  files.set(`${seed}-zone`, writer.file(true, soa));
  return { files };
}

class Writer {
  readonly #seed: number;
  readonly #random: Random;
  readonly #files: Map<string, string>;
  readonly #newline: string;
  #depth = 0;
  #unique = 0;

  constructor(seed: number, files: Map<string, string>) {
    this.#seed = seed;
    this.#random = new Random(seed);
    this.#files = files;
    this.#newline = this.#random.chance(0.25) ? "\r\n" : "\n";
  }

  file(isTop: boolean, soa: boolean): string {
    const random = this.#random;
    const out: string[] = [];
    if (isTop) {
      if (random.chance(0.3)) out.push(...this.#noise());
      if (random.chance(0.6)) out.push(`$TTL ${this.#ttl()}`);
      if (soa) out.push(this.#soa(), ` NS ns${this.#comment()}`, "ns 60 A 192.0.2.1");
      out.push("ns 60 IN TXT first");
    }
    const count = 3 + random.below(14);
    for (let i = 0; i < count; i++) {
      if (random.chance(0.2)) out.push(...this.#noise());
      if (random.chance(0.12)) out.push(this.#directive());
      else out.push(this.#record());
    }
    let text = out.join(this.#newline);
    // BIND wants a line end behind a directive.
    if (random.chance(0.85) || out.at(-1)?.startsWith("$")) text += this.#newline;
    return text;
  }

  #soa(): string {
    const random = this.#random;
    const owner = random.pick(["@", `${TOP}.`, "EXAMPLE.com."]);
    const numbers = ["2024010101", "2h", "1800", "4W", "300"];
    if (random.chance(0.4)) return `${owner} ${this.#head("SOA")} ns host ${numbers.join(" ")}`;
    const spread = numbers
      .map((number) => ` ${number}${random.chance(0.5) ? this.#comment() : ""}`)
      .join(this.#newline);
    return `${owner} 1h IN SOA ns host.${TOP}. (${this.#newline}${spread}${this.#newline} )`;
  }

  /** Lines that mean nothing. */
  #noise(): string[] {
    const random = this.#random;
    return [
      random.pick([
        "",
        "  ",
        "\t",
        "; a comment",
        "  ; one with a blank before it",
        '; "quote ( and a parenthesis',
        ";",
      ]),
    ];
  }

  #comment(): string {
    const random = this.#random;
    return random.chance(0.3) ? random.pick([" ; comment", "; glued", '\t;; "odd (', ' ; a TXT "x"']) : "";
  }

  #blank(): string {
    return this.#random.pick([" ", " ", " ", "\t", "  ", " \t "]);
  }

  #ttl(): string {
    return this.#random.pick(["300", "1h", "1H30M", "2d", "1w", "0", "86400", "10s"]);
  }

  /** TTL, class and type, in every order. */
  #head(type: string): string {
    const random = this.#random;
    // Every record states a TTL: without one, nothing is loaded where no other line gave one.
    const ttl = this.#ttl();
    const classWord = random.pick(["IN", "in", "In", "CLASS1"]);
    const typeWord = random.chance(0.2) ? type.toLowerCase() : type;
    const words = random.pick([[ttl], [ttl, classWord], [classWord, ttl], [classWord, ttl]]);
    return [...words, typeWord].join(this.#blank());
  }

  #owner(): string {
    const random = this.#random;
    const plain = () =>
      random.pick(["a", "b", "www", "_spf", "mail", "x1", "Mixed", "*", "*.w", "a.b", "-x", "x_y"]);
    const odd = [
      "a\\.b",
      "\\065x",
      "x\\ y",
      'q\\"q',
      "d\\$x",
      "t\\@",
      "s\\\\s",
      "p\\(\\)",
      "c\\;c",
      "\\000z",
      "\\195\\169",
      "\xc3\xa9",
      "\xe9x",
      '"q r"',
      '"a;b"',
      "a\\b",
      "dot\\.",
      "tab\\009",
      "x/y",
      "x=y",
      "x{y}",
      "#x",
      "1",
      "IN",
      "TXT",
      "60",
    ];
    switch (random.below(10)) {
      case 0:
        return "@";
      case 1:
        return `${plain()}.${TOP}.`;
      case 2:
        return random.chance(0.3) ? "out.example.org." : `${TOP.toUpperCase()}.`;
      case 3:
      case 4:
        return random.pick(odd);
      default:
        return plain();
    }
  }

  #record(): string {
    const random = this.#random;
    const [type, data] = random.chance(0.6) ? this.#text() : this.#other();
    const owner = random.chance(0.25) ? "" : this.#owner();
    return this.#laid([
      `${owner}`,
      ...this.#head(type)
        .split(/(?<=\S)(?=[ \t])/)
        .map((word) => word.trim()),
      ...data,
    ]);
  }

  /** Words on one line, or on several within parentheses. The first may be empty: an inherited owner. */
  #laid(words: readonly string[]): string {
    const random = this.#random;
    const [owner, ...rest] = words as [string, ...string[]];
    let out = owner;
    let depth = 0;
    const opens = random.chance(0.35) ? random.below(rest.length) : -1;
    rest.forEach((word, index) => {
      out +=
        depth > 0 && random.chance(0.4)
          ? `${this.#comment()}${this.#newline}${random.pick(["", " ", "\t"])}`
          : this.#blank();
      // A line may not start at its first column with what is only a continuation of the owner's line.
      if (index === opens || (depth > 0 && random.chance(0.1))) {
        out += random.pick(["(", "( ", `(${this.#newline} `, `( ; c${this.#newline}`]);
        depth++;
      }
      out += word;
    });
    while (depth > 0) {
      out += random.pick([")", " )", `${this.#newline})`, ` ;c${this.#newline} ) `]);
      depth--;
    }
    return out + this.#comment() + (random.chance(0.1) ? " " : "");
  }

  #text(): [string, string[]] {
    const random = this.#random;
    const spf = random.chance(0.15);
    if (!spf && random.chance(0.03)) return ["TXT", ["\\#", "x"]];
    if (random.chance(0.1))
      return [random.pick(spf ? ["SPF", "TYPE99"] : ["TXT", "TYPE16", "type16"]), this.#hex()];
    const count = random.chance(0.6) ? 1 : 1 + random.below(4);
    const data: string[] = [];
    for (let i = 0; i < count; i++) data.push(this.#string());
    return [random.pick(spf ? ["SPF", "TYPE99"] : ["TXT", "TXT", "TXT", "TYPE16", "TYPE016"]), data];
  }

  #hex(): string[] {
    const random = this.#random;
    const octets: number[] = [];
    for (let strings = 1 + random.below(3); strings > 0; strings--) {
      const length = random.below(12);
      octets.push(length);
      for (let i = 0; i < length; i++)
        octets.push(random.chance(0.8) ? 32 + random.below(95) : random.below(256));
    }
    let digits = octets.map((octet) => octet.toString(16).padStart(2, "0")).join("");
    if (random.chance(0.3)) digits = digits.toUpperCase();
    const words = ["\\#", String(octets.length)];
    if (random.chance(0.4)) {
      const cut = 1 + random.below(digits.length - 1);
      words.push(digits.slice(0, cut), digits.slice(cut));
    } else words.push(digits);
    return words;
  }

  #string(): string {
    const random = this.#random;
    const quoted = [
      () => '"v=spf1 mx include:_spf.example.net -all"',
      () => '"v=spf1 ip4:192.0.2.0/24 "',
      () => '""',
      () => '"a;b (c) \\"d\\" \\\\ e"',
      () => '"\\065\\066 \\195\\169 \\255"',
      () => '"\xc3\xa9\xe2\x80\x93 raw"',
      () => '"\xe9 \xff not utf-8"',
      () => '"\\x\\y\\;\\_"',
      () => `"${"long ".repeat(random.below(48))}"`,
      () => `"fold\\${this.#newline === "\n" ? "\n" : "x"}ed"`,
      () => '"tab\there"',
      () => '"$TTL @ \\# 3"',
      () => `"${this.#characters(random.below(30))}"`,
    ];
    const bare = [
      "v=spf1",
      "-all",
      "a\\ b",
      "x\\;y",
      "\\065",
      'q\\"q',
      "\\\\",
      "p\\(q",
      "@",
      "$x",
      "IN",
      "TXT",
      "60",
      "\xc3\xa9",
      "k=v",
    ];
    const glued = ['a"b"c', '"a""b"', 'x"y z"'];
    const roll = random.next();
    if (roll < 0.6) return random.pick(quoted)();
    return roll < 0.93 ? random.pick(bare) : random.pick(glued);
  }

  #characters(length: number): string {
    let out = "";
    for (let i = 0; i < length; i++) {
      const code = this.#random.chance(0.9) ? 32 + this.#random.below(95) : 128 + this.#random.below(128);
      const character = String.fromCharCode(code);
      out += character === '"' || character === "\\" ? `\\${character}` : character;
    }
    return out;
  }

  #other(): [string, string[]] {
    const random = this.#random;
    const name = () => random.pick(["ns", "mail.example.net.", "@", "x\\.y", "."]);
    return random.pick<() => [string, string[]]>([
      () => ["A", ["192.0.2.7"]],
      () => ["AAAA", ["2001:db8::1"]],
      () => ["MX", ["10", name()]],
      () => ["PTR", [name()]],
      () => ["SRV", ["0", "5", "443", "ns"]],
      () => ["CAA", ["0", "issue", '"ca.example.net; x=y (z"']],
      () => ["HINFO", ['"a b"', "c"]],
      () => ["NAPTR", ["100", "50", '"s"', '"z3950+I2L;x"', '""', "ns"]],
      () => ["SSHFP", ["1", "1", "dd465c09cfa51fb45020cc83316fff21b9ec74ac"]],
      () => ["TYPE65400", ["\\#", "4", "0a00", "0001"]],
      () => ["RP", ["host", "."]],
      () => ["LOC", "51 30 12.748 N 0 7 39.612 W 0.00m".split(" ")],
    ])();
  }

  #directive(): string {
    const random = this.#random;
    const tail = this.#comment();
    switch (random.below(5)) {
      case 0:
        return `$ORIGIN ${random.pick(["sub", `sub.${TOP}.`, `${TOP}.`, "@", "s\\.t"])}${tail}`;
      case 1:
        return `${random.pick(["$TTL", "$ttl", "$Ttl"])} ${this.#ttl()}${tail}`;
      case 2:
        return this.#include(tail);
      default:
        return this.#generate(tail);
    }
  }

  #include(tail: string): string {
    const random = this.#random;
    if (this.#depth > 1 || this.#files.size > 6) return "; no more files";
    const name = `${this.#seed}-part${this.#files.size}`;
    this.#files.set(name, "");
    this.#depth++;
    this.#files.set(name, this.file(false, false));
    this.#depth--;
    const origin = random.pick(["", "", " sub", ` sub.${TOP}.`]);
    return `$INCLUDE ${random.chance(0.5) ? `"${name}"` : name}${origin}${tail}`;
  }

  #generate(tail: string): string {
    const random = this.#random;
    const range = random.pick(["1-3", "0-4/2", "7-7", "10-12", "250-255"]);
    const owner = random.pick([
      "g$",
      "g${1,3,d}",
      "$.g",
      "${0,3,n}.g",
      "h\\$$",
      "g$$",
      `g$.${TOP}.`,
      "${2,2,x}",
    ]);
    const unique = this.#unique++;
    const [type, data] = random.pick([
      ["TXT", '"\\"v=spf1 ip4:192.0.2.$ -all\\""'],
      ["TXT", '"v=spf1 -all"'],
      ["TXT", `text${unique}-$`],
      ["TXT", '"${0,3,d} ${1} $ \\$ $$ a\\;b"'],
      ["SPF", '"\\"${16,2,X} ${-1,4,o}\\""'],
      ["A", "192.0.2.$"],
      ["MX", '"10 mx$"'],
      ["TYPE16", "plain"],
      ["TXT", "\\065$"],
      ["TXT", '"\\"a;b (c\\" \\\\035"'],
    ] as const);
    const head = random.pick([`60 ${type}`, `IN 60 ${type}`, `60 IN ${type}`]);
    return `$GENERATE ${range} ${owner} ${head} ${data}${tail}`;
  }
}
