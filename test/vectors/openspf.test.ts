// The suites of the standard: every case of RFC 7208's, and of the older ones all but what RFC 7208 decides otherwise.

import assert from "node:assert/strict";
import { recorded } from "../../server/src/dns/recorded.ts";
import { checkNow } from "../../server/src/spf/check.ts";
import type { Outcome, Result } from "../../server/src/spf/trace.ts";
import { needs } from "../support/skip.ts";
import { type OpenspfCase, openspf, readSuite, suitePath } from "./openspf.ts";

interface Suite {
  readonly cases: number;
  readonly explanations: number;
  readonly deviations: Readonly<Record<string, Deviation>>;
}

/** A case where the suite wants something that RFC 7208 does not: what we give, and the section that decides. */
interface Deviation {
  readonly ours: Result;
  readonly because: string;
}

const multiLabel = "4.3: a domain that is not a multi-label name is none";
const domainSpec = "7.1: a domain-spec ends in a dot and a top label";
const unknown = "6: unrecognized modifiers MUST be ignored, and RFC 7208 has no `default`";

const suites: Readonly<Record<string, Suite>> = {
  "rfc7208-tests.yml": { cases: 203, explanations: 22, deviations: {} },
  "rfc4408-tests.yml": { cases: 191, explanations: 22, deviations: {} },
  "pyspf-tests.yml": {
    cases: 16,
    explanations: 0,
    deviations: {
      "corner cases/default-modifier": { ours: "neutral", because: unknown },
      "corner cases/default-modifier-harsh": { ours: "neutral", because: unknown },
    },
  },
  "blitirispf-tests.yml": {
    cases: 21,
    explanations: 0,
    deviations: {
      "Resolution limits/resolution-with-10-lookups": { ours: "permerror", because: domainSpec },
      "MX resolution limits/mx-resolution-10-terms": { ours: "none", because: multiLabel },
      "MX resolution limits/mx-resolution-11-terms": { ours: "none", because: multiLabel },
      "NXDOMAIN tests/one-mx-not-found": { ours: "none", because: multiLabel },
      "NXDOMAIN tests/all-mx-not-found": { ours: "none", because: multiLabel },
      "NXDOMAIN tests/include-not-found": { ours: "none", because: multiLabel },
      "NXDOMAIN tests/redirect-not-found": { ours: "none", because: multiLabel },
    },
  },
};

describe("the openspf suites", () => {
  for (const [name, suite] of Object.entries(suites)) {
    const file = suitePath(name);
    needs(file, openspf).describe(name, () => {
      const cases = readSuite(file as string);
      const explained = cases.filter((each) => each.explanation !== undefined);

      it(`holds ${suite.cases} cases, ${suite.explanations} with explanations`, () => {
        assert.equal(cases.length, suite.cases);
        assert.equal(explained.length, suite.explanations);
        assert.equal(new Set(cases.map(({ id }) => id)).size, cases.length);
      });

      it("gives the results, but for what is listed here with its reason", () => {
        const found = cases
          .map((each) => ({ id: each.id, accepted: each.results, ours: evaluated(each).result }))
          .filter(({ accepted, ours }) => !accepted.includes(ours));
        assert.deepEqual(
          Object.fromEntries(found.map(({ id, ours }) => [id, ours])),
          Object.fromEntries(Object.entries(suite.deviations).map(([id, { ours }]) => [id, ours])),
        );
      });

      it("gives the explanations to the letter", () => {
        const wrong = explained
          .map((each) => ({ id: each.id, wanted: each.explanation, ours: evaluated(each).explanation }))
          .filter(({ wanted, ours }) => wanted !== ours);
        assert.deepEqual(wrong, []);
      });
    });
  }
});

function evaluated(each: OpenspfCase): Outcome {
  const options = { receiver: each.receiver ?? "receiver.example", defaultExplanation: "DEFAULT" };
  return checkNow(each, recorded(each.zonedata), options);
}
