// Records to colour: written by hand and made at random, and the ways in which a zone file may write one.

import fc from "fast-check";

/** Valid records with everything that the grammar of RFC 7208, 12 and RFC 4406, 3.1 has. */
export const VALID: readonly string[] = [
  "v=spf1",
  "v=spf1 ",
  "V=SpF1 -ALL",
  "v=spf1  +mx   a:mail.example.com -all ",
  "v=spf1 include:_spf.google.com include:spf.protection.outlook.com ~all",
  "v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.7 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1 ip6:::1/128 ?all",
  "v=spf1 a a/24 a//64 a/24//64 a:example.com a:example.com/24 a:example.com//64 a:example.com/24//64 -all",
  "v=spf1 mx mx/0 mx//0 mx:%{d}/32//128 mx:a/24.example.com a:a//b.example.com/8 -all",
  "v=spf1 ptr ptr:example.com -ptr:%{d2} ?all",
  "v=spf1 exists:%{ir}.%{v}._spf.%{d2} exists:%{l1r-}.%{L1R+-.,/_=}.x.%{o}.example.com -all",
  "v=spf1 exists:%%.%_.%-.%{s}%{h}%{p}%{S}.%{i}%%%%.example.com exists:%%{d}.example.com exists:a%%%{d} -all",
  "v=spf1 redirect=_spf.example.com",
  "v=spf1 mx -all exp=explain._spf.%{d}",
  "v=spf1 a -all exp=%{d} redirect=%{d} ra=postmaster rp=100 rr=e:f:s:n",
  "v=spf1 unknown=value x-y_z.9=%{d}%%/24 empty= a=b include=x ip4=192.0.2.1 -all",
  "v=spf1 moo.cow-far_out=man:dog/cat mailto=a@b;c -all",
  "v=spf1 include:a.b.c.d.e.f/24.example a:xn--bcher-kva.example.museum. -all",
  'v=spf1 exists:a/24.com a:a=b.c include:(x).y exists:"quoted".example exists:a\\b.example;c.d -all',
  "v=spf1 A:EXAMPLE.COM IP4:192.0.2.1 IP6:2001:DB8::1 EXISTS:%{D}.X PTR MX INCLUDE:A.B REDIRECT=C.D EXP=E.F",
  "spf2.0/mfrom -all",
  "spf2.0/mfrom,pra include:example.com ~all",
  "spf2.0/pra,other mx a:x.example/24 ?all",
  "SPF2.0/PRA ~ALL",
];

const qualifier = fc.constantFrom("", "", "", "+", "-", "~", "?");
const letter = fc.constantFrom("s", "l", "o", "d", "i", "p", "h", "v", "D", "I", "L");
const macro = fc.oneof(
  fc.constantFrom("%%", "%_", "%-"),
  fc
    .tuple(
      letter,
      fc.constantFrom("", "1", "2", "12", "03"),
      fc.constantFrom("", "r", "R"),
      fc.constantFrom("", ".", "-+", "/=_,"),
    )
    .map((parts) => `%{${parts.join("")}}`),
);
const label = fc.constantFrom(
  "a",
  "mail",
  "_spf",
  "x-1",
  "24",
  "a/24",
  "b//64",
  "all",
  "ip4",
  "include",
  "%%{d}",
  "x=y",
  "q:r",
);
const domain = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: label }, macro), { minLength: 1, maxLength: 4 }),
    fc.constantFrom("com", "example.com", "museum."),
  )
  .map(([labels, top]) => `${labels.join(".")}.${top}`);
