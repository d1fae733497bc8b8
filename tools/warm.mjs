// Compiles everything that `landbridge up` loads into the cache that it starts from. Run once, by setup.mjs.
import { keepCompiled } from "../packages/cli/bin/compile-cache.js";

keepCompiled();
await import("../packages/cli/src/main.ts");
await import("../packages/cli/src/up/up.ts");
await import("@landbridge/server");
process.exit(0);
