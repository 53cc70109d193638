/**
 * Templates of zone files: Jinja and its kin, Go, ERB, EPP, Template Toolkit, Mako, m4 and names between signs. The zone's
 * own reader reads what they make; a template never says that a zone is all here.
 */

import { Document } from "../text/document.ts";
import { fileKinds } from "./file-kinds.ts";
import { fileNameOf } from "./file-names.ts";
import type { Host } from "./host.ts";
import { nowhere } from "./nested.ts";
import { readTemplate } from "./template/reading.ts";
import { isNamedTemplate, madeUri, type TemplateText, templateText } from "./template/text.ts";
import { readZone } from "./zone/reading.ts";
import { accepts, HEAD, isPartOfZone } from "./zone/recognise.ts";

const LANGUAGES: readonly string[] = fileKinds["zone-template"].languages;

/** cPanel names its templates after what they are for. */
const CPANEL = /^%domain%\.[ \t]/m;

export const zoneTemplate: Host = {
  format: "zone-template",
  languages: fileKinds["zone-template"].languages,
  comment: (text) => `; ${text}`,
  accepts({ uri, languageId, head }) {
    const named = isNamed(uri, head);
    // A zone is one that only a value or two has been put into.
    if (!named && !/\{\{|\{%|<%/.test(head)) return false;
    const { text, signs, isTemplate } = textOf(uri, head);
    if (signs.length === 0 || (!named && !isTemplate)) return false;
    const language = named || LANGUAGES.includes(languageId) ? "" : languageId;
    // What is pasted into zones is named after what is in it.
    return (
      accepts({ uri: madeUri(uri), languageId: language, head: text }) ||
      (isNamedTemplate(uri) && isPartOfZone(text))
    );
  },
  find: (document, _, earlier) =>
    readTemplate(document, { format: "zone-template", textOf, readMade }, earlier),
};

/** Whether a file is a template by its name, or by what its beginning says. */
function isNamed(uri: string, text: string): boolean {
  return isNamedTemplate(uri) || CPANEL.test(text.slice(0, HEAD));
}

function textOf(uri: string, source: string): TemplateText {
  return templateText(source, isNamed(uri, source), /\.m4$/i.test(fileNameOf(uri)));
}

function readMade(uri: string, text: string) {
  // What it includes lies where the zone that it makes will lie, which is not known.
  return readZone(Document.of(madeUri(uri), text, ""), nowhere);
}
