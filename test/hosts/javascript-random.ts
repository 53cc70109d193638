/** Expressions of JavaScript that say a text, in every way of writing one, and the declarations that they use. */

import fc from "fast-check";

const piece = fc.constantFrom(
  "v=spf1",
  " ",
  "ip4:192.0.2.1",
  "-all",
  "include:a.example",
  "%{i}",
  "é",
  "日本",
  "\\n",
  "\\x41",
  "\\u0061",
  "\\u{1F600}",
  "\\0",
  "\\101",
  "\\7",
  "\\q",
  "\\\\",
  "\\\n",
  "\\\r\n",
  "$",
  "{",
  "}",
  "//",
  "/*",
  "#",
);
const pieces = fc.array(piece, { maxLength: 6 }).map((each) => each.join(""));
const quoted = fc.oneof(
  fc.tuple(pieces, fc.constantFrom("'", '\\"', "`")).map(([a, b]) => `"${a}${b}"`),
  fc.tuple(pieces, fc.constantFrom('"', "\\'", "`")).map(([a, b]) => `'${a}${b}'`),
  // Octal escapes are refused in templates.
  fc
    .tuple(pieces, fc.constantFrom('"', "'", "\\`", "\\${x}", "\n"))
    .map(([a, b]) => `\`${a.replace(/\\(?=[0-7])/g, "").replace(/\$\{/g, "$")}${b}\``),
);
export const text: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 2 },
    quoted,
    quoted,
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `${a} + ${b}`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `\`v=\${${a}} \${ ${b} }!\``),
    fc.tuple(fc.array(tie("text"), { maxLength: 3 }), quoted).map(([a, b]) => `[${a.join(", ")}].join(${b})`),
    tie("text").map((a) => `(${a}).trim()`),
    tie("text").map((a) => `(${a}).replace("a", "b").toLowerCase()`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `(${a}).concat(${b}, 12)`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `[...[${a}], ${b}]["1"]`),
    tie("text").map((a) => `({ a: ${a}, "b": 1 }).a`),
    fc.constantFrom("NAME", "of.key", "made()", 'given("x")'),
  ),
})).text;

/** To stand before the expressions. */
export const declared = `
var NAME = "v=spf1 " + 'a';
const of = { key: \`b\\\`\` };
function made() { return NAME + "c"; }
const given = (what) => "<" + what + ">";
`;
