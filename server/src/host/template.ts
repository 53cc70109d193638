/**
 * Templates of what other hosts read: `example.com.yaml.j2`, `dnsmasq.conf.erb`. The host of the file that is made reads it,
 * with one character in the place of each value.
 */

import { Document } from "../text/document.ts";
import type { Host } from "./host.ts";
import { nowhere } from "./nested.ts";
import { readTemplate } from "./template/reading.ts";
import { isNamedTemplate, madeUri, templateText } from "./template/text.ts";

/** The host for templates of what a host reads. */
export function templateOf(host: Host): Host {
  const { format, languages, formats, comment } = host;
  const textOf = (_: string, source: string) => templateText(source, true, false);
  return {
    format,
    languages,
    ...(formats ? { formats } : {}),
    comment,
    accepts: ({ uri, head }) =>
      isNamedTemplate(uri) &&
      host.accepts({ uri: madeUri(uri), languageId: "", head: textOf(uri, head).text }),
    find(document, world, earlier) {
      // What it goes with lies where the file that it makes will lie, which is not known.
      const around = { ...nowhere, syntax: world.syntax.bind(world) };
      const readMade = (uri: string, text: string) => host.find(Document.of(madeUri(uri), text, ""), around);
      return readTemplate(document, { textOf, readMade }, earlier);
    },
  };
}
