import type { Home } from "@landbridge/engine";
import { AwsError } from "../errors/aws-error.ts";
import { escapeXml } from "../errors/escape-xml.ts";
import { queryResult, readForm } from "../query/form.ts";
import type { AwsService } from "../service.ts";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";
/** An action and a version, and little besides. */
const bodyBytesMax = 65_536;

/** Who one is: what every client asks first, and what needs no permission. Nobody assumes roles here. */
export function stsService({ partition, account }: Home): AwsService {
  return {
    name: "sts",
    protocol: { kind: "query", namespace },
    body: { kind: "whole", bytesMax: bodyBytesMax },
    isGlobal: true,
    async answer(call) {
      const action = readForm(call).get("Action") ?? "";
      if (action !== "GetCallerIdentity")
        throw new AwsError(
          "InvalidAction",
          `Could not find operation ${action.slice(0, 128)} for version 2011-06-15`,
        );
      call.life.name("aws:sts:GetCallerIdentity");
      const { key, accessKeyId } = call.caller;
      const arn = `arn:${partition}:iam::${account}:user/${key.name}`;
      const result = [
        `<Arn>${escapeXml(arn)}</Arn>`,
        `<UserId>${escapeXml(accessKeyId)}</UserId>`,
        `<Account>${escapeXml(account)}</Account>`,
      ].join("");
      return {
        status: 200,
        headers: { "content-type": "text/xml" },
        body: queryResult({ action, namespace, result, requestId: call.requestId }),
      };
    },
  };
}
