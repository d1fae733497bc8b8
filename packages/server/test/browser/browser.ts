import { existsSync } from "node:fs";
import type { TestContext } from "node:test";
import { chromium, type Page } from "playwright-core";

const program = process.env["LANDBRIDGE_TEST_CHROMIUM"] ?? "/usr/bin/chromium";

/** Why a page is not looked at; false: there is a browser. In CI nothing is left out. */
export const browserIsMissing =
  existsSync(program) || process.env["CI"] === "true"
    ? false
    : `needs ${program}: apt-get install chromium, or name another in LANDBRIDGE_TEST_CHROMIUM; CI installs it`;

// What would look for the outside, which tests may not reach.
const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // In a container /dev/shm may be too small for it.
  "--disable-dev-shm-usage",
];

/** Of what hangs, not of what takes long: the machine may do much else. */
const hangsMs = 240_000;

export interface WatchedPage {
  readonly page: Page;
  /** What the browser complained about: errors of scripts, refused by the policy, not found. */
  readonly complaints: readonly string[];
}

/** A page of its own in a browser of its own, closed when the test ends. */
export async function openPage(t: TestContext): Promise<WatchedPage> {
  // The sandbox needs a user that is not root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [...quiet, ...sandbox];
  const browser = await chromium.launch({ executablePath: program, args, timeout: hangsMs });
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1_280, height: 900 } });
  page.setDefaultTimeout(hangsMs);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`));
  return { page, complaints };
}
