/** The page of the panel: one script and one style of ours, and nothing from anywhere else. */

import type { Page } from "./display.ts";

export interface PageFiles {
  /** As the page may load them. */
  readonly script: string;
  readonly style: string;
  /** The origin from which a page may load files of the extension. */
  readonly origin: string;
  /** The language of the words, for screen readers and fonts. */
  readonly language: string;
}

/**
 * The HTML. What the script needs to know stands in an attribute as JSON. The policy lets in no inline script or style,
 * no image, no frame, no form and no request.
 */
export function pageHtml({ script, style, origin, language }: PageFiles, nonce: string, page: Page): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${origin}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(page.words.simulation)}</title>
<link rel="stylesheet" href="${attribute(style)}">
</head>
<body>
<main id="simulation" data-page="${attribute(JSON.stringify(page))}"></main>
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** A new nonce, which nobody can guess. */
export function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((octet) => octet.toString(16).padStart(2, "0"))
    .join("");
}
