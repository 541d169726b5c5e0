import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { nearest } from './nearest.ts';

/** A YAML text that was read, and not yet checked. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /** The line on which a value stands. */
  readonly lineAt: (where: readonly PropertyKey[]) => number | undefined;
}

/** What a document, or a part of it, must look like. */
export interface YamlForm<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Every key of the form, for the nearest one to a slip. */
  readonly knownKeys: readonly string[];
  /** Where a complete file is shown. */
  readonly guide: string;
  /** The key at the top under which the part stands; the whole document when absent. */
  readonly under?: string;
}

export interface ParsedYaml<Value> {
  readonly value: Value;
  readonly lineAt: YamlDocument['lineAt'];
}

/**
 * A YAML text as its schema reads it.
 * @throws ConfigError that names file, line and key.
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  { file, ...form }: YamlForm<Schema> & { readonly file: string },
): ParsedYaml<z.output<Schema>> {
  const document = readYaml(text, file);
  return { value: checkYaml(document, form), lineAt: document.lineAt };
}

/** @throws ConfigError when the text is not YAML. */
export function readYaml(text: string, file: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) throw notYaml(file, mistake.message);
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (error) {
    // Such as an alias without an anchor, or aliases that would fill the memory.
    throw notYaml(file, String(error instanceof Error ? error.message : error));
  }
  return { file, value, lineAt: (where) => lineOf(document, lines, where) };
}

function notYaml(file: string, message: string): ConfigError {
  const [line] = message.split('\n');
  return new ConfigError('config_not_yaml', `${file} is not valid YAML: ${line}`, { hint: 'Correct that line.' });
}

/** @throws ConfigError that names file, line and key. */
export function checkYaml<Schema extends z.ZodType>(
  { file, value, lineAt }: YamlDocument,
  { schema, knownKeys, guide, under }: YamlForm<Schema>,
): z.output<Schema> {
  const parsed = schema.safeParse(under === undefined ? value : (value as Readonly<Record<string, unknown>>)[under]);
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues);
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const where = [under, ...issue.path, unknown].filter((part) => part !== undefined);
  const line = lineAt(where);
  const place = line === undefined ? file : `${file}, line ${line}`;
  if (unknown !== undefined) {
    const [suggestion] = nearest(unknown, knownKeys);
    throw new ConfigError('config_unknown_key', `${place}: unknown key «${unknown}».`, {
      hint: suggestion ? `Did you mean «${suggestion}»?` : `Known keys: ${knownKeys.join(', ')}.`,
    });
  }
  throw new ConfigError('config_invalid', `${place}: ${where.join('.') || 'the file'}: ${issue.message}.`, {
    hint: `${guide} shows a complete file.`,
  });
}

/** A name that nobody knows says most; inside a union, the branch with the fewest such names is the one that was meant. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const opened = issues.map((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
    const meant = [...issue.errors].sort((a, b) => strangeNames(a) - strangeNames(b))[0] ?? [];
    const inner = deepest(meant);
    return { ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue;
  });
  return opened.sort((a, b) => rank(b) - rank(a))[0] as z.core.$ZodIssue;
}

function strangeNames(issues: readonly z.core.$ZodIssue[]): number {
  const strangeness = issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.length;
    if (issue.path.length === 0) return 100;
    return issue.code === 'invalid_type' && issue.path.length === 1 ? 1 : 0;
  });
  return strangeness.reduce((sum, each) => sum + each, 0);
}

function rank(issue: z.core.$ZodIssue): number {
  return issue.code === 'unrecognized_keys' ? Number.POSITIVE_INFINITY : issue.path.length;
}

function lineOf(document: Document.Parsed, lines: LineCounter, where: readonly PropertyKey[]): number | undefined {
  for (let length = where.length; length > 0; length -= 1) {
    const start = startOf(document, where.slice(0, length));
    if (start !== undefined) return lines.linePos(start).line;
  }
  return undefined;
}

/** Where a key, or an item of a list, begins in the text. */
function startOf(document: Document.Parsed, where: readonly PropertyKey[]): number | undefined {
  const last = where.at(-1);
  const parent = (where.length === 1 ? document.contents : document.getIn(where.slice(0, -1), true)) as Holder | null;
  if (typeof last === 'number') return parent?.items?.[last]?.range?.[0];
  return parent?.items?.find((item) => item.key?.value === last)?.key?.range?.[0];
}

type Range = readonly [number, number, number];

interface Holder {
  readonly items?: readonly {
    readonly range?: Range;
    readonly key?: { readonly value?: unknown; readonly range?: Range };
  }[];
}
