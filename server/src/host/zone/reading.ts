/**
 * Reads a whole zone file with the files it includes, and uses what an earlier reading found wherever neither the
 * lines nor what they inherit have changed.
 */

import type { Chunk, Document } from "../../text/document.ts";
import type { HostDetailOf } from "../fault-details.ts";
import type { Placed, Reading, World } from "../host.ts";
import { make } from "./faults.ts";
import { candidates } from "./include.ts";
import { isKnown, UNKNOWN } from "./names.ts";
import { Octets } from "./octets.ts";
import { Parens, type Profile } from "./parens.ts";
import { type Inclusion, type Piece, readPiece } from "./piece.ts";
import type { Reader } from "./reader.ts";
import { zoneOfUri } from "./recognise.ts";

import { initialState, type State, sameState } from "./state.ts";

/** How deep files may include each other. */
const DEEPEST = 16;
/** How many files one reading may include. */
const MOST_FILES = 1000;
/** In how many chunks the SOA record is looked for before names are read: it says what the file's own origin is. */
const PROBED_CHUNKS = 8;

type ZonePiece = Piece<FileReading>;

/** One file read from one state. */
interface FileReading {
  readonly document: Document;
  readonly chunks: readonly Chunk[];
  readonly entry: State;
  readonly exit: State;
  /** By the number of the chunk that each begins in. */
  readonly pieces: readonly (ZonePiece | undefined)[];
  readonly profiles: Map<Chunk, Profile>;
}

/** A reading that the next one can be built on. */
class ZoneReading implements Reading {
  readonly format = "zone";

  constructor(
    readonly document: Document,
    readonly placed: readonly Placed[],
    readonly wants: readonly string[],
    readonly zone: string | null,
    readonly file: FileReading,
    /** The first chunks, read as if nobody knew the file's name. */
    readonly probe: FileReading,
  ) {}
}

export function readZone(document: Document, world: World, earlier?: Reading): Reading {
  const before = earlier instanceof ZoneReading ? earlier : undefined;
  const pass = new Pass(world);
  const few = document.chunks.slice(0, PROBED_CHUNKS);
  const probe = pass.probe(document, few, before?.probe);
  const probed = apexOf(probe);
  // The zone's SOA stands at its top, so an owner that is written in full says what relative names end in.
  const fileName = zoneOfUri(document.uri);
  const origin = probed !== null && isKnown(probed) ? probed : (fileName ?? UNKNOWN);
  const file = pass.read(document, initialState(origin), [document.uri], before?.file);
  const placed: Placed[] = [];
  emit(file, placed, new Set());
  return new ZoneReading(document, placed, [...pass.wants], zoneOf(file, fileName), file, probe);
}

