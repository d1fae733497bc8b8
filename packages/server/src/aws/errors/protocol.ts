import { encode } from "cborg";
import type { AwsError } from "./aws-error.ts";
import { escapeXml } from "./escape-xml.ts";

/** The forms in which AWS's services speak, as far as errors differ. */
export type AwsProtocol =
  | { readonly kind: "json"; readonly version: "1.0" | "1.1" }
  | { readonly kind: "rest-json" }
  | { readonly kind: "cbor" }
  /** @property namespace of the answer's XML */
  | { readonly kind: "query"; readonly namespace: string }
  | { readonly kind: "s3" };

interface Written {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** An error as a client of the protocol reads it. Source: Smithy, "AWS Protocols"; Amazon S3, "REST error responses". */
export function writeError(error: AwsError, protocol: AwsProtocol, requestId: string): Written {
  const { code, message } = error;
  const { members = {} } = error.options;
  switch (protocol.kind) {
    case "json":
      return {
        headers: { "content-type": `application/x-amz-json-${protocol.version}`, "x-amzn-errortype": code },
        body: JSON.stringify({ __type: code, message, ...members }),
      };
    case "rest-json":
      return {
        headers: { "content-type": "application/json", "x-amzn-errortype": code },
        // Scheduler's model writes it large, some of Lambda's errors small; clients look for their own.
        body: JSON.stringify({ message, Message: message, ...members }),
      };
    case "cbor":
      return {
        headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
        body: encode({ __type: code, message, ...members }),
      };
    case "query":
      return {
        headers: { "content-type": "text/xml" },
        body: queryXml(error, protocol.namespace, requestId),
      };
    case "s3":
      return { headers: { "content-type": "application/xml" }, body: s3Xml(error, requestId) };
  }
}

function queryXml({ code, message, status }: AwsError, namespace: string, requestId: string): string {
  const type = status < 500 ? "Sender" : "Receiver";
  const error = element("Type", type) + element("Code", code) + element("Message", message);
  return `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error>${element("RequestId", requestId)}</ErrorResponse>`;
}

function s3Xml({ code, message, options }: AwsError, requestId: string): string {
  const members = Object.entries(options.members ?? {}).map(([name, value]) => element(name, String(value)));
  const inside = [
    element("Code", code),
    element("Message", message),
    ...members,
    element("RequestId", requestId),
    element("HostId", requestId),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inside.join("")}</Error>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
