import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { nearest } from '../internal/nearest.ts';
import { holdsSecret } from '../internal/redact.ts';
import { type Connection, defaultBaseUrls, isLoopback } from './connection.ts';

/** `steward.yaml`: which organisations can be reached, and where each credential comes from. */
const schema = z.strictObject({
  connections: z.record(
    z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a name has lower-case letters, digits and hyphens'),
    z.strictObject({
      provider: z.enum(['anthropic', 'openai']),
      plane: z.enum(['console', 'enterprise']).optional(),
      credential: z.union([
        z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of a variable') }),
        z.strictObject({ command: z.string().min(1), ttl_seconds: z.int().min(0).default(300) }),
      ]),
      base_url: z.url().optional(),
      pace: z.enum(['on', 'off']).optional(),
    }),
  ),
});

const knownKeys = [
  'connections',
  'provider',
  'plane',
  'credential',
  'env',
  'command',
  'ttl_seconds',
  'base_url',
  'pace',
];

const fileName = 'steward.yaml';

export interface ConfigFile {
  readonly path: string;
  /** False for a file found in the project: whoever wrote the project is not the one who holds the keys. */
  readonly trusted: boolean;
}

/** The file that applies: `STEWARD_CONFIG`, else the nearest `steward.yaml` upwards, else the XDG config folder's. */
export function findConfigFile(environment: NodeJS.ProcessEnv, folder: string): ConfigFile | undefined {
  const named = environment['STEWARD_CONFIG'];
  if (named) {
    if (!existsSync(named)) {
      throw new ConfigError('config_not_found', `STEWARD_CONFIG names ${named}, which does not exist.`, {
        hint: 'Correct the path, or unset STEWARD_CONFIG.',
      });
    }
    return { path: path.resolve(named), trusted: true };
  }
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    const candidate = path.join(here, fileName);
    if (existsSync(candidate)) return { path: candidate, trusted: false };
    if (path.dirname(here) === here) break;
  }
  const xdg = environment['XDG_CONFIG_HOME'] || path.join(environment['HOME'] || homedir(), '.config');
  const candidate = path.join(xdg, 'steward', fileName);
  return existsSync(candidate) ? { path: candidate, trusted: true } : undefined;
}

export function readConfigFile(file: ConfigFile): readonly Connection[] {
  const connections = parseConfig(readFileSync(file.path, 'utf8'), file.path);
  if (!file.trusted) for (const connection of connections) refuseReach(connection);
  return connections;
}

/**
 * A file in a project may name connections, but neither run a command nor choose where a key is sent: entering somebody
 * else's folder must not be enough to do either.
 */
function refuseReach({ name, credential, baseUrl, provider, origin }: Connection): void {
  const elsewhere = baseUrl !== defaultBaseUrls[provider] && !isLoopback(new URL(baseUrl));
  if (credential.kind !== 'command' && !elsewhere) return;
  const what = elsewhere ? `sends its key to ${new URL(baseUrl).origin}` : 'runs a command for its key';
  throw new ConfigError(
    'project_config_reaches_too_far',
    `Connection ${name} in ${origin} ${what}, which a project's file may not decide.`,
    {
      hint: 'If you wrote it, move it to ~/.config/steward/steward.yaml, or name the file yourself with STEWARD_CONFIG.',
    },
  );
}

/** The connections of a configuration text. Errors name the file and the line. */
export function parseConfig(text: string, file: string): readonly Connection[] {
  refuseSecrets(text, file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) {
    const [line] = mistake.message.split('\n');
    throw new ConfigError('config_not_yaml', `${file} is not valid YAML: ${line}`, { hint: 'Correct that line.' });
  }
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (!parsed.success) throw mistakeIn(parsed.error.issues, file, (where) => lineOf(document, lines, where));
  return Object.entries(parsed.data.connections).map(([name, entry]) => {
    const baseUrl = entry.base_url ?? defaultBaseUrls[entry.provider];
    return {
      name,
      provider: entry.provider,
      plane: entry.plane,
      credential:
        'env' in entry.credential
          ? { kind: 'environment', variable: entry.credential.env }
          : { kind: 'command', command: entry.credential.command, ttlSeconds: entry.credential.ttl_seconds },
      baseUrl,
      paced: entry.pace === undefined ? !isLoopback(new URL(baseUrl)) : entry.pace === 'on',
      origin: file,
    };
  });
}

function refuseSecrets(text: string, file: string): void {
  const line = text.split('\n').findIndex(holdsSecret);
  if (line < 0) return;
  throw new ConfigError('secret_in_config', `${file}, line ${line + 1}, holds a key.`, {
    hint: 'Remove it, replace that key at the provider since it was written to disk, and name its source instead: credential: { env: NAME } or { command: "…" }.',
  });
}

function mistakeIn(
  issues: readonly z.core.$ZodIssue[],
  file: string,
  lineAt: (where: readonly PropertyKey[]) => number | undefined,
): ConfigError {
  const issue = deepest(issues);
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const where = unknown === undefined ? issue.path : [...issue.path, unknown];
  const line = lineAt(where);
  const place = line === undefined ? file : `${file}, line ${line}`;
  if (unknown !== undefined) {
    const [suggestion] = nearest(unknown, knownKeys);
    return new ConfigError('config_unknown_key', `${place}: unknown key «${unknown}».`, {
      hint: suggestion ? `Did you mean «${suggestion}»?` : `Known keys: ${knownKeys.join(', ')}.`,
    });
  }
  return new ConfigError('config_invalid', `${place}: ${where.join('.') || 'the file'}: ${issue.message}.`, {
    hint: 'docs/guides/credentials.md shows a complete file.',
  });
}

/** A name that nobody knows says most, and inside a union the branch that came furthest. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const opened = issues.map((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
    const inner = deepest(issue.errors.map(deepest));
    return { ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue;
  });
  return opened.sort((a, b) => rank(b) - rank(a))[0] as z.core.$ZodIssue;
}

function rank(issue: z.core.$ZodIssue): number {
  return issue.code === 'unrecognized_keys' ? Number.POSITIVE_INFINITY : issue.path.length;
}

function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  where: readonly PropertyKey[],
): number | undefined {
  for (let length = where.length; length > 0; length -= 1) {
    const parent = document.getIn(where.slice(0, length - 1), true) as PairHolder | undefined;
    const pair = (length === 1 ? (document.contents as PairHolder | null) : parent)?.items?.find(
      (item) => item.key?.value === where[length - 1],
    );
    if (pair?.key?.range) return lines.linePos(pair.key.range[0]).line;
  }
  return undefined;
}

interface PairHolder {
  readonly items?: readonly {
    readonly key?: { readonly value?: unknown; readonly range?: readonly [number, number, number] };
  }[];
}
