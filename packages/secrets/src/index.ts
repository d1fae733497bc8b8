// Secrets by reference: where they are kept, how they are found when they are needed, and that they are nowhere else.

// Mistakes
export { isSecretError, type SecretErrorCode, secretErrors } from "./errors.ts";
// Our own store
export { openKeyRing, type SecretsKeyRing } from "./own/key-ring.ts";
export { createSecretStore, type SecretStore, type SecretSummary } from "./own/secret-store.ts";
export { openSharedKeyRing } from "./own/shared-key-ring.ts";
// Elsewhere
export type { SecretProvider } from "./provider.ts";
export { createProviders } from "./providers/create-providers.ts";
export { readSsmParameter } from "./providers/ssm.ts";
// References in texts
export { type SecretReference, secretReferences } from "./reference.ts";
// When they are needed
export { createResolver, type SecretResolver } from "./resolver.ts";
