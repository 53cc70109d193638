/** What the name of a file, and of the folder it lies in, tell. */

/** The last part of a uri's path. */
export function fileNameOf(uri: string): string {
  const path = uri.replace(/[?#].*$/, "");
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Whether a name has the form of a domain below a top-level one, reverse zones included. */
export function isDomain(name: string): boolean {
  if (!/^[a-z0-9_*-]+(\.[a-z0-9_-]+)+$/.test(name) || name.length > 253) return false;
  const top = name.slice(name.lastIndexOf(".") + 1);
  return /^([a-z]{2,}|xn--[a-z0-9-]+)$/.test(top);
}

/** How domains end that nobody takes for a name below another one: `mail.example.com`, and not `mail.dev`. */
const FULL =
  /(?:^|\.)[a-z0-9-]+\.(?:com|net|org|edu|gov|mil|info|biz|arpa|(?:co|com|net|org|gov|ac)\.[a-z]{2})$/i;

/** Whether a name can be nothing but a full one. */
export function endsAsDomainsDo(name: string): boolean {
  return FULL.test(name);
}

/** The name of the folder that a file lies in; "" at the top. */
export function folderNameOf(uri: string): string {
  const path = uri.replace(/[?#].*$/, "");
  return fileNameOf(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
}

/** A name as a domain in lower case without its final dot; null where it has not the form of one. */
export function domainOf(name: string): string | null {
  const domain = name.toLowerCase().replace(/\.$/, "");
  return isDomain(domain) ? domain : null;
}

/** A file's uri, from a path that is relative to the folder of another one; null where there is none. */
export function fileUri(path: string, base: string): string | null {
  try {
    // A path names no other place than that of the file, and two slashes would name another machine: who only looks whether
    // something is there introduces himself to it.
    const own = path.replace(/^\/+/, "/");
    return new URL(own.split("/").map(encodeURIComponent).join("/"), base).href;
  } catch {
    // A base that takes no paths (`untitled:1`), or half a character.
    return null;
  }
}
