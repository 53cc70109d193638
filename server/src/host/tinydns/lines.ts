/** Lines of a data file of tinydns, each a record or several (tinydns-data, "Data format"). */

/** A field of a line, without the colon behind it. */
export interface Field {
  readonly start: number;
  readonly end: number;
}

/** A line that says something: what kind it is of, and its fields. */
export interface DataLine {
  readonly sign: string;
  readonly start: number;
  /** Where it ends, without blanks at its end, which count for nothing. */
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly fields: readonly Field[];
}

/** What stands before a name: records, those that are switched off, and locations. */
const SIGNS = ".&=+@'^CZ:36ST_";

/** tinydns-data reads no more. */
const MOST_FIELDS = 15;

export function* dataLines(text: string): Generator<DataLine> {
  for (let start = 0; start < text.length; ) {
    const lf = text.indexOf("\n", start);
    const next = lf < 0 ? text.length : lf + 1;
    let end = lf < 0 ? text.length : lf;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    const sign = text.charAt(start);
    if (end > start && SIGNS.includes(sign)) {
      const fields = sign === "T" ? quotedFields(text, start, end) : fieldsOf(text, start + 1, end);
      if (fields) yield { sign, start, end, next, fields };
    }
    start = next;
  }
}

/** A carriage return is blank here though not to tinydns-data: editors and git put it there, and nobody publishes it. */
function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 13;
}

function fieldsOf(text: string, from: number, end: number): Field[] {
  const fields: Field[] = [];
  for (let start = from; start < end && fields.length < MOST_FIELDS; ) {
    const colon = text.indexOf(":", start);
    const last = colon < 0 || colon > end ? end : colon;
    fields.push({ start, end: last });
    start = last + 1;
  }
  return fields;
}

/** `Tname:"text":300`, as dns-api reads it: colons between the quotes are part of the text. */
function quotedFields(text: string, start: number, end: number): Field[] | null {
  const match = /^T([^:"\s]*):("[^"]*")(?::(\d*)(?::.*)?)?$/.exec(text.slice(start, end));
  if (!match) return null;
  const [, name, data, ttl = ""] = match as unknown as [string, string, string, string | undefined];
  const dataStart = start + 1 + name.length + 1;
  const dataEnd = dataStart + data.length;
  return [
    { start: start + 1, end: start + 1 + name.length },
    { start: dataStart, end: dataEnd },
    { start: Math.min(end, dataEnd + 1), end: Math.min(end, dataEnd + 1) + ttl.length },
  ];
}

/** How many lines are of this format, how many are not, and how many only this format has. */
export function weighData(head: string): { good: number; bad: number; strong: number } {
  let [good, bad, strong] = [0, 0, 0];
  for (const line of head.split("\n").slice(0, 400)) {
    const said = line.trimEnd();
    if (said === "" || said.startsWith("#") || said.startsWith("-")) continue;
    if (/^(?:[.&=+@'^CZ:36ST_][^\s:]*:|%[a-z0-9]{1,2}(?::[\d.]*)?$|[.&][\w.-]+$)/i.test(said)) good++;
    else bad++;
    if (
      /^(?:'[^\s:]+:|:[^\s:]+:\d+:|[.&=+@][\w*.\\-]+:(?:\d{1,3}(?:\.\d{1,3}){3})?(?::|$)|T[^\s:]+:")/.test(
        said,
      )
    )
      strong++;
  }
  return { good, bad, strong };
}
