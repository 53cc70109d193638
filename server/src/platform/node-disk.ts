/** The disk as the command uses it: one file after the other, without waiting, and failures as values. */

import { isAscii, isUtf8 } from "node:buffer";
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Disk, Failure, FailureKind, Listed } from "../cli/ports.ts";
import { AMBIGUOUS, octetNames } from "./octet-names.ts";

/** The disk by absolute paths. */
export function nodeDisk(): Disk {
  const named = octetNames();
  return {
    kind: (file) =>
      tried(() => {
        const found = statSync(named(file));
        return found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
      }),
    list: (folder) =>
      tried(() =>
        readdirSync(named(folder), { withFileTypes: true })
          .map((entry): Listed => {
            if (entry.isFile()) return { name: entry.name, kind: "file" };
            if (entry.isDirectory()) return { name: entry.name, kind: "folder" };
            if (!entry.isSymbolicLink()) return { name: entry.name, kind: "other" };
            return { name: entry.name, kind: kindOfLink(path.join(folder, entry.name), named) };
          })
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    read: (file, limit) => tried(() => readWithin(named(file), limit)),
    pieces: (file, limit) => tried(() => piecesWithin(named(file), limit)),
    small: (file) => small(file, named),
    real(file) {
      try {
        return realOf(named(file), "utf8");
      } catch {
        return null;
      }
    },
    replace: (file, before, after) => tried(() => replaceWhole(named(file), before, after)) ?? null,
    write: (file, text) => tried(() => writeFileSync(named(file), text)) ?? null,
  };
}

/** A path as the system takes it. */
type Named = ReturnType<ReturnType<typeof octetNames>>;
type Naming = (file: string) => Named;

/** All of standard input. */
export function readStandardInput(limit: number): Uint8Array | Failure {
  return tried(() => readAll(0, limit));
}

/** Standard input piece by piece, as it comes. */
export async function* inputPieces(): AsyncGenerator<Uint8Array | Failure> {
  try {
    yield* process.stdin;
  } catch (error) {
    yield failureOf(error);
  }
}

/** The text of octets that are UTF-8, else null. */
export function fromUtf8(octets: Uint8Array): string | null {
  const buffer = Buffer.isBuffer(octets)
    ? octets
    : Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  // The same text, copied as it is instead of decoded.
  if (isAscii(octets)) return buffer.toString("latin1");
  return isUtf8(octets) ? buffer.toString("utf8") : null;
}

function realOf(file: Named, encoding: "utf8"): string;
function realOf(file: Named, encoding: "buffer"): Buffer;
function realOf(file: Named, encoding: "utf8" | "buffer"): string | Buffer {
  // Node's own way makes text of octets; the system's leaves them, but leads Windows to other names of a drive.
  const real = typeof file === "string" ? realpathSync : realpathSync.native;
  return real(file, encoding as "utf8");
}

function kindOfLink(file: string, named: Naming): Listed["kind"] {
  try {
    return statSync(named(file)).isFile() ? "link" : "other";
  } catch {
    // It leads nowhere, or in a circle.
    return "other";
  }
}

/** An open file and its size, or why it is not read. */
function openWithin(file: Named, limit: number): { handle: number; size: number } | Failure {
  // Without this flag a pipe would wait for somebody to write into it.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const found = fstatSync(handle);
  if (found.isFile() && found.size <= limit) return { handle, size: found.size };
  closeSync(handle);
  return { failure: found.isFile() ? "too-large" : "not-a-file", detail: "" };
}

function readWithin(file: Named, limit: number): Uint8Array | Failure {
  const opened = openWithin(file, limit);
  if ("failure" in opened) return opened;
  try {
    const octets = Buffer.allocUnsafeSlow(opened.size);
    return octets.subarray(0, fill(opened.handle, octets, 0));
  } finally {
    closeSync(opened.handle);
  }
}

/**
 * Memory that is new costs more than what is done with it, so the same piece of it is filled again and again. From a
 * megabyte on a text lies outside the heap, where nobody moves it.
 */
const PIECE = 1536 * 1024;
const LF = 10;

function piecesWithin(file: Named, limit: number): Generator<Uint8Array | Failure, void> | Failure {
  const opened = openWithin(file, limit);
  if ("failure" in opened) return opened;
  const all = pieces(opened.handle, opened.size);
  // What can be opened and not read shows here, and not in the middle of whatever the caller does.
  const first = all.next();
  return first.value && "failure" in first.value ? first.value : resumed(first, all);
}

function* resumed<T>(first: IteratorResult<T, void>, others: Generator<T, void>): Generator<T, void> {
  if (first.done) return;
  try {
    yield first.value;
    yield* others;
  } finally {
    others.return();
  }
}

function* pieces(handle: number, size: number): Generator<Uint8Array | Failure, void> {
  try {
    // One more than the file has, so that its end shows.
    let octets = Buffer.allocUnsafeSlow(Math.min(size + 1, PIECE));
    let kept = 0;
    for (;;) {
      const end = fill(handle, octets, kept);
      if (end < octets.length) {
        if (end > 0) yield octets.subarray(0, end);
        return;
      }
      const line = octets.lastIndexOf(LF) + 1;
      if (line > 0) {
        yield octets.subarray(0, line);
        octets.copyWithin(0, line);
      } else octets = Buffer.concat([octets], 2 * end);
      kept = end - line;
    }
  } catch (error) {
    yield failureOf(error);
  } finally {
    closeSync(handle);
  }
}

/** Reads until the memory is full or the file ends. @returns where the octets end */
function fill(handle: number, octets: Buffer, from: number): number {
  let filled = from;
  while (filled < octets.length) {
    const count = readSync(handle, octets, filled, octets.length - filled, null);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

/** Files below this size are read by one call. */
const SMALL = 256 * 1024;
let shared: Buffer | null = null;

function small(file: string, named: Naming): Uint8Array | null {
  shared ??= Buffer.allocUnsafeSlow(SMALL);
  let handle = -1;
  try {
    handle = openSync(named(file), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    // A file gives all it has at once: to ask whether there is more would take as long again.
    const end = readSync(handle, shared, 0, SMALL, null);
    return end < SMALL ? shared.subarray(0, end) : null;
  } catch {
    return null;
  } finally {
    if (handle >= 0) closeSync(handle);
  }
}

function readAll(handle: number, limit: number): Uint8Array | Failure {
  const pieces: Buffer[] = [];
  let size = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(64 * 1024);
    let count = 0;
    try {
      count = readSync(handle, piece, 0, piece.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A terminal or a slow pipe has nothing yet; a closed one on Windows says so by an error.
      if (code === "EAGAIN") {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
        continue;
      }
      if (code !== "EOF") throw error;
    }
    if (count === 0) return Buffer.concat(pieces);
    size += count;
    if (size > limit) return { failure: "too-large", detail: "" };
    pieces.push(piece.subarray(0, count));
  }
}

/** Writes beside the file and moves over it, so that nobody ever sees half of it. */
function replaceWhole(file: Named, before: Uint8Array, after: Uint8Array): Failure | undefined {
  const target = realOf(file, "buffer");
  const found = statSync(target);
  // A move asks only the folder for permission, and the root user is never refused.
  if ((found.mode & 0o222) === 0) return { failure: "read-only", detail: "" };
  accessSync(target, constants.W_OK);
  if (found.size !== before.length || !readFileSync(target).equals(before))
    return { failure: "changed", detail: "" };
  const name = target.lastIndexOf(path.sep) + 1;
  const ending = Buffer.from(`.${process.pid}.tmp`);
  const fresh = Buffer.concat([target.subarray(0, name), Buffer.from("."), target.subarray(name), ending]);
  try {
    writeFileSync(fresh, after, { flag: "wx", mode: found.mode });
    chmodSync(fresh, found.mode);
    if (process.getuid?.() === 0) chownSync(fresh, found.uid, found.gid);
    flush(fresh);
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  return undefined;
}

function flush(file: Named): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What `action` gives, or why it failed. */
function tried<T>(action: () => T): T | Failure {
  try {
    return action();
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  return { failure: kinds[code ?? ""] ?? "other", detail: code ?? message };
}

const kinds: Readonly<Record<string, FailureKind>> = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  EACCES: "denied",
  EPERM: "denied",
  ELOOP: "loop",
  EROFS: "read-only",
  [AMBIGUOUS]: "ambiguous",
};
