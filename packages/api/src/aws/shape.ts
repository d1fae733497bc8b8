/**
 * A request of an AWS API as data: members, and the constraints that the service's model puts on them.
 * One checker (`check-shape.ts`) words what is wrong as AWS does.
 */
export type Shape = TextShape | NumberShape | FlagShape | ListShape | MapShape | StructureShape;

export interface TextShape {
  readonly kind: "text";
  readonly min?: number;
  readonly max?: number;
  /** A regular expression that all of the text matches; told as it stands. */
  readonly pattern?: string;
  /** In the order in which AWS tells them. */
  readonly values?: readonly string[];
  /** Not repeated in messages. */
  readonly isSensitive?: true;
}

export interface NumberShape {
  readonly kind: "integer" | "long" | "float";
  readonly min?: number;
  readonly max?: number;
}

export interface FlagShape {
  readonly kind: "flag";
}

export interface ListShape {
  readonly kind: "list";
  readonly member: Shape;
  readonly min?: number;
  readonly max?: number;
}

/** Texts by keys that the caller chooses. */
export interface MapShape {
  readonly kind: "map";
  readonly key: TextShape;
  readonly value: TextShape;
}

export interface StructureShape {
  readonly kind: "structure";
  /** As AWS calls it when it shows one in a message. */
  readonly name: string;
  readonly members: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** Its members begin with a small letter on the wire too, where those of the service's others do not. */
  readonly isSmallOnWire?: true;
}

/** What a checked request gives its handler. */
export type ShapeValue<S extends Shape> = S extends { readonly kind: "text" }
  ? TextValue<S>
  : S extends { readonly kind: "integer" | "long" | "float" }
    ? number
    : S extends { readonly kind: "flag" }
      ? boolean
      : S extends { readonly kind: "list"; readonly member: infer M extends Shape }
        ? readonly ShapeValue<M>[]
        : S extends { readonly kind: "map" }
          ? Readonly<Record<string, string>>
          : S extends {
                readonly members: infer M extends Readonly<Record<string, Shape>>;
                readonly required: readonly (infer R)[];
              }
            ? { readonly [N in keyof M as N extends R ? N : never]: ShapeValue<M[N]> } & {
                readonly [N in keyof M as N extends R ? never : N]?: ShapeValue<M[N]>;
              }
            : never;

type TextValue<S> = S extends { readonly values: readonly (infer V extends string)[] } ? V : string;
