/** Whether the table of the language agrees with its grammar. */

import assert from "node:assert/strict";
import {
  delimiters,
  macros,
  mechanisms,
  modifiers,
  qualifiers,
  scopes,
} from "../../../server/src/spf/facts.ts";
import { directiveHead, isTerm } from "../../../server/src/spf/grammar.ts";
import { parse } from "../../../server/src/spf/parse.ts";

describe("the facts", () => {
  it("show each term by an example that is valid", () => {
    for (const { example } of [...Object.values(mechanisms), ...Object.values(modifiers)]) {
      const text = example.text.startsWith("v=spf1") ? example.text : `v=spf1 ${example.text}`;
      assert.ok(parse(text).valid, text);
    }
  });

  it("require a value exactly where the grammar does", () => {
    for (const { name, required } of Object.values(mechanisms)) assert.equal(isTerm(name), !required, name);
  });

  it("know every mechanism, qualifier, macro and delimiter that the grammar takes", () => {
    for (let code = 0x21; code < 0x7f; code++) {
      const character = String.fromCharCode(code);
      assert.equal(isTerm(`${character}all`), character in qualifiers, character);
      assert.equal(
        isTerm(`exists:%{d${character}}`),
        /[1-9r]/i.test(character) || (delimiters as readonly string[]).includes(character),
        character,
      );
      const lower = character.toLowerCase();
      assert.equal(
        isTerm(`exists:%{${character}}`),
        lower in macros && !macros[lower]?.explanationOnly,
        character,
      );
    }
    for (const name of Object.keys(mechanisms)) assert.equal(directiveHead(name)?.name, name);
    assert.deepEqual(Object.keys(scopes), ["mfrom", "pra"]);
  });

  it("cite sections that exist", () => {
    for (const { sources } of [
      ...Object.values(mechanisms),
      ...Object.values(modifiers),
      ...Object.values(macros),
    ]) {
      for (const source of sources) assert.match(source, /^RFC \d{4}, \d+(?:\.\d+)*$/);
    }
  });
});
