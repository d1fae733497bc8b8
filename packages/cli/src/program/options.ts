import { usageFailure } from "../failure.ts";

/** The options of one call, read with the type that their reader expects. */
export interface Options {
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  whole(name: string, range: { readonly min: number; readonly max: number }): number | undefined;
}

/** @param values by the camel-case names that commander gives options */
export function readOptions(values: Readonly<Record<string, unknown>>): Options {
  const text = (name: string): string | undefined => {
    const value = values[camelCase(name)];
    return typeof value === "string" ? value : undefined;
  };
  return {
    text,
    texts: (name) => {
      const value = values[camelCase(name)];
      return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
    },
    flag: (name) => values[camelCase(name)] === true,
    whole: (name, range) => {
      const found = text(name);
      return found === undefined ? undefined : wholeNumber(`--${name}`, found, range);
    },
  };
}

function wholeNumber(
  name: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw usageFailure(`${name} must be a whole number from ${min} to ${max}, found "${text}"`);
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
