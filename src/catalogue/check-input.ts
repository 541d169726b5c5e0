import type { z } from 'zod';
import { InputError, type Naming } from '../errors.ts';
import { cleanText } from '../internal/clean-text.ts';
import { quoted } from '../internal/mistakes.ts';
import { nearest } from '../internal/nearest.ts';
import { redactShapes } from '../internal/redact.ts';
import type { AnyOperation } from './define.ts';
import { membersOf, parameterNames, parameterOf } from './parameters.ts';

/** Whatever takes an input: an operation, or a tool. */
interface Takes<Schema extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  readonly input: () => Schema;
}

/**
 * The input as the operation's schema reads it. Unknown names are refused, with the nearest known one.
 * @throws InputError naming the parameter, what was wrong with it, and what it takes.
 */
export function checkInput(operation: AnyOperation, input: unknown): z.output<z.ZodObject>;
export function checkInput<Schema extends z.ZodObject>(taker: Takes<Schema>, input: unknown): z.output<Schema>;
export function checkInput(operation: Takes, input: unknown): z.output<z.ZodObject> {
  const schema = operation.input();
  refuseUnknownNames(operation, schema, input);
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues as [z.core.$ZodIssue];
  throw mistake(operation, schema, issue);
}

/** The same without some of the parameters, whose values are not known yet. */
export function checkPartOf(operation: Takes, input: Readonly<Record<string, unknown>>, without: readonly string[]) {
  const whole = operation.input();
  refuseUnknownNames(operation, whole, input);
  const part: z.ZodObject = whole.omit(
    Object.fromEntries(without.map((name) => [name, true])) as Record<string, never>,
  );
  const given = Object.fromEntries(Object.entries(input).filter(([name]) => !without.includes(name)));
  return checkInput({ id: operation.id, input: () => part }, given);
}

function refuseUnknownNames(operation: Takes, schema: z.ZodObject, input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  const known = parameterNames(schema);
  const unknown = Object.keys(input).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const [close] = nearest(unknown, known);
  throw new InputError('parameter_unknown', `${operation.id} takes no parameter ${quoted(unknown)}.`, {
    parameter: cleanText(redactShapes(unknown), 80),
    allowed: known,
    hint: (name) => (close === undefined ? takes(known, name) : `Did you mean ${name(close)}?`),
  });
}

function takes(known: readonly string[], name: Naming): string {
  return `It takes: ${known.map(name).join(', ') || 'nothing'}.`;
}

function mistake(operation: Takes, schema: z.ZodObject, issue: z.core.$ZodIssue): InputError {
  const [first, ...within] = issue.path.map(String);
  if (first === undefined) {
    return new InputError('parameter_invalid', `${operation.id}: the input ${complaint(issue)}.`, {
      hint: (name) => takes(parameterNames(schema), name),
    });
  }
  const place = (name: Naming) => [name(first), ...within].join('.');
  const parameter = parameterOf(schema, first);
  const details = {
    parameter: first,
    allowed: parameter && membersOf(parameter).length > 0 ? membersOf(parameter) : undefined,
    hint: (name: Naming) =>
      parameter?.description ? `${place(name)}: ${parameter.description}.` : takes(parameterNames(schema), name),
  };
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return new InputError('parameter_missing', (name) => `${operation.id} needs ${place(name)}.`, details);
  }
  return new InputError('parameter_invalid', (name) => `${operation.id}: ${place(name)} ${complaint(issue)}.`, details);
}

/** What is wrong, so that it can follow the parameter's name. */
function complaint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return `is too large: at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return `is too small: at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.slice(0, 40).join(', ')}`;
    case 'invalid_type':
      return `must be ${article(issue.expected)}`;
    case 'unrecognized_keys':
      return `has no part named ${issue.keys.map(quoted).join(', ')}`;
    default:
      return `is not accepted: ${lowerFirst(issue.message)}`;
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}

function article(type: string): string {
  const noun = type === 'int' ? 'integer' : type;
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
