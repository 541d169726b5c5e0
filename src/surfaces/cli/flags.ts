import type { AnyOperation } from '../../catalogue/define.ts';
import { identifyingNames } from '../../catalogue/identify.ts';
import { membersOf, parametersOf, type Value } from '../../catalogue/parameters.ts';
import type { InputError } from '../../errors.ts';
import { badValue } from '../../internal/mistakes.ts';
import { jsonFrom, readInput } from './json-input.ts';

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
  /** Where only some values may stand; none where any may. */
  readonly choices: readonly string[];
  readonly description: string;
}

/** The flags of an operation, those of its path first. */
export function flagsOf(operation: AnyOperation): Flag[] {
  const inPath = identifyingNames(operation);
  const flags = parametersOf(operation.input()).map(
    (parameter): Flag => ({
      name: parameter.name.replaceAll('_', '-'),
      field: parameter.name,
      kind: kindOf(parameter),
      required: parameter.required,
      positional: inPath.includes(parameter.name),
      choices: membersOf(parameter),
      description: parameter.description,
    }),
  );
  const order = ({ field, required, positional }: Flag) =>
    positional ? inPath.indexOf(field) : inPath.length + (required ? 0 : 1);
  return flags.sort((a, b) => order(a) - order(b));
}

function kindOf(value: Value): Flag['kind'] {
  if (value.money) return 'text';
  switch (value.kind) {
    case 'enum':
      return 'text';
    case 'whole number':
      return 'number';
    case 'flag':
      return 'boolean';
    case 'list':
      return ['text', 'number'].includes(kindOf(value.of)) ? 'list' : 'json';
    case 'object':
    case 'choice':
      return 'json';
    default:
      return value.kind;
  }
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
      return structureFrom(flag, value);
    case 'file':
      return readInput(value.replace(/^@/, ''), flag.field).toString('base64');
    default:
      return value;
  }
}

function numberFrom(flag: Flag, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw unreadable(flag, text, 'flag_not_a_number', 'is not a number');
}

function booleanFrom(flag: Flag, text: string): boolean {
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw unreadable(flag, text, 'flag_not_a_boolean', 'is neither true nor false');
}

function unreadable({ field, description }: Flag, given: string, code: string, complaint: string): InputError {
  return badValue({ code, parameter: field, given, complaint, hint: `${description}.` });
}

/** Objects are written as JSON, or as `@file` that holds JSON. A plain word stands for itself. */
function structureFrom({ field, description }: Flag, text: string): unknown {
  if (/^[A-Za-z_]\w*$/.test(text) && !isJson(text)) return text;
  return jsonFrom(text, field, `${description}.`);
}

function isJson(text: string): boolean {
  return ['true', 'false', 'null'].includes(text);
}
