import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { nearest } from './nearest.ts';

export interface YamlFile<Schema extends z.ZodType> {
  readonly file: string;
  readonly schema: Schema;
  /** Every key of the form, for the nearest one to a slip. */
  readonly knownKeys: readonly string[];
  /** Where a complete file is shown. */
  readonly guide: string;
}

export interface ParsedYaml<Value> {
  readonly value: Value;
  /** The line on which a value stands. */
  readonly lineAt: (where: readonly PropertyKey[]) => number | undefined;
}

/**
 * A YAML text as its schema reads it.
 * @throws ConfigError that names file, line and key.
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  { file, schema, knownKeys, guide }: YamlFile<Schema>,
): ParsedYaml<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) {
    const [line] = mistake.message.split('\n');
    throw new ConfigError('config_not_yaml', `${file} is not valid YAML: ${line}`, { hint: 'Correct that line.' });
  }
  const lineAt = (where: readonly PropertyKey[]) => lineOf(document, lines, where);
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { value: parsed.data, lineAt };
  const issue = deepest(parsed.error.issues);
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const where = unknown === undefined ? issue.path : [...issue.path, unknown];
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
