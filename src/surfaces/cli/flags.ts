import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AnyOperation } from '../../catalogue/define.ts';
import { InputError } from '../../errors.ts';

/** How an operation's parameter is written on the command line. */
export interface Flag {
  /** Without dashes, in kebab-case. */
  readonly name: string;
  /** The parameter of the operation. */
  readonly field: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'list' | 'json' | 'file';
  readonly required: boolean;
  /** True for ids that stand in the path; they may also be given without the flag, in order. */
  readonly positional: boolean;
  readonly choices: readonly string[] | undefined;
  readonly description: string;
}

interface JsonSchema {
  /** A nullable scalar has a list of types. */
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The flags of an operation, those of its path first. */
export function flagsOf(operation: AnyOperation): Flag[] {
  const schema = z.toJSONSchema(operation.input(), { io: 'input' }) as JsonSchema;
  const inPath = [...operation.http.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
  const flags = Object.entries(schema.properties ?? {}).map(([field, property]): Flag => {
    const shape = withoutNull(property);
    return {
      name: field.replaceAll('_', '-'),
      field,
      kind: kindOf(shape),
      required: schema.required?.includes(field) ?? false,
      positional: inPath.includes(field),
      choices: choicesOf(shape),
      description: property.description ?? shape.description ?? '',
    };
  });
  const order = ({ field, required, positional }: Flag) =>
    positional ? inPath.indexOf(field) : inPath.length + (required ? 0 : 1);
  return flags.sort((a, b) => order(a) - order(b));
}

function withoutNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.type)) {
    const [type] = schema.type.filter((each) => each !== 'null');
    return { ...schema, ...(type && { type }) };
  }
  const branches = schema.anyOf?.filter((branch) => branch.type !== 'null');
  return branches?.length === 1 && branches[0] ? branches[0] : schema;
}

function kindOf(schema: JsonSchema): Flag['kind'] {
  if (schema.format === 'file') return 'file';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'string' || schema.enum || schema.const !== undefined) return 'text';
  if (schema.type === 'boolean') return 'boolean';
  if (schema.type === 'array' && schema.items && ['text', 'number'].includes(kindOf(schema.items))) return 'list';
  return 'json';
}

function choicesOf(schema: JsonSchema): readonly string[] | undefined {
  const shape = schema.type === 'array' ? schema.items : schema;
  return shape?.enum?.map(String);
}

/** What commander collected for a flag: text, a list of texts, or `true` for a bare flag. */
export type FlagValue = string | string[] | boolean | undefined;

/** The operation's input, from what was typed. Bounds and members are left to the schema. */
export function inputFrom(
  flags: readonly Flag[],
  values: Readonly<Record<string, FlagValue>>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const flag of flags) {
    const value = values[flag.field];
    if (value !== undefined) input[flag.field] = parsed(flag, value);
  }
  return input;
}

function parsed(flag: Flag, value: string | string[] | boolean): unknown {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.flatMap((each) => each.split(',')).map((each) => each.trim());
  if (value === 'null') return null;
  switch (flag.kind) {
    case 'number':
      return numberFrom(flag, value);
    case 'boolean':
      return booleanFrom(flag, value);
    case 'json':
      return jsonFrom(flag, value);
    case 'file':
      return readFile(flag, value).toString('base64');
    default:
      return value;
  }
}

function numberFrom(flag: Flag, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new InputError('flag_not_a_number', `--${flag.name}: «${text}» is not a number.`, {
    hint: `${flag.description}.`,
  });
}

function booleanFrom(flag: Flag, text: string): boolean {
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw new InputError('flag_not_a_boolean', `--${flag.name}: «${text}» is neither true nor false.`, {
    hint: `${flag.description}.`,
  });
}

/** Objects are written as JSON, or as `@file` that holds JSON. A plain word stands for itself. */
function jsonFrom(flag: Flag, text: string): unknown {
  const source = text.startsWith('@') ? readFile(flag, text.slice(1)).toString('utf8') : text;
  try {
    return JSON.parse(source);
  } catch {
    if (/^[A-Za-z_]\w*$/.test(source)) return source;
    throw new InputError('flag_not_json', `--${flag.name} is not valid JSON.`, {
      hint: `${flag.description}. Quote it for the shell: --${flag.name} '{"…": …}', or name a file: --${flag.name} @file.json`,
    });
  }
}

function readFile(flag: Flag, text: string): Buffer {
  const path = text.startsWith('@') ? text.slice(1) : text;
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError('file_unreadable', `--${flag.name}: ${path} cannot be read (${code ?? 'unknown reason'}).`, {
      hint: 'Give the path of a file.',
    });
  }
}