class Pass {
  readonly wants = new Set<string>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Reads pieces up to the SOA record, without the files that they include. */
  probe(document: Document, chunks: readonly Chunk[], earlier: FileReading | undefined): FileReading {
    const none = (reader: Reader): Inclusion<FileReading> => ({
      asked: [],
      reading: null,
      exit: reader.state,
    });
    return this.#pieces(
      document,
      chunks,
      initialState(UNKNOWN),
      earlier,
      none,
      (piece) => piece.apex !== null,
    );
  }

  /** @param path the files that include each other down to this one, itself the last */
  read(
    document: Document,
    state: State,
    path: readonly string[],
    earlier: FileReading | undefined,
  ): FileReading {
    const include = (...[reader, file, origin, start, end]: [Reader, string, string, number, number]) =>
      this.#include(reader, file, origin, start, end, document, path, earlier);
    return this.#pieces(document, document.chunks, state, earlier, include, () => false);
  }

  #pieces(
    document: Document,
    chunks: readonly Chunk[],
    entry: State,
    earlier: FileReading | undefined,
    include: (
      reader: Reader,
      file: string,
      origin: string,
      start: number,
      end: number,
    ) => Inclusion<FileReading>,
    isLast: (piece: ZonePiece) => boolean,
  ): FileReading {
    const profiles = earlier?.profiles ?? new Map<Chunk, Profile>();
    const known = earlier && new Known(earlier, chunks);
    // Of this file alone: a file that it includes is read between two of its lines.
    const octets = new Octets();
    const pieces: (ZonePiece | undefined)[] = [];
    let parens: Parens | undefined;
    let state = entry;
    let offset = 0;
    for (let index = 0; index < chunks.length; ) {
      let piece = known?.at(index, offset, state);
      if (piece && !this.#unchanged(piece)) piece = undefined;
      piece ??= readPiece({
        chunks,
        index,
        offset,
        state,
        include,
        octets,
        parens: () => {
          parens ??= new Parens(chunks, profiles);
          return parens;
        },
      });
      pieces[index] = piece;
      for (const { asked } of piece.inclusions) {
        for (const { uri, answer } of asked) if (answer === undefined) this.wants.add(uri);
      }
      state = piece.exit;
      offset = piece.nextOffset;
      index += piece.nextChunk;
      if (isLast(piece)) break;
    }
    return { document, chunks, entry, exit: state, pieces, profiles };
  }

  /** Whether the files that a piece includes are still what they were. */
  #unchanged(piece: ZonePiece): boolean {
    return piece.inclusions.every(
      ({ asked, reading }) =>
        asked.every(({ uri, answer }) => this.#world.file(uri) === answer) &&
        (!reading || reading.pieces.every((each) => !each || this.#unchanged(each))),
    );
  }

  #include(
    reader: Reader,
    file: string,
    origin: string,
    start: number,
    end: number,
    document: Document,
    path: readonly string[],
    earlier: FileReading | undefined,
  ): Inclusion<FileReading> {
    const asked: { uri: string; answer: Document | null | undefined }[] = [];
    const without = (detail: HostDetailOf<"unresolved-include-file"> | null): Inclusion<FileReading> => {
      if (detail !== null) {
        reader.faults.push(make("unresolved-include-file", detail, start, end, null, { file }));
      }
      return { asked, reading: null, exit: reader.state };
    };
    if (path.length >= DEEPEST || reader.included >= MOST_FILES) return without("depth");
    for (const uri of candidates(file, document.uri)) {
      if (path.includes(uri)) return without("loop");
      const answer = this.#world.file(uri);
      asked.push({ uri, answer });
      if (answer === undefined) return without(null);
      if (answer === null) continue;
      const state = { ...reader.state, origin, included: reader.included + 1 };
      const reading = this.read(answer, state, [...path, uri], earlierOf(earlier, uri, state));
      return { asked, reading, exit: reading.exit };
    }
    return without("missing");
  }
}

/** Pieces of an earlier reading that stand among the same chunks as before. */
class Known {
  readonly #earlier: FileReading;
  readonly #chunks: readonly Chunk[];
  /** How many chunks at the start, and how many at the end, are the same objects. */
  readonly #leading: number;
  readonly #trailing: number;

  constructor(earlier: FileReading, chunks: readonly Chunk[]) {
    this.#earlier = earlier;
    this.#chunks = chunks;
    const old = earlier.chunks;
    const most = Math.min(old.length, chunks.length);
    let leading = 0;
    while (leading < most && old[leading] === chunks[leading]) leading++;
    let trailing = 0;
    while (trailing < most && old[old.length - 1 - trailing] === chunks[chunks.length - 1 - trailing])
      trailing++;
    this.#leading = leading;
    this.#trailing = trailing;
  }

  /** The piece that begins there, if it would be read the same again. */
  at(index: number, offset: number, state: State): ZonePiece | undefined {
    const behind = index >= this.#chunks.length - this.#trailing;
    const old = behind ? index + this.#earlier.chunks.length - this.#chunks.length : index;
    const piece = this.#earlier.pieces[old];
    if (!piece || piece.offset !== offset) return undefined;
    if (!behind && index + piece.reach > this.#leading) return undefined;
    return piece.entry === state || sameState(piece.entry, state) ? piece : undefined;
  }
}

/** What an earlier reading made of an included file, best from the same state. */
function earlierOf(earlier: FileReading | undefined, uri: string, state: State): FileReading | undefined {
  let best: FileReading | undefined;
  for (const piece of earlier?.pieces ?? []) {
    for (const { asked, reading } of piece?.inclusions ?? []) {
      if (!reading || asked.at(-1)?.uri !== uri) continue;
      if (sameState(reading.entry, state)) return reading;
      best ??= reading;
    }
  }
  return best;
}

/** Lists the parts, each file's behind the part that includes it; a file included twice from one state is there once. */
function emit(file: FileReading, placed: Placed[], seen: Set<string>): void {
  for (let index = 0; index < file.pieces.length; index++) {
    const piece = file.pieces[index];
    if (!piece) continue;
    placed.push({
      part: piece.part,
      at: file.document.chunkOffset(index) + piece.offset,
      uri: file.document.uri,
    });
    for (const { reading } of piece.inclusions) {
      if (!reading) continue;
      const key = JSON.stringify([reading.document.uri, { ...reading.entry, generated: 0, included: 0 }]);
      if (seen.has(key)) continue;
      seen.add(key);
      emit(reading, placed, seen);
    }
  }
}

/** Owner of the first SOA record, in the file or what it includes. */
function apexOf(file: FileReading): string | null {
  for (const piece of file.pieces) {
    if (!piece) continue;
    if (piece.apex !== null) return piece.apex;
    for (const { reading } of piece.inclusions) {
      const apex = reading && apexOf(reading);
      if (apex !== null) return apex;
    }
  }
  return null;
}

/**
 * The domain of a file: the owner of its SOA record, which stands at the zone's top whatever `$ORIGIN` was; else
 * what its `$ORIGIN`s have in common; else what its name says.
 */
function zoneOf(file: FileReading, fileName: string | null): string | null {
  const apex = apexOf(file);
  if (apex !== null && isKnown(apex)) return apex;
  const origins = file.pieces
    .flatMap((piece) => piece?.origins ?? [])
    .filter((name) => isKnown(name) && name.includes("."));
  const names = origins.filter((name) => name !== ".").map((name) => name.toLowerCase());
  const top = names.find((name) => names.every((other) => other === name || other.endsWith(`.${name}`)));
  return top ?? names[0] ?? fileName;
}
