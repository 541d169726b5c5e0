import { InputError } from '../errors.ts';
import { cleanText } from './clean-text.ts';
import { nearest } from './nearest.ts';
import { redactShapes } from './redact.ts';

interface NotAmong {
  readonly code: string;
  readonly parameter: string;
  /** What is meant by a value: `connection`, `dimension`. */
  readonly what: string;
  readonly given: string;
  readonly allowed: readonly string[];
  /** Where there is no such thing, as the end of a sentence: `in openai.usage.costs`. */
  readonly where?: string;
}

/** The mistake of a value that is not among those there are, with the nearest one. */
export function notAmong({ code, parameter, what, given, allowed, where }: NotAmong): InputError {
  // Of two or three letters any other word is near.
  const [close] = given.length > 3 ? nearest(given, allowed) : [];
  const place = where === undefined ? '' : ` ${where}`;
  return new InputError(code, (name) => `${name(parameter)}: there is no ${what} ${quoted(given)}${place}.`, {
    parameter,
    allowed,
    ...(close !== undefined && { hint: `Did you mean ${close}?` }),
  });
}

interface Missing {
  readonly code: string;
  readonly parameter: string;
  /** What needs it: an operation, a kind of thing. */
  readonly needing: string;
  /** What it is, or how to come by it. */
  readonly hint?: string;
}

/** The mistake of a parameter that was left out. */
export function missing({ code, parameter, needing, hint }: Missing): InputError {
  return new InputError(code, (name) => `${needing} needs ${name(parameter)}.`, { parameter, hint });
}

interface BadValue {
  readonly code: string;
  readonly parameter: string;
  readonly given: string;
  /** What it is not, as the rest of a sentence: `is not a time`. */
  readonly complaint: string;
  /** The forms that are understood. */
  readonly hint: string;
}

/** The mistake of a value that cannot be read as what is meant. */
export function badValue({ code, parameter, given, complaint, hint }: BadValue): InputError {
  return new InputError(code, (name) => `${name(parameter)}: ${quoted(given)} ${complaint}.`, { parameter, hint });
}

/** What was given may be long, hostile, or a key that was put in the wrong place. */
export function quoted(given: string): string {
  return `«${cleanText(redactShapes(given), 80)}»`;
}
