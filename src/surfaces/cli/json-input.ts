import { readFileSync } from 'node:fs';
import { InputError } from '../../errors.ts';
import { cleanText } from '../../internal/clean-text.ts';

/** What a flag says in JSON: the text itself, `@file`, or `-` for standard input. `what` tells what is meant by it. */
export function jsonFrom(source: string, parameter: string, what = ''): unknown {
  const text = textOf(source, parameter);
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = cleanText((error as Error).message, 120);
    throw new InputError('input_not_json', (name) => `${name(parameter)} is not valid JSON: ${why}.`, {
      parameter,
      hint: (name) =>
        `${what} Quote it for the shell: ${name(parameter)} '{"…": …}', or name a file: ${name(parameter)} @file.json`.trim(),
    });
  }
}

/** The same, where an object is meant. */
export function objectFrom(source: string, parameter: string): Readonly<Record<string, unknown>> {
  const value = jsonFrom(source, parameter);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new InputError('input_not_object', (name) => `${name(parameter)} is not a JSON object.`, {
    parameter,
    hint: 'Such as {"project_id": "proj_…"}.',
  });
}

function textOf(source: string, parameter: string): string {
  if (source !== '-' && !source.startsWith('@')) return source;
  return readInput(source === '-' ? 0 : source.slice(1), parameter).toString('utf8');
}

/** The bytes of a file that a flag names, or of standard input. */
export function readInput(file: string | 0, parameter: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    const what = cleanText(String(file || 'standard input'), 200);
    throw new InputError('file_unreadable', (name) => `${name(parameter)}: ${what} cannot be read (${code}).`, {
      parameter,
      hint: 'Give the path of a file that can be read.',
    });
  }
}
