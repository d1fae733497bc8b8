// The `landbridge` command. bin/landbridge.js runs it on the Node that it needs.

export { main } from "./main.ts";
