import { LandbridgeError } from "@landbridge/model";

/** `retryable`: the same reference may be found later, without anybody changing anything. */
export const secretErrors = {
  SECRET_NOT_FOUND: { retryable: false, message: "there is no such secret" },
  SECRET_REFERENCE_INVALID: { retryable: false, message: "the reference is not one" },
  SECRET_ACCESS_DENIED: { retryable: false, message: "the secret may not be read" },
  SECRET_PROVIDER_UNSET: { retryable: false, message: "the secret's provider is not set up" },
  SECRET_UNREADABLE: { retryable: false, message: "the secret cannot be read" },
  SECRET_PROVIDER_AWAY: { retryable: true, message: "the secret's provider does not answer" },
  SECRETS_KEY_MISSING: { retryable: false, message: "the key of the secrets is missing" },
  SECRETS_KEY_MISMATCH: { retryable: false, message: "the key of the secrets is not the one of this store" },
  SECRETS_KEY_INVALID: { retryable: false, message: "the key of the secrets is not usable" },
} as const;

export type SecretErrorCode = keyof typeof secretErrors;

/** @param detail names references, files and hosts; never a value */
export function secretError(code: SecretErrorCode, detail: string, cause?: unknown): LandbridgeError {
  const { retryable, message } = secretErrors[code];
  return new LandbridgeError(code, `${message}: ${detail}`, { retryable, cause });
}

export function isSecretError(error: unknown): error is LandbridgeError {
  return error instanceof LandbridgeError && Object.hasOwn(secretErrors, error.code);
}
