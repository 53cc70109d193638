/** What templates and manuals leave in a text for others to fill in. */

const YOUR =
  /\bYOUR_\w*|(?<=^|[._-])your?[-_.]?(?:own|domain|server|mail|host|company|ip|site|name|org)[a-z]*(?=$|[._-])/i;

/** Names that hosters have given their own servers. */
const REAL = /(?:^|\.)(?:your-server\.de|yourhosting\.nl|yourdomainprovider\.net)\.?$/i;

export interface PlaceholderFound {
  readonly detail: "brackets" | "template" | "your";
  readonly found: string;
  readonly index: number;
}

/** The first of `<your domain>`, `[server-ip]`, `{{ spf }}`, `${spf}`, `$SPF`, `YOUR_DOMAIN` in a text. */
export function placeholderIn(text: string): PlaceholderFound | null {
  const brackets = /<[^<>]*>|\[[a-z _-]+\]/i.exec(text);
  const braces = /\{\{.*?\}\}|\$\{[^}]*\}|\$[A-Z_]+/i.exec(text);
  const your = REAL.test(text) ? null : YOUR.exec(text);
  const match = brackets ?? braces ?? your;
  if (!match) return null;
  const detail = brackets ? "brackets" : braces ? "template" : "your";
  return { detail, found: match[0], index: match.index };
}
