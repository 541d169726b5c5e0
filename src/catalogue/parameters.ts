import { z } from 'zod';
import { knownMembers } from './fields.ts';
import { type MoneyField, moneyFields } from './money.ts';

/** What a value may be, apart from whether it may be null. */
export type Shape =
  | {
      readonly kind: 'text';
      /** What the text has to look like beyond its length: `date`, `email`, `regex`… */
      readonly format?: string;
      /** Values that are known, where others are taken as well. */
      readonly known?: readonly string[];
    }
  | { readonly kind: 'whole number' | 'number'; readonly minimum?: number; readonly maximum?: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'enum'; readonly members: readonly string[] }
  | { readonly kind: 'list'; readonly of: Value }
  /** `fields` is absent where an object may have any. */
  | { readonly kind: 'object'; readonly fields?: readonly Parameter[] }
  /** One of several shapes. */
  | { readonly kind: 'choice'; readonly among: readonly Value[] }
  /** The bytes of a file, in base64. */
  | { readonly kind: 'file' }
  /** Any JSON. */
  | { readonly kind: 'json' };

export type Value = Shape & {
  /** Set where it is an amount of money, which may be written with its unit. */
  readonly money?: MoneyField;
  readonly description: string;
  readonly nullable: boolean;
};

/** One parameter of an operation or a tool, or one field of an object. */
export type Parameter = Value & {
  readonly name: string;
  readonly required: boolean;
  /** What stands in for it where it is left out. */
  readonly default?: unknown;
};

/** The parameters that a schema takes, in its order. Whoever wants to know what an operation takes reads it here. */
export function parametersOf(schema: z.ZodObject): Parameter[] {
  return Object.entries(schema.shape).map(([name, field]) => parameterFrom(name, field as z.ZodType));
}

/** The parameter of that name, if there is one; only its own part of the schema is read. */
export function parameterOf(schema: z.ZodObject, name: string): Parameter | undefined {
  const field = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined;
  return field && parameterFrom(name, field);
}

/** The names alone, which cost nothing to read. */
export function parameterNames(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape);
}

/** The members of an enum, or of a list of them; none where any value may stand. */
export function membersOf(value: Value): readonly string[] {
  if (value.kind === 'enum') return value.members;
  return value.kind === 'list' ? membersOf(value.of) : [];
}

/** The schema as JSON Schema, whole, for programs that read such. Dear: a millisecond for each operation. */
export function jsonSchemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, { io: 'input' });
}

function parameterFrom(name: string, field: z.ZodType): Parameter {
  return {
    ...valueFrom(field),
    name,
    required: field._zod.optin === undefined,
    ...(field instanceof z.ZodDefault && { default: field.def.defaultValue }),
  };
}

/** Wrappers say that a value may be absent or null; the outermost description counts. */
function valueFrom(schema: z.ZodType): Value {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    const inner = valueFrom(schema.unwrap() as z.ZodType);
    return {
      ...inner,
      description: schema.description ?? inner.description,
      nullable: inner.nullable || schema instanceof z.ZodNullable,
    };
  }
  const money = moneyFields.get(schema);
  if (money) return moneyFrom(schema as z.ZodUnion, money);
  return { ...shapeOf(schema), description: schema.description ?? '', nullable: false };
}

/** An amount has the shape in which the provider takes it; as a text it may have its unit. */
function moneyFrom(schema: z.ZodUnion, money: MoneyField): Value {
  const [sent] = schema.options;
  return { ...shapeOf(sent as z.ZodType), money, description: schema.description ?? '', nullable: false };
}

function shapeOf(schema: z.ZodType): Shape {
  if (schema instanceof z.ZodObject) return { kind: 'object', fields: parametersOf(schema) };
  if (schema instanceof z.ZodRecord) return { kind: 'object' };
  if (schema instanceof z.ZodArray) return { kind: 'list', of: valueFrom(schema.element as z.ZodType) };
  if (schema instanceof z.ZodEnum) return { kind: 'enum', members: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return { kind: 'enum', members: [...schema.values].map(String) };
  if (schema instanceof z.ZodBoolean) return { kind: 'flag' };
  if (schema instanceof z.ZodNumber) return numberShape(schema);
  if (schema instanceof z.ZodUnion)
    return { kind: 'choice', among: schema.options.map((each) => valueFrom(each as z.ZodType)) };
  return schema instanceof z.ZodString || schema instanceof z.ZodStringFormat ? textShape(schema) : { kind: 'json' };
}

function numberShape({ format, minValue, maxValue }: z.ZodNumber): Shape {
  return {
    kind: format === 'safeint' ? 'whole number' : 'number',
    ...(isBound(minValue) && { minimum: minValue }),
    ...(isBound(maxValue) && { maximum: maxValue }),
  };
}

/** The ends of the whole numbers that a float holds are no bounds of a parameter. */
function isBound(value: number | null): value is number {
  return value !== null && Math.abs(value) < Number.MAX_SAFE_INTEGER;
}

function textShape(schema: z.ZodString | z.ZodStringFormat): Shape {
  if (schema.meta()?.['format'] === 'file') return { kind: 'file' };
  const checks = (schema.def.checks ?? []).map(({ _zod: { def } }) =>
    'format' in def ? String(def.format) : undefined,
  );
  const format = schema instanceof z.ZodStringFormat ? schema.def.format : checks.find((each) => each !== undefined);
  const known = knownMembers.get(schema)?.members;
  return { kind: 'text', ...(format !== undefined && { format }), ...(known && { known }) };
}
