// Says how a message becomes a sentence, in English and in another language.

import assert from "node:assert/strict";
import { messagesOf, sayIn } from "../../../server/src/text/message.ts";

const say = messagesOf("too-many", {
  lookups: "{count} lookups, {limit} are allowed: {term}",
  plain: "no arguments",
});

describe("messages", () => {
  it("carry their id, their English and their arguments", () => {
    const message = say.lookups({ count: 11, limit: 10, term: "a" });
    assert.equal(message.id, "too-many.lookups");
    assert.deepEqual(message.args, { count: 11, limit: 10, term: "a" });
    assert.equal(sayIn(message), "11 lookups, 10 are allowed: a");
    assert.deepEqual(say.plain().args, {});
  });

  it("are said in another language where it has them", () => {
    const message = say.lookups({ count: 11, limit: 10, term: "a" });
    assert.equal(sayIn(message, { "too-many.lookups": "{limit} / {count}" }), "10 / 11");
    assert.equal(sayIn(message, { other: "" }), "11 lookups, 10 are allowed: a");
  });

  it("take an argument as it is, and leave a name that has none", () => {
    assert.equal(
      sayIn(say.lookups({ term: "%{i} {count} $1", count: 0 })),
      "0 lookups, {limit} are allowed: %{i} {count} $1",
    );
  });

  it("have only the names of their table", () => {
    // @ts-expect-error a sentence that nobody wrote can't be said
    assert.equal(say.other, undefined);
    assert.deepEqual([say.speaker, Object.keys(say.english)], ["too-many", ["lookups", "plain"]]);
  });
});
