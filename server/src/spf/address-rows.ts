/**
 * Addresses as rows of plain numbers: one for IPv4, three for IPv6. Large numbers are made one by one and compared slowly,
 * which tells where a record has ten thousand networks.
 */

import { type Octets, type Range, width } from "./ip.ts";

/** How many bits of an address each number of a row holds; all are less than what a double counts exactly. */
const BITS = { 4: [32], 6: [48, 48, 32] } as const;

/** Fewer rows than this are compared; more are sorted by their digits, which takes time that grows with their number alone. */
const MANY = 200;

/** Bits of a digit: three hold an address of IPv4, or what is behind the last. */
const DIGIT = 11;
const LARGEST_DIGIT = 2 ** DIGIT - 1;

/** Addresses of one family, and the one behind the last there is, which ends a range up to it. */
export class AddressRows {
  readonly family: 4 | 6;
  readonly #bits: readonly number[];
  #numbers: Float64Array;
  length = 0;

  /** There is room for so many at once, and for more than that when they come. */
  constructor(family: 4 | 6, expected: number) {
    this.family = family;
    this.#bits = BITS[family];
    this.#numbers = new Float64Array(expected * this.#bits.length);
  }

  /** Makes room for another row, and says where it begins. */
  #next(): number {
    const at = this.length++ * this.#bits.length;
    if (at + this.#bits.length > this.#numbers.length) {
      const more = new Float64Array(Math.max(16, at * 2));
      more.set(this.#numbers);
      this.#numbers = more;
    }
    return at;
  }

  /** Adds the first address of a network, and then the one behind its last. */
  addNetwork(address: Octets, prefix: number): void {
    const sizes = this.#bits;
    const first = this.#next();
    const end = this.#next();
    const numbers = this.#numbers;
    // The number that holds the last bit of the prefix, and one address behind the network, counted there.
    let last = 0;
    let step = 0;
    let bit = 0;
    for (let i = 0; i < sizes.length; i++) {
      const size = sizes[i] as number;
      const unit = 2 ** (size - Math.min(size, Math.max(0, prefix - bit)));
      const number = Math.floor(numberAt(address, bit >> 3, size >> 3) / unit) * unit;
      numbers[first + i] = number;
      numbers[end + i] = number;
      if (i === 0 || prefix > bit) [last, step] = [i, unit];
      bit += size;
    }
    numbers[end + last] = (numbers[end + last] as number) + step;
    for (let i = last; i > 0 && (numbers[end + i] as number) >= 2 ** (sizes[i] as number); i--) {
      numbers[end + i] = 0;
      numbers[end + i - 1] = (numbers[end + i - 1] as number) + 1;
    }
  }

  /** The same of a range. */
  addRange({ first, last }: Range): void {
    this.#addValue(first);
    this.#addValue(last + 1n);
  }

  #addValue(value: bigint): void {
    const at = this.#next();
    let left = width(this.family);
    for (const [i, size] of this.#bits.entries()) {
      left -= size;
      const number = value >> BigInt(left);
      // What is behind the last address has a bit more.
      this.#numbers[at + i] = Number(i === 0 ? number : BigInt.asUintN(size, number));
    }
  }

  /** Adds a row of others of the family. */
  addRow(others: AddressRows, at: number): void {
    const count = this.#bits.length;
    const to = this.#next();
    for (let i = 0; i < count; i++) this.#numbers[to + i] = others.#numbers[at * count + i] as number;
  }

  /** Negative, zero or positive as a row comes before, with or after one of `others`. */
  compare(at: number, others: AddressRows, other: number): number {
    const count = this.#bits.length;
    for (let i = 0; i < count; i++) {
      const less = (this.#numbers[at * count + i] as number) - (others.#numbers[other * count + i] as number);
      if (less !== 0) return less;
    }
    return 0;
  }

  /** The rows in the order of their addresses; of equal ones the earlier. */
  inOrder(): Uint32Array {
    let order = new Uint32Array(this.length);
    for (let row = 0; row < order.length; row++) order[row] = row;
    if (order.length < MANY) return order.sort((a, b) => this.compare(a, this, b) || a - b);
    // From the last digit to the first; rows that are equal in one stay in the order of those behind it.
    let next = new Uint32Array(this.length);
    for (let i = this.#bits.length - 1; i >= 0; i--) {
      // What is behind the last address has a bit more.
      for (let low = 0; low <= (this.#bits[i] as number); low += DIGIT) {
        if (this.#sort(order, next, i, 2 ** low)) [order, next] = [next, order];
      }
    }
    return order;
  }

  /** Puts rows into the order of one digit of their numbers at `i`; false where all have the same. */
  #sort(order: Uint32Array, sorted: Uint32Array, i: number, unit: number): boolean {
    const count = this.#bits.length;
    const numbers = this.#numbers;
    const digits = new Uint16Array(order.length);
    /** By digit where the rows that have it begin: first the number of those that have the one before it. */
    const starts = new Uint32Array(2 ** DIGIT + 1);
    for (let row = 0; row < digits.length; row++) {
      // The last bits, of numbers too that have more than 32.
      const digit = ((numbers[row * count + i] as number) / unit) & LARGEST_DIGIT;
      digits[row] = digit;
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
    }
    if (starts[(digits[0] as number) + 1] === order.length) return false;
    for (let digit = 1; digit < starts.length; digit++)
      starts[digit] = (starts[digit] as number) + (starts[digit - 1] as number);
    for (let place = 0; place < digits.length; place++) {
      const row = order[place] as number;
      const digit = digits[row] as number;
      const at = starts[digit] as number;
      sorted[at] = row;
      starts[digit] = at + 1;
    }
    return true;
  }

  /** The row as one large number. */
  value(at: number): bigint {
    let value = 0n;
    for (const [i, size] of this.#bits.entries())
      value = (value << BigInt(size)) + BigInt(this.#numbers[at * this.#bits.length + i] as number);
    return value;
  }

  /** How many addresses there are from one row up to another: of IPv6 as near as a double comes to it. */
  distance(from: number, to: number): number {
    const count = this.#bits.length;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const more = (this.#numbers[to * count + i] as number) - (this.#numbers[from * count + i] as number);
      sum = i === 0 ? more : sum * 2 ** (this.#bits[i] as number) + more;
    }
    return sum;
  }

  /** The first row that is not before one of `others`; all are in order. */
  firstFrom(others: AddressRows, other: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(middle, others, other) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Octets as a number. */
function numberAt(octets: Octets, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i++) number = number * 256 + (octets[i] as number);
  return number;
}
