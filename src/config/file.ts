import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';
import { holdsSecret } from '../internal/redact.ts';
import { checkYaml, readYaml, type YamlDocument } from '../internal/yaml-file.ts';
import { type ConfigPlace, findConfigFile } from './find.ts';
import { type SectionName, sectionNames } from './sections.ts';

/** A part of `steward.yaml`, as the room that it belongs to describes it. */
export interface Section<Schema extends z.ZodType> {
  readonly name: SectionName;
  readonly schema: () => Schema;
  /** Every key inside of it, for the nearest one to a slip. */
  readonly knownKeys: readonly string[];
  /** The page that shows a complete one. */
  readonly guide: string;
}

/** `steward.yaml`, read once. Its sections are checked when the rooms that they belong to ask for them. */
export class Config {
  readonly path: string;
  /** False for a file found in the project: what reaches beyond the project is not its to decide. */
  readonly trusted: boolean;
  readonly #document: YamlDocument;

  /** @throws ConfigError for a text that is no YAML, holds a key, or has a section that nobody knows. */
  constructor(text: string, { path, trusted }: ConfigPlace) {
    this.path = path;
    this.trusted = trusted;
    refuseSecrets(text, path);
    this.#document = readYaml(text, path);
    checkYaml(this.#document, { schema: knownSections, knownKeys: sectionNames, guide: 'docs/guides/credentials.md' });
  }

  /**
   * What a section says; undefined where the file has none.
   * @throws ConfigError that names file, line and key.
   */
  section<Schema extends z.ZodType>({ name, schema, ...form }: Section<Schema>): z.output<Schema> | undefined {
    if ((this.#document.value as Partial<Record<string, unknown>>)[name] === undefined) return undefined;
    return checkYaml(this.#document, { ...form, schema: schema(), under: name });
  }
}

/**
 * The file that applies to a folder; undefined where there is none.
 * @throws ConfigError when it cannot be read.
 */
export function openConfig(environment: Environment, folder: string): Config | undefined {
  const place = findConfigFile(environment, folder);
  return place && new Config(textOf(place.path), place);
}

const knownSections = z.strictObject(Object.fromEntries(sectionNames.map((name) => [name, z.unknown().optional()])));

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError('config_unreadable', `${path} cannot be read (${code}).`, {
      hint: 'Correct its permissions, or whatever stands there in its place.',
      cause: error,
    });
  }
}

function refuseSecrets(text: string, path: string): void {
  const line = text.split('\n').findIndex(holdsSecret);
  if (line < 0) return;
  throw new ConfigError('secret_in_config', `${path}, line ${line + 1}, holds a key.`, {
    hint: 'Remove it, replace that key at the provider since it was written to disk, and name its source instead: credential: { env: NAME } or { command: "…" }.',
  });
}
