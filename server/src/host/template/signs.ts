/**
 * What stands for something else in a template of a zone: values, control, comments, in Jinja, Go, ERB, EPP, Template Toolkit,
 * Mako, Terraform and m4.
 */

/** A stretch of a template that is not text. */
export interface Sign {
  readonly start: number;
  readonly end: number;
  /** `value`: text that is not known. `control`: none, but what follows may be there or not. `nothing`: a comment. */
  readonly kind: "value" | "control" | "nothing";
  /** Of control: whether it begins what may be left out, ends it, or neither. */
  readonly opens: -1 | 0 | 1;
}

/** More of them make no zone that somebody writes. */
const MOST_SIGNS = 20_000;

/** A sign holds no other one of its kind, so that one that is never closed takes nothing along; nor is it long. */
const CURLY =
  /\{\{(?:(?!\{\{|\}\})[\s\S]){0,2000}\}\}|\{%(?:(?!\{%|%\})[\s\S]){0,2000}%\}|\{#(?:(?!\{#|#\})[\s\S]){0,2000}#\}/;
const ANGLE = /<%(?:(?!<%|%>)[\s\S]){0,2000}%>/;
/** Of Template Toolkit, and lines of Mako. */
const SQUARE = /\[%(?:(?!\[%|%\])[\s\S]){0,2000}%\]/;
const LINES = /^[ \t]*(?:%[ \t]*(?:end)?(?:if|elif|else|for|while)\b[^\n]*|##[^\n]*)/;
/** Of Terraform. No macro of SPF is called so. */
const DIRECTIVE = /(?<!%)%\{~?[ \t]*(?:if|for|else|endif|endfor)\b[^{}\n]{0,500}\}/;
/** Names between signs, as many scripts fill them in. `%{i}` is SPF, and `${0,3,d}` belongs to `$GENERATE`. */
const NAMED =
  /(?<![%$])\{[A-Z][A-Z0-9_]{1,64}\}|(?<!\$)\$\{[A-Za-z_][^{}\n]{0,500}\}|@[A-Z][A-Z0-9_]{1,64}@|__[A-Z][A-Z0-9_]{0,64}?__|%%[A-Z][A-Z0-9_]{1,64}%%|(?<!%)%[A-Za-z][A-Za-z0-9_]{1,64}%(?![\w%{])/;
/** What every template may hold, and what only one that is named as a template does. */
const STRICT = new RegExp(`${CURLY.source}|${ANGLE.source}`, "g");
const LOOSE = new RegExp(
  [CURLY, ANGLE, SQUARE, LINES, DIRECTIVE, NAMED].map(({ source }) => source).join("|"),
  "gm",
);

/** The signs of a text in order. `named`: its file is named as a template; `m4`: as one of m4. */
export function signsOf(text: string, named: boolean, m4: boolean): Sign[] {
  const pattern = m4 ? withMacros(text) : named ? LOOSE : STRICT;
  const signs: Sign[] = [];
  for (const { 0: written, index } of text.matchAll(pattern)) {
    if (signs.length >= MOST_SIGNS) break;
    signs.push({ start: index, end: index + written.length, ...meaningOf(written) });
  }
  return signs;
}

function meaningOf(written: string): Pick<Sign, "kind" | "opens"> {
  if (/^\{#|^<%#|^\[%#|^\{\{-?\s*\/\*|^dnl|^[ \t]*##/.test(written)) return { kind: "nothing", opens: 0 };
  if (/^(?:define|undefine|divert|changequote|changecom|pushdef|popdef)\b/.test(written))
    return { kind: "nothing", opens: 0 };
  if (written.startsWith("{{")) return go(written.replace(/^\{\{-?\s*|\s*-?\}\}$/g, ""));
  if (written.startsWith("{%")) return jinja(written.replace(/^\{%[-+]?\s*|\s*[-+]?%\}$/g, ""));
  if (written.startsWith("[%")) return toolkit(written.replace(/^\[%[-+]?\s*|\s*[-+]?;?\s*%\]$/g, ""));
  if (/^[ \t]*%[ \t]*[a-z]+\b[^%]*$/.test(written)) return mako(written.replace(/^[ \t]*%[ \t]*/, ""));
  if (written.startsWith("%{")) return terraform(written.replace(/^%\{~?\s*/, ""));
  if (written.startsWith("<%=")) return { kind: "value", opens: 0 };
  if (written.startsWith("<%")) return script(written.replace(/^<%-?\s*|\s*-?%>$/g, ""));
  return { kind: "value", opens: 0 };
}

function go(inside: string): Pick<Sign, "kind" | "opens"> {
  if (/^(?:if|range|with|define)\b/.test(inside)) return { kind: "control", opens: 1 };
  if (/^end$/.test(inside)) return { kind: "control", opens: -1 };
  if (/^(?:else\b|break$|continue$|\$\w*(?:\s*,\s*\$\w+)?\s*:?=)/.test(inside))
    return { kind: "control", opens: 0 };
  return { kind: "value", opens: 0 };
}

function jinja(inside: string): Pick<Sign, "kind" | "opens"> {
  if (/^(?:if|for|unless|case|macro|call|filter|raw|with)\b/.test(inside))
    return { kind: "control", opens: 1 };
  if (/^end(?!block|set)\w+/.test(inside)) return { kind: "control", opens: -1 };
  // Lines of another file stand here.
  if (/^(?:include|extends|import)\b/.test(inside)) return { kind: "value", opens: 0 };
  return { kind: "control", opens: 0 };
}

function toolkit(inside: string): Pick<Sign, "kind" | "opens"> {
  if (/^(?:IF|UNLESS|FOREACH|FOR|WHILE|SWITCH|BLOCK|FILTER|WRAPPER|TRY)\b/.test(inside))
    return { kind: "control", opens: 1 };
  if (/^END\b/.test(inside)) return { kind: "control", opens: -1 };
  if (/^(?:ELSE|ELSIF|CASE|CATCH|SET|DEFAULT|NEXT|LAST|USE|CALL|META)\b|^[\w.]+\s*=/.test(inside))
    return { kind: "control", opens: 0 };
  return { kind: "value", opens: 0 };
}

function terraform(inside: string): Pick<Sign, "kind" | "opens"> {
  return { kind: "control", opens: inside.startsWith("end") ? -1 : inside.startsWith("else") ? 0 : 1 };
}

function mako(line: string): Pick<Sign, "kind" | "opens"> {
  return { kind: "control", opens: line.startsWith("end") ? -1 : /^el/.test(line) ? 0 : 1 };
}

/** Ruby, and what Puppet writes between the same signs. */
function script(inside: string): Pick<Sign, "kind" | "opens"> {
  const ends = /^(?:end\b|\})/.test(inside);
  const begins =
    /^(?:if|unless|for|while|until|case|begin)\b/.test(inside) ||
    /(?:\bdo(?:\s*\|[^|]*\|)?|\{(?:\s*\|[^|]*\|)?)$/.test(inside);
  return { kind: "control", opens: ends === begins ? 0 : ends ? -1 : 1 };
}

/** Comments and definitions of m4, and the macros that the file defines. */
function withMacros(text: string): RegExp {
  const names = new Set(
    [...text.matchAll(/\b(?:define|pushdef)\(\s*`?(\w{2,64})'?/g)].map(([, name]) => name as string),
  );
  const macros = [...names].slice(0, 200).map((name) => `\\b${name}\\b(?:\\([^()\\n]{0,200}\\))?`);
  const own = [
    "dnl\\b[^\\n]*",
    "\\b(?:define|undefine|divert|changequote|changecom|pushdef|popdef)\\([^()]{0,2000}\\)(?:dnl\\b[^\\n]*)?",
  ];
  return new RegExp([...own, ...macros, LOOSE.source].join("|"), "gm");
}
