/** The page of the panel lets nothing in but its own script and style. */

import assert from "node:assert/strict";
import { newNonce, pageHtml } from "../../../client/src/simulation/page.ts";
import { english } from "../../../client/src/simulation/words.ts";

const files = {
  script: "https://file/dist/client/simulation.js",
  style: "https://file/dist/client/simulation.css",
  origin: "https://file",
  language: "en",
};

describe("the page of the panel", () => {
  const html = pageHtml(files, "n0nce", {
    words: { ...english, trace: `"><script>alert('1')</script>&amp;` },
  });

  it("has a policy that allows one script, one style and nothing else", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://file; base-uri 'none'; form-action 'none'",
    );
  });

  it("has no script, style or handler within it", () => {
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    assert.deepEqual(scripts, [`<script nonce="n0nce" src="${files.script}">`]);
    assert.doesNotMatch(html, /<style|\son\w+=|javascript:|style=/i);
  });

  it("hands words over as data, whatever is in them", () => {
    const data = /data-page="([^"]*)"/.exec(html)?.[1] ?? "";
    const plain = data
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
    assert.equal(JSON.parse(plain).words.trace, `"><script>alert('1')</script>&amp;`);
  });

  it("has another nonce each time", () => {
    const nonces = new Set(Array.from({ length: 50 }, newNonce));
    assert.equal(nonces.size, 50);
    for (const nonce of nonces) assert.match(nonce, /^[0-9a-f]{32}$/);
  });
});
