/** An error as AWS's SDK throws it; whoever judges asks for `$fault`. */
export class AwsFault extends Error {
  readonly $fault = "client";
  readonly $metadata = { httpStatusCode: 400 };

  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}
