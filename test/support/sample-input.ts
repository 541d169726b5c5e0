import { z } from 'zod';
import type { AnyOperation } from '../../src/catalogue/define.ts';

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly minimum?: number;
  readonly minLength?: number;
}

/** An input that an operation's schema accepts: with what it requires, or with every field. */
export function sampleInput(operation: AnyOperation, fields: 'required' | 'all' = 'required'): Record<string, unknown> {
  const schema = z.toJSONSchema(operation.input(), { io: 'input' }) as JsonSchema;
  return sample(schema, fields) as Record<string, unknown>;
}

function sample(schema: JsonSchema, fields: 'required' | 'all'): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const branch = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (branch) return sample(branch, fields);
  const [type] = [schema.type].flat();
  switch (type) {
    case 'object':
      return sampleObject(schema, fields);
    case 'array':
      return schema.items ? [sample(schema.items, fields)] : [];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(schema);
  }
}

function sampleObject(schema: JsonSchema, fields: 'required' | 'all'): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties).filter((name) => fields === 'all' || required.includes(name));
  const made = Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {}, fields)]));
  if (typeof additionalProperties !== 'object' || Object.keys(properties).length > 0) return made;
  return { env: sample(additionalProperties, fields) };
}

const texts: Readonly<Record<string, string>> = {
  email: 'sample@northwind.example',
  date: '2026-10-30',
  'date-time': '2026-10-30T00:00:00Z',
  uri: 'https://northwind.example/path',
  uuid: '5b0f6f3e-6d0a-4b5e-9a61-2f1f4c0d7e11',
  base64: 'UEsDBAo=',
  file: 'UEsDBAo=',
};

function sampleText({ format, pattern, minLength = 0 }: JsonSchema): string {
  const known = format === undefined ? undefined : texts[format];
  if (known !== undefined) return known;
  if (pattern === '^\\d+$') return '50000';
  const prefix = /^\^\(\?:([^|)]*)/.exec(pattern ?? '')?.[1]?.replaceAll('\\', '');
  return `${prefix ?? ''}sample1`.padEnd(minLength, 'x');
}
