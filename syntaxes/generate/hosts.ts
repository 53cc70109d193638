// Records in the strings of other languages: one small injection a language, which begins a record where a string does
// and leaves it where the host has something to say: at a quote, a backslash or an interpolation.

import { type Flavour, plain } from "./flavour.ts";
import { type Grammar, includes, oneOf } from "./grammar.ts";

/** A record within quotes ends at any quote: the inner ones of `'"v=spf1 -all"'` are none of its characters either. */
export const quoted = within("string", "[\"'`\\\\]|\\$\\{");

/** Terraform reads `%{` as a directive and `%%{` as its escape, so a macro in its strings is the host's. */
export const template = within("template", '["\\\\]|\\$\\{|\\$\\$\\{|%%?\\{');

/** A plain YAML scalar ends where a comment begins, and where it turns out to be a key. */
export const scalar = within("scalar", "[ \\t]+#|[ \\t]*:(?:[ \\t]|$)|[ \\t]+$");

interface Host {
  readonly name: string;
  /** The grammars that hold its strings, by scope. */
  readonly into: readonly string[];
  /** The scopes of a string that may be a record. */
  readonly strings: readonly string[];
  readonly flavour: Flavour;
  /** Scopes in which braces mean something that the flavour doesn't know. */
  readonly except?: readonly string[];
}

const QUOTES = ["string.quoted.double", "string.quoted.single"];

/** Each language by the name of its file. */
export const HOSTS: Readonly<Record<string, Host>> = {
  hcl: { name: "HCL", into: ["source.hcl", "source.hcl.terraform"], strings: QUOTES, flavour: template },
  yaml: { name: "YAML", into: ["source.yaml"], strings: QUOTES, flavour: quoted },
  json: { name: "JSON", into: ["source.json", "source.json.comments"], strings: QUOTES, flavour: quoted },
  javascript: {
    name: "JavaScript and TypeScript",
    into: ["source.js", "source.ts", "source.js.jsx", "source.tsx"],
    strings: [...QUOTES, "string.template"],
    flavour: quoted,
  },
  python: {
    name: "Python",
    into: ["source.python"],
    strings: QUOTES,
    flavour: quoted,
    except: ["meta.fstring", "string.interpolated"],
  },
  bicep: { name: "Bicep", into: ["source.bicep"], strings: QUOTES, flavour: quoted },
  nix: { name: "Nix", into: ["source.nix"], strings: QUOTES, flavour: quoted },
};

/** The injection into a language's strings. */
export function hostInjection(host: Host): Grammar {
  const except = ["comment", "meta.embedded.inline.spf", ...(host.except ?? [])].map((scope) => ` -${scope}`);
  const inStrings = host.into.flatMap((into) =>
    host.strings.map((string) => `L:${into} ${string}${except.join("")}`),
  );
  // An escaped quote counts only where it is the string's first character; prose quotes records too.
  const begins = "(?<=[^\\\\][\"'`]|[\"'`]\\\\[\"']|^[\"'`])";
  return {
    name: `SPF records in ${host.name}`,
    scopeName: injectionScope(host.name),
    injectionSelector: inStrings.join(", "),
    patterns: [record(host.flavour, begins)],
  };
}

/** The injection of plain scalars: behind a key or the dash of a list, where no other string has begun. */
export function scalarInjection(): Grammar {
  return {
    name: "SPF records in plain YAML scalars",
    scopeName: "source.spf.injection.yaml-plain",
    injectionSelector:
      "L:source.yaml -comment -string -meta.flow-sequence -meta.flow-mapping -meta.flow.sequence -meta.flow.mapping",
    patterns: [record(scalar, "(?<=[:\\-][ \\t])", "string.unquoted.plain.out.yaml")],
  };
}

function injectionScope(name: string): string {
  return `source.spf.injection.${name.split(" ")[0]?.toLowerCase()}`;
}

function record(flavour: Flavour, begins: string, around?: string) {
  const terms = includes(`${flavour.id}-version`, `${flavour.id}-terms`);
  const scopes = [around, "meta.embedded.inline.spf"].filter((scope) => scope !== undefined);
  const ahead = oneOf(["[Vv]=[Ss][Pp][Ff]1(?![\\w.-])", "[Ss][Pp][Ff]2\\.0/"]);
  return {
    name: scopes.join(" "),
    begin: `${begins}(?=${ahead})`,
    end: `(?=${flavour.end})|(?=$)`,
    patterns: terms.map(({ include }) => ({ include: `source.spf${include}` })),
  };
}

function within(id: string, end: string): Flavour {
  const any = `(?:(?!${end})[^\\n])`;
  return { ...plain, id, start: "\\G", any, end, stop: `(?:${end}|$)` };
}
