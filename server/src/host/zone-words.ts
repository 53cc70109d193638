/** What people call the key that tells the zone of the records beside it or below it. */
export const ZONE_WORDS = "(?:(?:dns|hosted|root)_?)?(?:domain|zone|origin)(?:_?(?:name|id))?";

/** The same, and what has the name of a zone where it holds its records. */
export const ZONE_OR_NAME = `(?:${ZONE_WORDS}|name)`;
