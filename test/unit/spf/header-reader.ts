/** Reads the two header fields of a result back, and knows nothing of how they are made. */

import assert from "node:assert/strict";

/** Reads words of RFC 5322 and RFC 2045 from the text of an unfolded field. */
class Scanner {
  #at = 0;
  constructor(readonly text: string) {}

  get ended(): boolean {
    return this.#at === this.text.length;
  }

  take(pattern: RegExp): string {
    const found = new RegExp(pattern.source, "y");
    found.lastIndex = this.#at;
    const match = found.exec(this.text);
    assert.ok(match, `${pattern} at ${this.#at} of ${this.text}`);
    this.#at += match[0].length;
    return match[0];
  }

  /** A comment or quoted string without its ends and quoted pairs. */
  enclosed(open: RegExp, close: string): string {
    this.take(open);
    let out = "";
    for (;;) {
      const sign = this.text[this.#at++];
      assert.ok(sign !== undefined && (close === '"' || sign !== "("), `no end: ${this.text}`);
      if (sign === close) return out;
      out += sign === "\\" ? this.text[this.#at++] : sign;
    }
  }

  value(atom: RegExp): string {
    return this.text[this.#at] === '"' ? this.enclosed(/"/, '"') : this.take(atom);
  }
}

/** The result, the comment and the pairs of a `Received-SPF` field. */
export function readReceived(lines: readonly string[]) {
  const scanner = new Scanner(lines.join(""));
  scanner.take(/Received-SPF: /);
  const result = scanner.take(/[a-z]+/);
  scanner.take(/ /);
  const comment = scanner.enclosed(/\(/, ")");
  const pairs = new Map<string, string>();
  for (scanner.take(/ /); ; scanner.take(/; /)) {
    const key = scanner.take(/[a-z-]+/);
    assert.ok(!pairs.has(key));
    scanner.take(/=/);
    pairs.set(key, scanner.value(/[\w!#$%&'*+\-/=?^`{|}~.]+/));
    if (scanner.ended) return { result, comment, pairs };
  }
}

/** What an `Authentication-Results` field of one result says. */
export function readResults(lines: readonly string[]) {
  const scanner = new Scanner(lines.join(""));
  scanner.take(/Authentication-Results: /);
  const server = scanner.value(/[\w!#$%&'*+\-.^`{|}~]+/);
  scanner.take(/; /);
  const method = scanner.take(/spf|sender-id/);
  scanner.take(/=/);
  const result = scanner.take(/[a-z]+/);
  const properties = new Map<string, string>();
  while (!scanner.ended) {
    scanner.take(/ /);
    const name = scanner.take(/reason|(?:smtp|header)\.[a-z-]+/);
    scanner.take(/=/);
    properties.set(name, scanner.value(/[\w!#$%&'*+\-.^`{|}~@/?=]+/));
  }
  return { server, method, result, properties };
}
