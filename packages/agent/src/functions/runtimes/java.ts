import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProcessFacts } from "../channel.ts";
import type { RuntimeCommand } from "./runtime-command.ts";

const launcher = fileURLToPath(new URL("./launchers/JavaLauncher.java", import.meta.url));

/**
 * Needs a JDK on the host, 17 or newer: `java` compiles the launcher in memory. LANDBRIDGE_JAVA names another one.
 * Classes are looked for as Lambda does: in the folder, its `lib/*.jar`, and jars beside.
 * Source: AWS Lambda Developer Guide, "Deploy Java Lambda functions with .zip or JAR file archives".
 */
export function javaCommand({ definition, taskRoot }: ProcessFacts): RuntimeCommand {
  const heapMegabytes = Math.max(32, Math.floor(definition.memoryMegabytes * 0.75));
  const classPath = [taskRoot, join(taskRoot, "classes"), join(taskRoot, "lib", "*"), join(taskRoot, "*")];
  return {
    file: process.env["LANDBRIDGE_JAVA"] ?? "java",
    arguments: [
      `-Xmx${heapMegabytes}m`,
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-Xshare:auto",
      "-cp",
      classPath.join(":"),
      launcher,
    ],
    name: "java",
    folder: dirname(launcher),
    marksOutput: true,
  };
}
