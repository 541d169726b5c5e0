import { readFileSync } from 'node:fs';
import { InputError } from '../../errors.ts';
import { cleanText } from '../../internal/clean-text.ts';

/** What a flag says in JSON: the text itself, `@file`, or `-` for standard input. */
export function jsonFrom(source: string, flag: string): unknown {
  const text = source === '-' ? readText(0, flag) : source.startsWith('@') ? readText(source.slice(1), flag) : source;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError('input_not_json', `${flag} is not valid JSON: ${cleanText((error as Error).message, 120)}.`, {
      hint: 'Quote it for the shell, or name a file: @change.json',
    });
  }
}

function readText(file: string | 0, flag: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError('file_unreadable', `${flag}: ${file || 'standard input'} cannot be read (${code}).`, {
      hint: 'Check the path.',
    });
  }
}

/** The same, where an object is meant. */
export function objectFrom(source: string, flag: string): Readonly<Record<string, unknown>> {
  const value = jsonFrom(source, flag);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new InputError('input_not_object', `${flag} is not a JSON object.`, {
    hint: 'Such as {"project_id": "proj_…"}.',
  });
}