const domainSpec = fc.oneof(
  { weight: 3, arbitrary: domain },
  macro,
  fc.tuple(domain, macro).map((parts) => parts.join("")),
);
const dual = fc.constantFrom("", "", "/0", "/24", "/32", "//0", "//64", "/24//128");
const address4 = fc.ipV4();
const address6 = fc.constantFrom(
  "::",
  "::1",
  "2001:db8::",
  "2001:DB8:0:1::ffff",
  "::ffff:192.0.2.1",
  "fe80::1:2:3:4",
);
const mechanism = fc.oneof(
  fc.constantFrom("all", "a", "mx", "ptr", "ALL", "Mx"),
  fc
    .tuple(fc.constantFrom("include:", "exists:", "ptr:", "Include:"), domainSpec)
    .map((parts) => parts.join("")),
  fc.tuple(fc.constantFrom("a:", "mx:", "A:"), domainSpec, dual).map((parts) => parts.join("")),
  fc.tuple(fc.constantFrom("a", "mx"), dual).map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("ip4:", "IP4:"), address4, fc.constantFrom("", "/8", "/32"))
    .map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("ip6:"), address6, fc.constantFrom("", "/0", "/128"))
    .map((parts) => parts.join("")),
);
const modifier = fc.oneof(
  fc
    .tuple(fc.constantFrom("x=", "in=", "includ.e=", "redirec=", "ip-4=", "a=", "expl_1="), domainSpec)
    .map((parts) => parts.join("")),
  fc.constantFrom("ra=x", "rp=1", "rr=all", "foo=", "m=%%"),
);
const term = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(qualifier, mechanism).map((parts) => parts.join("")) },
  modifier,
);
const last = fc.oneof(
  fc.constantFrom("", " ", " -all", " ~all "),
  domainSpec.map((spec) => ` redirect=${spec}`),
  fc.tuple(domainSpec).map((spec) => ` -all exp=${spec}`),
);

/** Random records; a checker takes nearly all of them. */
export const records: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("v=spf1", "v=spf1", "V=SPF1", "spf2.0/mfrom,pra", "spf2.0/pra"),
    fc.array(
      fc.tuple(fc.constantFrom(" ", " ", "  "), term).map((parts) => parts.join("")),
      { maxLength: 6 },
    ),
    last,
  )
  .map(([version, terms, end]) => version + terms.join("") + end);

/** How a zone file writes a record: what stands before it, behind it and between two strings, and each character. */
export interface Layout {
  readonly before: string;
  readonly after: string;
  readonly between: readonly string[];
  /** One in how many characters is escaped, and before how many a string ends; 0 is none. */
  readonly escapes: number;
  readonly splits: number;
  readonly seed: number;
}

const within = ['" "', '"\n  "', '" ; note ( "x"\n\t"', '"\n\n ; -all\n "', '""', '" (\n"'] as const;
const beside = ['" "', '""', '"\t  "', '" "" "'] as const;

export const layouts: fc.Arbitrary<Layout> = fc
  .record({
    parens: fc.constantFrom("none", "before", "behind", "owner"),
    escapes: fc.constantFrom(0, 0, 3, 12),
    splits: fc.constantFrom(0, 3, 10, 40),
    seed: fc.nat(),
  })
  .map(({ parens, ...rest }) => {
    const owner = "www.example.com. 1h IN TXT ";
    if (parens === "none") return { before: `${owner}"`, after: '" ; note', between: beside, ...rest };
    if (parens === "before")
      return { before: `${owner}( ; note\n  "`, after: '"\n )', between: within, ...rest };
    if (parens === "owner")
      return { before: 'www.example.com. ( IN\n TXT "', after: '" ) ; note', between: within, ...rest };
    return { before: `${owner}"`, after: '" )', between: within, ...rest };
  });

/** The record as the layout writes it. */
export function write(text: string, { before, after, between, escapes, splits, seed }: Layout): string {
  let state = seed % 2147483647;
  const below = (limit: number) => {
    state = (Math.imul(state ^ (state >>> 13), 1540483477) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
  let out = before;
  let opened = !before.endsWith('TXT "');
  for (const [index, character] of [...text].entries()) {
    // The version tells that it is a record, so it stays in its line.
    if (index > 0 && splits > 0 && below(splits) === 0) {
      const cut = between[below(between.length)] as string;
      const keeps = index < text.search(/[ ]|$/) && cut.includes("\n");
      if (!keeps) {
        out += cut.includes("\n") && !opened ? '" (\n "' : cut.includes("(\n") && opened ? '" "' : cut;
        if (cut.includes("\n")) opened = true;
      }
    }
    const must = character === '"' || character === "\\";
    if (must || (escapes > 0 && below(escapes) === 0)) out += escaped(character, below(2) === 0);
    else out += character;
  }
  if (after === '" )' && !opened) return `${out}"`;
  return out + after;
}

function escaped(character: string, byNumber: boolean): string {
  const number = `\\${String(character.charCodeAt(0)).padStart(3, "0")}`;
  return byNumber || /[0-9]/.test(character) ? number : `\\${character}`;
}
