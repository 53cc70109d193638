/** The day it is, for rules that hold until a date; and what happens later. */

/** Today as YYYY-MM-DD, where the user is. */
export function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Runs something after so many milliseconds, unless what it returns is called before. */
export function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/** Seconds since 1970. */
export function time(): number {
  return Math.floor(Date.now() / 1000);
}
