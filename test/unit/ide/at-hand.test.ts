/** Of thousands of files only those are asked that can know a name, and what they say is what all of them agree on. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { firstThatKnows, type Place } from "../../../server/src/dns/overlay.ts";
import type { QueryType } from "../../../server/src/dns/rr.ts";
import { AtHand } from "../../../server/src/ide/at-hand.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { Document } from "../../../server/src/text/document.ts";

const domains = ["example", "a.example", "b.a.example", "other.example"];
const owners = ["@", "a", "*", "b.a", "x"];
const asked = [...domains, "x.example", "x.a.example", "y.b.a.example", "example.net", "b.a.other.example"];
const types: readonly QueryType[] = ["TXT", "A", "MX"];

const record = fc
  .tuple(
    fc.constantFrom(...owners),
    fc.constantFrom("A 192.0.2.1", "A 192.0.2.2", 'TXT "v=spf1"', "NS ns", "CNAME x"),
  )
  .map(([owner, data]) => `${owner} ${data}`);
const zone = fc
  .tuple(fc.constantFrom(...domains), fc.boolean(), fc.array(record, { maxLength: 5 }))
  .map(([domain, soa, records]) =>
    [`$ORIGIN ${domain}.`, ...(soa ? ["@ SOA a b 1 1 1 1 1"] : []), ...records, ""].join("\n"),
  );
/** A file is written, opened, closed, or goes. */
const step = fc.record({
  file: fc.constantFrom("a", "b", "c", "d", "e"),
  what: fc.constantFrom("load", "load", "open", "close", "drop"),
  text: zone,
});

const uriOf = (file: string) => `file:///zones/${file}.zone`;

