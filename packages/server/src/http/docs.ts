import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import type { Answer } from "./handler.ts";

// The page at /docs: Swagger UI out of the installed package, so that it works where nothing of the
// outside can be reached. Its plugin is not used: it wants to make the OpenAPI document itself.

const folder = join(dirname(fileURLToPath(import.meta.resolve("@fastify/swagger-ui"))), "static");

const assets: Readonly<Record<string, string>> = {
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "swagger-ui.css": "text/css; charset=utf-8",
  "favicon-32x32.png": "image/png",
};

// Everything from here and nothing from elsewhere; Swagger UI writes styles into its elements.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// Paths are relative, so that the page works behind a proxy that puts the server under a prefix.
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Landbridge API</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<noscript>This page needs JavaScript. The same in JSON: <a href="openapi.json">openapi.json</a>.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: "openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null,
  persistAuthorization: false, tryItOutEnabled: true, defaultModelsExpandDepth: 0 });
`;

export function docsPage(): Answer {
  return {
    status: 200,
    headers: { "content-security-policy": policy, "referrer-policy": "no-referrer" },
    content: { kind: "bytes", type: "text/html; charset=utf-8", bytes: page },
  };
}

/** What the page is made of; open like the page itself. */
export function serveDocsAssets(app: FastifyInstance): void {
  app.get("/docs/", (_request, reply) => reply.redirect("../docs", 308));
  app.get("/docs/start.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(start));
  for (const [name, type] of Object.entries(assets))
    app.get(`/docs/${name}`, async (_request, reply) => {
      const bytes = await readFile(join(folder, name));
      return reply.type(type).header("cache-control", "public, max-age=3600").send(bytes);
    });
}
