/** Rules that say of a name that another one was meant: what DNS says of it is no news then. */
export const misnamed: readonly string[] = [
  "bad-domain",
  "comma-joined-target",
  "glued-terms",
  "placeholder",
  "url-or-mail",
  "wrong-separator",
];
