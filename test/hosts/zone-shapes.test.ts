// What is found in each shape that lines of zone files have: owner, TTL and text.

import assert from "node:assert/strict";
import { all, line, read } from "./zone-reading.ts";

/** `owner ttl text` of each record, strings with `|` between them, `SPF` before the owner where it is one. */
const shapes: readonly (readonly [title: string, text: string, ...records: string[]])[] = [
  ["TTL before class", '@   600 IN TXT  "v=spf1 -all"', "example.com 600 v=spf1 -all"],
  ["class before TTL", '@   IN 600 TXT  "v=spf1 -all"', "example.com 600 v=spf1 -all"],
  ["no TTL and no class", 'a TXT "x"', "a.example.com - x"],
  ["lower case", '$ttl 1h\na in txt "x"', "a.example.com 3600 x"],
  ["an owner that is inherited, over comments", 'a A 192.0.2.1\n; c\n   ; d\n\tTXT "x"', "a.example.com - x"],
  ["a full owner", 'example.net.  86400  SPF  "v=spf1 -all"', "SPF example.net 86400 v=spf1 -all"],
  ["a TTL with units", 'a 1h30m TXT "x"\nb 2W TXT "y"', "a.example.com 5400 x", "b.example.com 1209600 y"],
  ["the last TTL", 'a 60 TXT "x"\nb TXT "y"', "a.example.com 60 x", "b.example.com 60 y"],
  [
    "$TTL wins over the last TTL",
    '$TTL 5\na 60 TXT "x"\nb TXT "y"',
    "a.example.com 60 x",
    "b.example.com 5 y",
  ],
  ["SOA's minimum as TTL", '@ SOA ns host 1 2 3 4 77\na TXT "x"', "a.example.com 77 x"],
  ["unquoted words", "mail  TXT v=spf1 a", "mail.example.com - v=spf1|a"],
  [
    "parentheses over lines, with comments",
    'x TXT ( "v=spf1 ip4:192.0.2.0/24 "   ; comment\n   "include:a.example -all" ) ; done\ny TXT "z"',
    "x.example.com - v=spf1 ip4:192.0.2.0/24 |include:a.example -all",
    "y.example.com - z",
  ],
  ["a parenthesis glued to the quote", 'd TXT ("v=DKIM1..." "...")', "d.example.com - v=DKIM1...|..."],
  ["a parenthesis before the owner", '( d\nTXT\n"x" ) "y"', "d.example.com - x|y"],
  ["nested parentheses", 'd TXT ( "x" ( "y" ) ( ) "z" )', "d.example.com - x|y|z"],
  ["strings without a blank", 'd TXT "x""y"a"z"', "d.example.com - x|y|a|z"],
  ["an empty string", 'd TXT "" ""', "d.example.com - |"],
  ["a semicolon in quotes", 'd TXT "a;b" ; c', "d.example.com - a;b"],
  ["escapes", 'd TXT "a\\"b\\\\c\\;d\\065\\x"', 'd.example.com - a"b\\c;dAx'],
  ["escapes outside quotes", 'd TXT a\\ b\\;c\\"d', 'd.example.com - a b;c"d'],
  ["octets that are a character", 'd TXT "a\\195\\133b\\226\\128\\147"', "d.example.com - aÅb–"],
  ["octets that are no UTF-8", 'd TXT "\\133\\195" "\\133"', "d.example.com - \udc85\udcc3|\udc85"],
  ["hexadecimal digits of a character", "d TYPE16 \\# 5 04c38561e2", "d.example.com - Åa\udce2"],
  ["a number sign that is a text", "d TXT \\# x", "d.example.com - #|x"],
  ["hexadecimal digits", "d TYPE16 \\# 4 03616263", "d.example.com - abc"],
  ["hexadecimal digits in pieces", "d TYPE99 \\# 7 ( 0361\n 6263026 465 )", "SPF d.example.com - abc|de"],
  ["hexadecimal digits that are too few", "d TYPE16 \\# 9 0361\ne TXT x", "e.example.com - x"],
  ["numbered types", 'd TYPE16 "x"\ne type99 y', "d.example.com - x", "SPF e.example.com - y"],
  [
    "CR LF",
    'a TXT "x"\r\n TXT ( "y"\r\n "z" )\r\nb TXT w\r\n',
    "a.example.com - x",
    "a.example.com - y|z",
    "b.example.com - w",
  ],
  ["no line end at the end", 'a TXT "x"', "a.example.com - x"],
  ["a byte order mark", '\ufeffa TXT "x"', "a.example.com - x"],
  ["a byte order mark before a directive", '\ufeff$TTL 7\na TXT "x"', "a.example.com 7 x"],
  ["tabs", '\t\na\t7\tIN\tTXT\t"x"\t;\tc', "a.example.com 7 x"],
  ["another class", 'a CH TXT "x"\nb HS TXT "y"\nc TXT "z"', "c.example.com - z"],
  ["a zone of another class", '@ CH SOA a b 1 2 3 4 5\na TXT "x"\nb IN TXT "y"', "b.example.com 5 y"],
  [
    "$ORIGIN, full and relative",
    '$ORIGIN net.\n$ORIGIN sub\na TXT "x"\n@ TXT "y"',
    "a.sub.net - x",
    "sub.net - y",
  ],
  [
    "an owner that outlives its $ORIGIN",
    'a TXT "x"\n$ORIGIN sub\n  TXT "y"',
    "a.example.com - x",
    "a.example.com - y",
  ],
  ["the root", '$ORIGIN .\nexample TXT "x"\n. TXT "y"', "example - x", ". - y"],
  ["a wildcard", '*.w TXT "x"', "*.w.example.com - x"],
  [
    "escapes in owners",
    'a\\.b TXT "x"\n\\097\\032c TXT "y"',
    "a\\.b.example.com - x",
    "a\\032c.example.com - y",
  ],
  ["an owner in quotes", '"q r" TXT "x"', "q\\032r.example.com - x"],
  [
    "an owner that is a word of the language",
    'IN TXT "x"\nTXT TXT "y"\n60 TXT "z"',
    "IN.example.com - x",
    "TXT.example.com - y",
    "60.example.com - z",
  ],
  ["a placeholder for an owner", '$domain$ IN TXT "x"', "? - x"],
  ["a directive that is not BIND's", '$SOMETHING 5 x\na TXT "x"', "a.example.com - x"],
  ["a half typed record", 'a TX\nb TXT\nc\nd TXT "x"', "d.example.com - x"],
  ["types that nobody knows", 'a FOO "x ( y"\nb TYPE65400 \\# 1 00\nc TXT "z"', "c.example.com - z"],
  [
    "$GENERATE with one text",
    '$GENERATE 1-3 h$ TXT "\\"x y\\""',
    "h1.example.com,h2.example.com,h3.example.com - x y",
  ],
  [
    "$GENERATE with a text for each",
    "$GENERATE 8-10/2 h${0,3,d} 5 TXT t$",
    "h008.example.com 5 t8",
    "h010.example.com 5 t10",
  ],
  ["$GENERATE with nibbles", "$GENERATE 18-18 ${0,3,n}.x TXT ${0,2,X}$$", "2.1.x.example.com - 12$"],
  ["$GENERATE in a form that BIND refuses", "$GENERATE 5-1 h$ TXT x\n$GENERATE 1-2 h${x} TXT y", ""],
];

describe("lines of zone files", () => {
  for (const [title, text, ...records] of shapes) {
    it(`hold ${title}`, () => {
      assert.deepEqual(all(read(text)).map(line), records.filter(Boolean));
    });
  }
});
