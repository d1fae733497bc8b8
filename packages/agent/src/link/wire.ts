// What agent and server say to each other, for both ends.
export { type EnrolmentToken, formatEnrolmentToken, parseEnrolmentToken } from "./enrolment-token.ts";
export * from "./frames.ts";
export { type Numbered, parseAgentFrame } from "./parse.ts";
export { parseServerFrame } from "./parse-orders.ts";
