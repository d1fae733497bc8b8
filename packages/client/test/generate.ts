import { writeFileSync } from "node:fs";
import { generatedText } from "./generated-text.ts";

writeFileSync(new URL("../src/generated/api.ts", import.meta.url), await generatedText());
