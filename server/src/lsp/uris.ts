/** Uris as different programs write them. */

/** The same text for two uris of one file: editors differ in which characters they encode, and in the case of drives. */
export function uriKey(uri: string): string {
  try {
    return decodeURIComponent(uri).replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
  } catch {
    // A percent sign that encodes nothing.
    return uri;
  }
}

/** Whether a uri lies below a folder's. */
export function isBelow(uri: string, folder: string): boolean {
  const top = uriKey(folder);
  return uriKey(uri).startsWith(top.endsWith("/") ? top : `${top}/`);
}
