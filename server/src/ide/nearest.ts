/** The known word nearest to a mistyped one; apart from the rules, which a mistyped option need not load. */

export { nearestName } from "../rules/nearest.ts";
