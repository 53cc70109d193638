/** Files with a sign lost or doubled: no format may fail over one, and what stands elsewhere has to be found. */

import assert from "node:assert/strict";
import { Document } from "../../server/src/text/document.ts";
import { LoadedWorld, read } from "./reading.ts";

export interface Sample {
  readonly uri: string;
  readonly text: string;
  /** The signs that are lost, one at a time. */
  readonly signs: RegExp;
  /** Records that are found whatever is lost in lines before `from` or behind `to`, which count from one. */
  readonly kept: readonly { readonly text: string; readonly from: number; readonly to: number }[];
}

/** Loses each sign of a sample, and writes it twice, and looks for the records of other lines. */
export async function checkBroken(
  { uri, text, signs, kept }: Sample,
  world = new LoadedWorld(),
): Promise<void> {
  for (const [at, sign] of [...text].entries()) {
    if (!signs.test(sign)) continue;
    const line = text.slice(0, at).split("\n").length;
    for (const put of ["", sign + sign]) {
      const broken = text.slice(0, at) + put + text.slice(at + 1);
      const reading = await read(Document.of(uri, broken, ""), world);
      const texts =
        reading?.placed.flatMap(({ part }) => part.found.map(({ decoded }) => decoded.text)) ?? [];
      for (const record of kept) {
        if (line >= record.from && line <= record.to) continue;
        const change = `line ${line}, ${sign} as "${put}"`;
        assert.ok(
          texts.includes(record.text),
          `${record.text} is lost: ${change}\n${broken}\n${texts.join("\n")}`,
        );
      }
    }
  }
}
