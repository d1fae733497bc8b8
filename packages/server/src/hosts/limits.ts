export interface HostsLimits {
  /** Registered at once; removed ones make room. */
  readonly hostsMax: number;
  /** An agent says so often that it is there. */
  readonly heartbeatMs: number;
  /** After which a host that said nothing is given up, and its runs become UNREACHABLE. */
  readonly silenceMs: number;
  /** Where nodes share the store: a beat is answered only if the host's row was looked at within this. */
  readonly lookMs: number;
  /** From the connection to the agent's first word. */
  readonly helloMs: number;
  readonly questionMs: number;
  /** How long an enrolment token holds unless asked otherwise. */
  readonly enrolmentMs: number;
  readonly enrolmentMsMax: number;
  /** An older key is replaced when its host connects. */
  readonly keyMsMax: number;
}

export const defaultHostsLimits: HostsLimits = {
  hostsMax: 5_000,
  heartbeatMs: 5_000,
  silenceMs: 20_000,
  lookMs: 5_000,
  helloMs: 10_000,
  questionMs: 30_000,
  enrolmentMs: 24 * 3_600_000,
  enrolmentMsMax: 30 * 24 * 3_600_000,
  keyMsMax: 90 * 24 * 3_600_000,
};
