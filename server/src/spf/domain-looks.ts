/**
 * What a domain-spec looks like when something else was pasted: a URL, a mail address, two targets, a template.
 * The grammar takes many of these, which makes them worse: nobody is told.
 *
 * Reports: url-or-mail, placeholder (brackets, template, your), comma-joined-target, glued-terms (valid,
 * repeated-name), wrong-separator (doubled).
 */

import { unglue } from "./glue.ts";
import { isDomainSpec, isTerm, splitDualPrefix } from "./grammar.ts";
import { mechanismNames } from "./names.ts";
import { placeholderIn } from "./placeholders.ts";
import { report } from "./reading.ts";
import type { DomainWord } from "./value-word.ts";

/** Reports the first look that fits; says whether one did. */
export function findLook(at: DomainWord): boolean {
  return looks.some((look) => look(at, at.word.text.slice(at.from, at.to)));
}

type Look = (at: DomainWord, value: string) => boolean;

/** `include:[example.net](https://example.net/)`: pasted from rendered Markdown. */
const markdownLink: Look = (at, value) => {
  const match = /^\[([^\]]*)\]\(([^)]*)\)?$/.exec(value);
  if (!match) return false;
  const host = hostOf(match[1] as string) ?? hostOf(withoutScheme(match[2] as string)) ?? "";
  const { reading, word, from, to } = at;
  report(reading, word, "url-or-mail", "markdown-link", from, to, { found: value, host }, meaning(at, host));
  return true;
};

/** `{{ spf }}`, `${spf}`, `<your domain>`, `YOUR_DOMAIN`. */
const template: Look = ({ reading, word, from }, value) => {
  const left = placeholderIn(value);
  if (!left) return false;
  const { detail, found, index } = left;
  report(reading, word, "placeholder", detail, from + index, from + index + found.length, { found });
  return true;
};

/** `include:https://example.net/`, `include:://example.net`. */
const scheme: Look = (at, value) => {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?\/\/+|^:+\/\/+|^(?:https?|mailto|dns):/i.exec(value);
  if (!match) return false;
  const rest = value.slice(match[0].length);
  const host = hostOf(rest.replace(/^[^@/]*@/, "").replace(/[/?#:].*$/, "")) ?? "";
  const { reading, word, from } = at;
  const end = rest === host ? from + match[0].length : at.to;
  report(
    reading,
    word,
    "url-or-mail",
    "scheme",
    from,
    end,
    { found: value.slice(0, end - from), host },
    meaning(at, host),
  );
  return true;
};

/** `include:user@example.net`. */
const mail: Look = (at, value) => {
  const match = /^([^@%]*@)([^@]*)$/.exec(value);
  if (!match) return false;
  const { reading, word, from } = at;
  const host = hostOf(match[2] as string) ?? "";
  if (host === "" && word.good) return false;
  const found = match[1] as string;
  report(reading, word, "url-or-mail", "mail", from, from + found.length, { found, host }, meaning(at, host));
  return true;
};

/** `a:*.example.net`: a wildcard is a name in a zone, not a pattern in a record. */
const wildcard: Look = (at, value) => {
  const match = /^\*\.?/.exec(value);
  if (!match) return false;
  const { reading, word, from } = at;
  const host = hostOf(value.slice(match[0].length)) ?? "";
  const end = from + match[0].length;
  report(reading, word, "url-or-mail", "wildcard", from, end, { found: match[0], host }, meaning(at, host));
  return true;
};

/** `include::example.net`, `redirect==example.net`. */
const doubledSeparator: Look = (at, value) => {
  const match = /^[:=]+/.exec(value);
  if (!match) return false;
  const { reading, word, from, name } = at;
  const end = from + match[0].length;
  const separator = word.text[from - 1] as string;
  const data = { name, found: `${separator}${match[0]}`, separator };
  report(reading, word, "wrong-separator", "doubled", from, end, data, { from, to: end, text: "" });
  return true;
};

/** `include:include:example.net`. */
const repeatedName: Look = (at, value) => {
  const { reading, word, from, name } = at;
  const match = /^[+\-?~]?([a-z0-9]+)[:=]/i.exec(value);
  if (match?.[1]?.toLowerCase() !== name) return false;
  const end = from + match[0].length;
  report(reading, word, "glued-terms", "repeated-name", from, end, { name }, { from, to: end, text: "" });
  return true;
};

/** `include:a.example,include:b.example` and `include:a.example,b.example`: one target that does not exist. */
const commaJoined: Look = (at, value) => {
  const { reading, word, from, name } = at;
  const pieces = value.split(/[,;|]/);
  if (pieces.length < 2 || !word.good || pieces.some((piece) => piece === "")) return false;
  const head = word.text.slice(0, from);
  const first = isTerm(head + pieces[0]);
  const terms = pieces.slice(1).every((piece) => isTerm(piece) && startsWithName(piece));
  const domains = pieces.slice(1).every((piece) => hostOf(piece) !== null);
  if (!first || !(terms || domains)) return false;
  let at2 = from;
  for (const piece of pieces.slice(0, -1)) {
    at2 += piece.length;
    const found = word.text.charAt(at2);
    const mend = { from: at2, to: at2 + 1, text: terms ? " " : ` ${head}` };
    report(
      reading,
      word,
      "comma-joined-target",
      terms ? "terms" : "domains",
      at2,
      at2 + 1,
      { found, name },
      mend,
    );
    at2++;
  }
  return true;
};

/** `include:example.net-all`, `include:a.exampleinclude:b.example`: valid, and nobody's name. */
const glued: Look = (at) => {
  const { reading, word } = at;
  if (!word.good) return false;
  const pieces = unglue(word.text);
  if (!pieces) return false;
  const first = pieces[0] as string;
  const terms = pieces.join(" ");
  const mend =
    pieces.length === 2
      ? { from: first.length, to: first.length, text: " " }
      : { from: 0, to: word.text.length, text: terms };
  report(reading, word, "glued-terms", "valid", first.length, word.text.length, { terms }, mend);
  return true;
};

/** `include:example.net/`, `include:example.net/path`. */
const path: Look = (at, value) => {
  // Names with a slash and digits are real: RFC 2317 has them in the reverse tree.
  const match = /^([a-z0-9_.-]+)(\/(?!\/?\d)[^%]*)$/i.exec(value);
  if (!match || hostOf(match[1] as string) === null) return false;
  const { reading, word, from, to } = at;
  const host = match[1] as string;
  report(
    reading,
    word,
    "url-or-mail",
    "path",
    from + host.length,
    to,
    { found: match[2] as string, host },
    meaning(at, host),
  );
  return true;
};

const looks: readonly Look[] = [
  markdownLink,
  template,
  scheme,
  repeatedName,
  doubledSeparator,
  commaJoined,
  glued,
  mail,
  wildcard,
  path,
];

/** Puts the host in place of the whole domain-spec. */
function meaning(at: DomainWord, host: string) {
  return host === "" ? null : { from: at.from, to: at.to, text: host };
}

/** The text if it is a plain host name of two labels or more, else null. */
function hostOf(text: string): string | null {
  const { domain } = splitDualPrefix(text);
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i.test(domain) && isDomainSpec(domain) && domain === text
    ? text
    : null;
}

function withoutScheme(text: string): string {
  return text.replace(/^[a-z]+:\/\//i, "").replace(/[/?#:].*$/, "");
}

function startsWithName(text: string): boolean {
  const name = /^[+\-?~]?([a-z0-9]+)/i.exec(text)?.[1]?.toLowerCase();
  return name === "redirect" || name === "exp" || mechanismNames.some((each) => each === name);
}
