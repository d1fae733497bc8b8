import { AwsError } from "../errors/aws-error.ts";

const parametersMax = 20_000;

/** The parameters of a Query request: from its form, or for GET from its query. */
export function readForm(call: {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
}): URLSearchParams {
  if (call.method === "GET") return call.query;
  const form = new URLSearchParams(new TextDecoder().decode(call.body));
  if (form.size > parametersMax)
    throw new AwsError("MalformedQueryString", `A request may have ${parametersMax} parameters.`);
  return form;
}

/** @property result XML, escaped already */
export function queryResult(facts: {
  readonly action: string;
  readonly namespace: string;
  readonly result: string;
  readonly requestId: string;
}): string {
  const { action, namespace, result, requestId } = facts;
  const inside = result === "" ? "" : `<${action}Result>${result}</${action}Result>`;
  return `<${action}Response xmlns="${namespace}">${inside}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
}
