/** Launches are spread over so many jobs: each has one run at work, and a hundred that wait. */
export const jobCount = 72;

export function jobName(index: number): string {
  return `accept-${index}`;
}

/**
 * Jobs whose first run waits for a pipe that nobody writes to, and whose other launches wait for it: each is accepted,
 * stored and answered as any, and no process takes the machine's time from what is measured.
 */
export function jobFiles(pipe: string): Readonly<Record<string, string>> {
  const job = `command: ["cat", ${JSON.stringify(pipe)}]\nconcurrency: queue\n`;
  const files = Array.from({ length: jobCount }, (_, index) => [`jobs/${jobName(index)}.yaml`, job]);
  return Object.fromEntries(files) as Record<string, string>;
}
