import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError, type Notice } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';
import { holdsSecret } from '../internal/redact.ts';
import { checkYaml, readYaml, type YamlDocument } from '../internal/yaml-file.ts';
import { findConfigFile, ownConfigFile } from './find.ts';
import { whoMayWrite } from './ownership.ts';
import { type SectionName, sectionNames } from './sections.ts';
import { whyInert } from './trust.ts';

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
  readonly #document: YamlDocument;

  /** @throws ConfigError for a text that is no YAML, holds a key, or has a section that nobody knows. */
  constructor(text: string, path: string) {
    this.path = path;
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

/** What applies to a folder, and what was found there and does not. */
export interface Configuration {
  readonly config?: Config;
  /** Said once to whoever might miss what the file says. */
  readonly notice?: Notice;
}

/**
 * The file that applies to a folder. One that was found in a working folder, or above it, decides nothing until a person
 * has trusted its content; the user's own applies in its place.
 * @throws ConfigError when it cannot be read, or others could have written the user's own.
 */
export function openConfig(environment: Environment, folder: string): Configuration {
  const place = findConfigFile(environment, folder);
  if (!place) return {};
  if (place.by === 'own') return { config: ownConfig(place.path) };
  const text = textOf(place.path);
  const why = whyInert(place.path, text, environment);
  if (why === undefined) return { config: new Config(text, place.path) };
  const own = ownConfigFile(environment);
  const notice: Notice = { text: `${place.path} is not used: ${why}.`, advice: { action: 'trust_config' } };
  return { notice, ...(own && { config: ownConfig(own.path) }) };
}

function ownConfig(path: string): Config {
  const stranger = whoMayWrite(path);
  if (stranger === undefined) return new Config(textOf(path), path);
  throw new ConfigError('config_unsafe', `${path} is not used: ${stranger}.`, {
    hint: `It decides where your keys go. Look at it, then make it yours alone: chmod go-w ${path}`,
  });
}

const knownSections = z.strictObject(Object.fromEntries(sectionNames.map((name) => [name, z.unknown().optional()])));

/** The text of a configuration file. */
export function textOf(path: string): string {
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
