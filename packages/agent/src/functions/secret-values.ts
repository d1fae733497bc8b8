import type { FunctionDefinition } from "@landbridge/model";

// What a function's environment refers to by ${secret:…} is looked up for each worker anew, just before it starts, and
// kept nowhere: a secret that was changed is the new one in the next worker.

export type Environment = FunctionDefinition["environment"];

export interface SecretValues {
  /** What the worker is to be given, once; undefined: it is being looked up, and `found` is called when that is over. */
  take(definition: FunctionDefinition): WorkerSecrets | undefined;
}

export interface WorkerSecrets {
  readonly environment: Environment;
  /** Values to be hidden in what the worker prints. */
  readonly hidden: readonly string[];
}

export interface SecretValuesOptions {
  /** Absent: there are no secrets here. */
  readonly resolve: ((text: string) => Promise<string>) | undefined;
  /** `failure`: why nothing was found. */
  readonly found: (name: string, failure: string | undefined) => void;
}

export function createSecretValues({ resolve, found }: SecretValuesOptions): SecretValues {
  /** By function; null: being looked up. */
  const values = new Map<string, { readonly of: Environment; readonly secrets: WorkerSecrets | null }>();
  const lookUp = (name: string, environment: Environment): void => {
    const wanted = { of: environment, secrets: null };
    values.set(name, wanted);
    const settle = (secrets: WorkerSecrets | undefined, failure?: string): void => {
      // It was defined anew meanwhile, and is looked up anew.
      if (values.get(name) !== wanted) return;
      const looked = { of: environment, secrets: secrets ?? null };
      values.set(name, looked);
      if (secrets === undefined) values.delete(name);
      found(name, failure);
      // Whoever did not take it at once looks it up anew: it may be another one by then.
      if (values.get(name) === looked) values.delete(name);
    };
    revealed(environment, resolve).then(
      (secrets) => settle(secrets),
      (error: unknown) => settle(undefined, error instanceof Error ? error.message : String(error)),
    );
  };
  return {
    take({ name, environment }) {
      if (!Object.values(environment).some(isReference)) return { environment, hidden: [] };
      const known = values.get(name);
      if (known?.of !== environment) {
        lookUp(name, environment);
        return undefined;
      }
      if (known.secrets !== null) values.delete(name);
      return known.secrets ?? undefined;
    },
  };
}

function isReference(text: string): boolean {
  return text.includes("${secret:");
}

async function revealed(
  environment: Environment,
  resolve: SecretValuesOptions["resolve"],
): Promise<WorkerSecrets> {
  if (resolve === undefined) throw new Error("secrets are not set up here");
  const hidden: string[] = [];
  const entries = Object.entries(environment).map(async ([name, text]) => {
    if (!isReference(text)) return [name, text] as const;
    const value = await resolve(text);
    hidden.push(value);
    return [name, value] as const;
  });
  return { environment: Object.fromEntries(await Promise.all(entries)), hidden };
}
