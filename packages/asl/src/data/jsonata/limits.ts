// An expression is written by one person and applied to the data of another; both ends are bounded. Where a
// bound is AWS's own it was measured there by others, and the words of passing it are AWS's.

/** Characters of one expression; a definition may have a million of them. */
export const EXPRESSION_CHARS_MAX = 100_000;

/** Evaluator calls inside each other. AWS takes a hundred terms in a row, and no more. */
export const EVALUATION_DEPTH_MAX = 100;

/**
 * Evaluator calls under way at once where an object is built: the library evaluates its members side by
 * side, so how deep each of them is cannot be told. It bounds the memory that they hold.
 */
export const EVALUATIONS_OPEN_MAX = 100_000;

/**
 * Work of one evaluation, in units of about a microsecond: an entry of the evaluator is one, and what its
 * functions do without it (searching a text, copying an array) counts by size. A second or two.
 */
export const EVALUATION_WORK_MAX = 1_200_000;

/** Of one value, counted as AWS does: eight for a number, one for each character. */
export const VALUE_SIZE_MAX = 6_990_256;

/** Items that one `..` may make: those whose numbers are just not too large. */
export const RANGE_ITEMS_MAX = 873_782;

/** Items that one `$range` may make. */
export const RANGE_FUNCTION_ITEMS_MAX = 360_145;

/**
 * Comparisons of one order-by, `^(…)`: what some 5,000 items need. The library holds a copy of the rest of
 * the items for each one that it places. `$sort` has no such limit.
 */
export const ORDER_COMPARISONS_MAX = 60_000;

/** Characters of a picture of `$toMillis`, `$fromMillis`, `$now`, `$formatNumber` and their like. */
export const PICTURE_CHARS_MAX = 1_000;

/** What is read from a value by recursion, such as the result; JSON.parse makes what is deeper. */
export const RESULT_DEPTH_MAX = 1_000;
