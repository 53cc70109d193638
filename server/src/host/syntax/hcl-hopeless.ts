/**
 * Tells what is no HCL that anybody wrote. The parser looks for a way on from each mistake, among all ways from those
 * before it: a thousand signs in a row that can't stand there take it seconds.
 */

/** So many of one kind are in no file, however damaged: a lost brace or quote makes a few. */
const MOST = 500;

/** What can't be, each time that it is: opening signs in a row, dollars that open nothing, texts without a comma, quotes alone. */
const HOPELESS = [
  /(?:[{([][ \t]*){4}/g,
  /\$(?![{$])/g,
  /\$\$(?!\{)/g,
  /%{4}/g,
  /"[ \t]+"/g,
  /^[ \t]*"[ \t\r]*$/gm,
];
const COMMENT = /\/\*/g;

/** Whether reading a section would take far longer than it can be worth. */
export function isHopeless(source: string): boolean {
  if (source.length <= MOST) return false;
  // The end of each comment is looked for to the end of the text.
  const unended = source.slice(source.lastIndexOf("*/") + 1);
  return countOf(unended, COMMENT) > MOST || HOPELESS.some((sign) => countOf(source, sign) > MOST);
}

function countOf(source: string, sign: RegExp): number {
  let count = 0;
  sign.lastIndex = 0;
  while (count <= MOST && sign.test(source)) count++;
  return count;
}
