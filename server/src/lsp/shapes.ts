/**
 * The shapes that the protocol gives to what a client says. A client may be anybody's and say anything: what has another
 * shape is turned away before it reaches the workspace, where it would be met again by everything that comes later.
 */

/** Whether a value has the shape. */
export type Shape = (value: unknown) => boolean;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const isText: Shape = (value) => typeof value === "string";

const fields =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    isObject(value) && Object.entries(shapes).every(([name, has]) => has(value[name]));

const listOf =
  (has: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(has);

/** The same, or nothing. */
const maybe =
  (has: Shape): Shape =>
  (value) =>
    value === undefined || value === null || has(value);

const isIndex: Shape = (value) => Number.isInteger(value) && (value as number) >= 0;
export const isPosition = fields({ line: isIndex, character: isIndex });
/** Clients count past the end and before the start: that is the end, and the start. */
const isNearby = fields({ line: Number.isInteger, character: Number.isInteger });
const isRange = fields({ start: isNearby, end: isNearby });
const isNamed = fields({ uri: isText });
const isNumber: Shape = (value) => typeof value === "number";

/** What is said of a document. */
export const ofDocument = fields({ textDocument: isNamed });
/** What is asked at a place of a document. */
export const atPosition = fields({ textDocument: isNamed, position: isNearby });
/** What is asked of a stretch of a document. */
export const inRange = fields({ textDocument: isNamed, range: isRange });

export const openedDocument = fields({
  textDocument: fields({ uri: isText, languageId: isText, version: maybe(isNumber), text: isText }),
});
export const changedDocument = fields({
  textDocument: fields({ uri: isText, version: maybe(isNumber) }),
  contentChanges: listOf(fields({ text: isText, range: maybe(isRange) })),
});
export const changedFiles = fields({ changes: listOf(fields({ uri: isText, type: isNumber })) });
export const changedFolders = fields({ added: listOf(isNamed), removed: listOf(isNamed) });
/** Settings may be of any shape, and are read with that in mind. */
export const changedSettings = isObject as Shape;
export const askedCommand = fields({ command: isText, arguments: maybe(Array.isArray) });
export const shownLens = fields({ range: isRange });

/** What to say of something that has another shape than the protocol gives it. */
export function misfit(what: string, params: unknown): string {
  return `${what}: this is not what the protocol has: ${(JSON.stringify(params) ?? "nothing").slice(0, 200)}`;
}
