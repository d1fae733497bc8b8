// A path is written by an author and applied to data that nobody has seen: both ends are bounded.

/** The definition's own limit is 1 MiB; no hand or tool writes a path of this length. */
export const PATH_CHARS_MAX = 10_000;

/** Names, indexes, wildcards … in one text, those inside filters included: each is a level of nested calls. */
export const PATH_SEGMENTS_MAX = 500;

/** Parentheses, negations and paths inside a filter. */
export const FILTER_DEPTH_MAX = 50;

/** Nodes looked at by one evaluation. A payload of 256 KiB has at most 131,072 of them. */
export const PATH_VISITS_MAX = 1_000_000;

/** So many take about a microsecond, the unit of a turn's work. */
export const PATH_VISITS_PER_UNIT = 10;

/** Nodes found by one evaluation. */
export const PATH_RESULTS_MAX = 100_000;

/** How deep comparing, merging and printing follow a value; Jackson reads no deeper either. */
export const VALUE_DEPTH_MAX = 1_000;
