/** For people: "340 ms", "1.2 s", "2 m 05 s", "3 h 12 m", "4 d 06 h". */
export function humanDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1_000) return `${whole} ms`;
  // Below ten seconds a tenth is worth a look; rounded up to ten it is whole again.
  if (whole < 9_950) return `${(whole / 1_000).toFixed(1)} s`;
  const seconds = Math.round(whole / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return pair(seconds, 60, "m", "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return pair(minutes, 60, "h", "m");
  return pair(Math.round(minutes / 60), 24, "d", "h");
}

function pair(value: number, size: number, large: string, small: string): string {
  return `${Math.floor(value / size)} ${large} ${String(value % size).padStart(2, "0")} ${small}`;
}

/** "in 5.0 s", "2 m 05 s ago" */
export function humanDistance(fromMs: number, toMs: number): string {
  return toMs >= fromMs ? `in ${humanDuration(toMs - fromMs)}` : `${humanDuration(fromMs - toMs)} ago`;
}
