"use strict";
// Finds the handler: imports the entry and follows the handler's name. `import()` loads CommonJS, ES
// modules and TypeScript (whose types Node strips) alike.
const { existsSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { runtimeErrorText, toErrorText } = require("./errors.cjs");

/** @returns the handler, or the text of the error that a caller is to see */
exports.loadHandler = async (entry, handlerName) => {
  if (!existsSync(entry)) return { errorText: missingEntryText(entry, handlerName) };
  let exported;
  try {
    exported = await import(pathToFileURL(entry).href);
  } catch (error) {
    return { errorText: importErrorText(error) };
  }
  const keys = handlerKeys(entry, handlerName);
  const handler = follow(exported, keys) ?? follow(exported.default, keys);
  if (typeof handler === "function") return { handler };
  const fault = handler === undefined ? "is undefined or not exported" : "is not a function";
  return { errorText: runtimeErrorText("HandlerNotFound", `${handlerName} ${fault}`) };
};

/** "handler", or as Lambda writes it "index.handler"; nested as in "index.api.handler", in a folder as in "src/app.handler". */
function handlerKeys(entry, handlerName) {
  const keys = handlerName.slice(handlerName.lastIndexOf("/") + 1).split(".");
  const moduleName = path.basename(entry, path.extname(entry));
  return keys.length > 1 && keys[0] === moduleName ? keys.slice(1) : keys;
}

/** Named as the handler names it: where it was looked for is on this host, and no news to its author. */
function missingEntryText(entry, handlerName) {
  const [, module = path.basename(entry, path.extname(entry))] =
    /^((?:.*\/)?[^./]+)\./.exec(handlerName) ?? [];
  return runtimeErrorText("ImportModuleError", `Error: Cannot find module '${module}'`);
}

function follow(from, keys) {
  return keys.reduce((value, key) => value?.[key], from);
}

const missingModuleCodes = new Set(["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"]);

function importErrorText(error) {
  const trace = typeof error?.stack === "string" ? error.stack.split("\n") : [];
  if (error instanceof SyntaxError) return runtimeErrorText("UserCodeSyntaxError", String(error), trace);
  if (missingModuleCodes.has(error?.code)) return runtimeErrorText("ImportModuleError", String(error), trace);
  return toErrorText(error);
}