describe("what is at hand", () => {
  it("answers what every document that has the name or its zone agrees on, else what edited ones have", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const workspace = new Workspace({ today: () => "2026-11-24" });
        for (const { file, what, text } of steps) {
          const [uri, document] = [uriOf(file), Document.of(uriOf(file), text)];
          if (what === "load") workspace.load(uri, document);
          else if (what === "open") workspace.open(document);
          else if (what === "close") workspace.close(uri);
          else workspace.load(uri, null);
          const [name] = asked.filter((each) => each.length % 3 === text.length % 3);
          // Somebody asks in between, so that what is known has to be kept right.
          if (name) firstThatKnows(workspace.places(null), name, "A");
        }
        const files = ["a", "b", "c", "d", "e"].map(uriOf).filter((uri) => workspace.document(uri));
        for (const name of asked) {
          for (const type of types) {
            const now = firstThatKnows(workspace.places(null), name, type);
            const knowing = files.filter((uri) => alone(workspace, uri)(name, type).kind !== "unknown");
            const candidates = workspace.answering(null, name).map(({ uri }) => uri);
            for (const uri of knowing) assert.ok(candidates.includes(uri), `${uri} knows ${name}`);
            const opened = candidates.map((uri) => workspace.isOpen(uri));
            assert.deepEqual(
              opened,
              [...opened].sort((a, b) => Number(b) - Number(a)),
            );
            const all = agreedBy(workspace, files, name, type);
            const edited = agreedBy(
              workspace,
              files.filter((uri) => workspace.isOpen(uri)),
              name,
              type,
            );
            const isEdited =
              all.said === "unknown" && edited.zone === all.zone && /^(?:\[|alias)/.test(edited.said);
            assert.deepEqual(contentOf(now), (isEdited ? edited : all).said, `${name} ${type}`);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is asked of the files alone that hold a name or its zone", () => {
    const workspace = new Workspace({ today: () => "2026-11-24" });
    for (let i = 0; i < 300; i++) {
      const uri = uriOf(`${i}`);
      workspace.load(uri, Document.of(uri, `$ORIGIN ${i}.example.\n@ SOA a b 1 1 1 1 1\nwww A 192.0.2.1\n`));
    }
    const uris = (name: string) => workspace.answering(null, name).map(({ uri }) => uri);
    assert.deepEqual(uris("www.7.example"), [uriOf("7")]);
    assert.deepEqual(uris("no.such.8.example"), [uriOf("8")]);
    assert.deepEqual(uris("example"), []);
  });

  it("looks at files before somebody asks, and not again", () => {
    const workspace = new Workspace({ today: () => "2026-11-24" });
    const uris = ["a", "b"].map(uriOf);
    for (const uri of uris)
      workspace.load(uri, Document.of(uri, "$ORIGIN a.example.\n@ SOA a b 1 1 1 1 1\nx A 192.0.2.1\n"));
    const readings = [...workspace.readings()];
    const looked: string[] = [];
    const atHand = new AtHand({
      reading: (uri) => {
        looked.push(uri);
        return readings.find(({ document }) => document.uri === uri) ?? null;
      },
      isOpen: () => false,
      openUris: () => [],
      isIncluded: () => false,
    });
    for (const uri of uris) atHand.changed(uri);
    atHand.catchUp();
    assert.deepEqual(looked, uris);
    assert.equal(atHand.beside(null)("elsewhere.example.net", "A").said.kind, "unknown");
    assert.deepEqual(looked, uris);
    assert.equal(atHand.beside(null)("x.a.example", "A").said.kind, "ok");
  });
});

interface Agreed {
  readonly said: string;
  /** The innermost zone that any of them has the name in; "" for none. */
  readonly zone: string;
}

/** The same by the text of the documents: those of the innermost zone, and those that have records at the name. */
function agreedBy(workspace: Workspace, uris: readonly string[], name: string, type: QueryType): Agreed {
  const near = uris.map((uri) => {
    const lines = workspace.document(uri)?.text().split("\n") ?? [];
    const domain = (lines[0] as string).slice("$ORIGIN ".length, -1);
    const isZone = lines.some((line) => line.startsWith("@ SOA")) && `.${name}`.endsWith(`.${domain}`);
    const names = lines.slice(1, -1).map((line) => fullName(line.slice(0, line.indexOf(" ")), domain));
    const said = contentOf(alone(workspace, uri)(name, type));
    return {
      zone: isZone ? domain : "",
      said,
      hasZone: lines.some((line) => line.startsWith("@ SOA")),
      names,
    };
  });
  const inner = near.map(({ zone }) => zone).reduce((a, b) => (b.length > a.length ? b : a), "");
  // What a zone file says of names outside of its zone nobody serves.
  const heard = near.filter(({ zone, hasZone, names }) =>
    zone === "" ? !hasZone && names.includes(name) : zone === inner,
  );
  const said = new Set(heard.map((each) => each.said));
  const [only, more] = [...said].filter((each) => each !== "unknown");
  const isKnown =
    only !== undefined &&
    more === undefined &&
    !(said.has("unknown") && ["nxdomain", "nodata"].includes(only));
  return { said: isKnown ? only : "unknown", zone: inner };
}

function fullName(owner: string, domain: string): string {
  return owner === "@" ? domain : `${owner}.${domain}`;
}

function contentOf(said: ReturnType<Place>): string {
  if (said.kind === "alias") return `alias ${said.target}`;
  return said.kind === "ok"
    ? JSON.stringify(said.records.map((each) => JSON.stringify(each)).sort())
    : said.kind;
}

/** What one document says, asked in a workspace of its own. */
function alone(workspace: Workspace, uri: string): Place {
  const single = new Workspace({ today: () => "2026-11-24" });
  const document = workspace.document(uri) as Document;
  if (workspace.isOpen(uri)) single.open(document);
  else single.load(uri, document);
  return (name, type) => firstThatKnows(single.places(null), name, type);
}

describe("files that others speak for", () => {
  it("are read by none for themselves, until nobody speaks for them", () => {
    const read: string[] = [];
    let within = true;
    const atHand = new AtHand({
      reading: (uri) => {
        read.push(uri);
        return null;
      },
      isOpen: () => false,
      openUris: () => [],
      isIncluded: (uri) => within && uri !== "file:///main.tf",
    });
    for (const uri of ["file:///main.tf", "file:///a.tf", "file:///b.tf"]) atHand.changed(uri);
    atHand.catchUp();
    assert.deepEqual(read, ["file:///main.tf"]);
    within = false;
    atHand.forget("file:///main.tf");
    atHand.catchUp();
    assert.deepEqual(read, ["file:///main.tf", "file:///a.tf", "file:///b.tf"]);
  });
});
