/** No question goes to DNS before somebody who may say so agreed; after that it goes where the settings say. */

import assert from "node:assert/strict";
import { consenting, folder, noting, simulator } from "./simulator.ts";

const unasked = ["undetermined", "not-agreed"];
const asking = ["pass", "asked"];

interface Question {
  readonly message: string;
  readonly actions: readonly { readonly title: string }[];
}

/** A client that has no consent of its own, whose user takes the action of this index. */
function answering(choice: number, questions: Question[] = []) {
  const answer = (question: Question) => {
    questions.push(question);
    return question.actions[choice] ?? null;
  };
  return { asked: { "window/showMessageRequest": answer as (params: never) => unknown } };
}

describe("DNS is asked", () => {
  it("once the client says that the user agreed, and no more when they change their mind", async () => {
    const { resolve, asked } = noting();
    const simulating = await simulator(resolve, consenting({ trusted: true, agreed: false }));
    assert.deepEqual(await simulating.result(), unasked);
    assert.deepEqual(asked, []);
    simulating.client.notify("spf/dns", { trusted: true, agreed: true });
    assert.deepEqual(await simulating.result(), asking);
    simulating.client.notify("spf/dns", { trusted: true, agreed: false });
    assert.deepEqual(await simulating.result(), unasked);
  });

  it("for one simulation where the user agreed to that", async () => {
    const simulating = await simulator(noting().resolve, consenting({ trusted: true, agreed: false }));
    assert.deepEqual(await simulating.result({ online: true }), asking);
    assert.deepEqual(await simulating.result(), unasked);
  });

  it("never in a workspace that is not trusted", async () => {
    const { resolve, asked } = noting();
    for (const consent of [{ trusted: false, agreed: true }, null, 7, {}, { trusted: "yes", agreed: 1 }]) {
      const simulating = await simulator(resolve, consenting(consent, { mode: "on" }));
      assert.deepEqual(await simulating.result({ online: true }), ["undetermined", "untrusted"]);
    }
    assert.deepEqual(asked, []);
  });

  it("never where the mode is off, and always where it is on", async () => {
    const { resolve, asked } = noting();
    const off = await simulator(resolve, consenting({ trusted: true, agreed: true }, { mode: "off" }));
    assert.deepEqual(await off.result({ online: true }), ["undetermined", "off"]);
    assert.deepEqual(asked, []);
    const on = await simulator(resolve, { initializationOptions: { dns: { mode: "on" } } });
    assert.deepEqual(await on.result(), asking);
  });

  it("not where there is no way to it", async () => {
    const simulating = await simulator(null, consenting({ trusted: true, agreed: true }));
    assert.deepEqual(await simulating.result(), ["undetermined", "unavailable"]);
  });

  it("once the user agreed to our own question, where the client has none", async () => {
    const { resolve, asked } = noting();
    const questions: Question[] = [];
    const simulating = await simulator(resolve, answering(0, questions));
    assert.deepEqual(await simulating.result(), asking);
    assert.deepEqual(await simulating.result(), asking);
    assert.equal(questions.length, 1);
    assert.match(questions[0]?.message ?? "", /Questions go to the name servers of this machine\.$/);
    assert.ok(asked.length > 0);
  });

  it("of the server that our question names", async () => {
    const questions: Question[] = [];
    const dns = { doh: "https://dns.example/dns-query" };
    const simulating = await simulator(noting().resolve, {
      ...answering(1, questions),
      initializationOptions: { dns },
    });
    assert.deepEqual(await simulating.result(), unasked);
    assert.match(questions[0]?.message ?? "", /Questions go to https:\/\/dns\.example\/dns-query\.$/);
  });

  for (const [what, choice] of [
    ["refuses", 1],
    ["says nothing", 9],
  ] as const) {
    it(`never where the user ${what}, who is not asked again`, async () => {
      const { resolve, asked } = noting();
      const questions: Question[] = [];
      const simulating = await simulator(resolve, answering(choice, questions));
      assert.deepEqual(await simulating.result(), unasked);
      assert.deepEqual(await simulating.result(), unasked);
      assert.deepEqual([questions.length, asked.length], [1, 0]);
    });
  }

  it("as a file of the folder says only where somebody vouches for the folder", async () => {
    const on = { [`${folder}/spf-records.json`]: '{ "dns": { "mode": "on" } }' };
    const { resolve, asked } = noting();
    const stranger = await simulator(resolve, answering(9), on);
    assert.deepEqual(await stranger.result(), unasked);
    assert.deepEqual(asked, []);
    const vouched = await simulator(resolve, consenting({ trusted: true, agreed: false }), on);
    assert.deepEqual(await vouched.result(), asking);
    const off = { [`${folder}/spf-records.json`]: '{ "dns": { "mode": "off" } }' };
    const quiet = await simulator(resolve, answering(0), off);
    assert.deepEqual(await quiet.result({ online: true }), ["undetermined", "off"]);
  });
});
