import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { providerOf, providers } from '../providers/index.ts';
import { reservedFlags } from '../surfaces/cli/shared-flags.ts';
import type { AnyOperation } from './define.ts';
import { catalogue, findOperation, operationById } from './index.ts';
import { wishes } from './wishes.ts';

const byId = catalogue.map((operation) => [operation.id, operation] as const);

describe('the catalogue', () => {
  it('holds every operation once, of each provider some', () => {
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    for (const { id } of providers) expect(catalogue.some(({ provider }) => provider === id)).toBe(true);
  });

  it('keeps each operation in the file that its id names', async () => {
    const misplaced: string[] = [];
    for (const file of sourceFiles()) {
      const resource = path
        .relative(import.meta.dirname, file)
        .replace(/\.ts$/, '')
        .replaceAll('-', '_')
        .split(path.sep)
        .join('.');
      for (const { id } of operationsIn(await import(file)))
        if (id.slice(0, id.lastIndexOf('.')) !== resource) misplaced.push(`${id} in ${resource}`);
    }
    expect(misplaced).toEqual([]);
  });

  it('offers nothing that it also calls impossible', () => {
    expect(wishes.flatMap(({ guesses }) => guesses).filter((guess) => findOperation(guess))).toEqual([]);
  });

  it('finds an operation however its id is typed, and names the nearest for a slip', () => {
    expect(operationById('openai projects rate-limits list').id).toBe('openai.projects.rate_limits.list');
    expect(() => operationById('openai.projects.lst')).toThrow('There is no operation «openai.projects.lst».');
  });

  it('answers a wish that no API offers with the reason', () => {
    expect(() => operationById('anthropic.api_keys.create')).toThrow(/never creates or deletes/);
  });
});

describe.each(byId)('%s', (id, operation) => {
  it('reads with GET, and writes otherwise', () => {
    const [method] = operation.http.split(' ');
    const dryRun = id.includes('.validate') || id.endsWith('.validate');
    if (operation.risk === 'read') expect(method === 'GET' || dryRun).toBe(true);
    else expect(method).not.toBe('GET');
    if (method === 'DELETE') expect(operation.risk).toBe('destructive');
  });

  it('pages in a way that its provider has', () => {
    const ways = Object.keys(providerOf(operation.provider).pages);
    if (operation.risk === 'read' && operation.pages) expect(ways).toContain(operation.pages);
  });

  it('is summed up in one line', () => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(operation.summary.length).toBeLessThanOrEqual(110);
  });

  it('describes every parameter', () => {
    expect(undescribed(z.toJSONSchema(operation.input(), { io: 'input' }) as Json, id)).toEqual([]);
  });

  it('requires the ids of its path', () => {
    const { properties = {}, required = [] } = z.toJSONSchema(operation.input(), { io: 'input' }) as Json;
    for (const [, name = ''] of operation.http.matchAll(/\{([^}]+)\}/g)) {
      expect(Object.keys(properties)).toContain(name);
      expect(required).toContain(name);
    }
  });

  it('leaves the shared flags of the command line free', () => {
    const names = Object.keys(operation.input().shape).map((name) => name.replaceAll('_', '-'));
    expect(names.filter((name) => reservedFlags.includes(name))).toEqual([]);
  });

  it.runIf(operation.risk !== 'read')('says how it is undone, or why it cannot be', () => {
    if (operation.risk === 'read') return;
    expect(operation.undo !== undefined || operation.irreversible !== undefined).toBe(true);
  });
});

interface Json {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly const?: unknown;
}

/** Names of parameters without a description, nested ones too. Fixed markers need none. */
function undescribed(schema: Json, where: string): string[] {
  const branches = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(
    (each) => each !== undefined,
  );
  return [
    ...branches.flatMap((branch) => undescribed(branch, where)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
      ...(isDescribed(property) ? [] : [`${where}.${name}`]),
      ...undescribed(property, `${where}.${name}`),
    ]),
  ];
}

function isDescribed(property: Json): boolean {
  return (
    Boolean(property.description) ||
    property.const !== undefined ||
    (property.anyOf ?? []).some((branch) => branch.description)
  );
}

/** What else a file may export is no operation: fields, names, types. */
function operationsIn(exported: object): AnyOperation[] {
  return Object.values(exported).filter((each) => typeof each === 'object' && 'call' in each);
}

function sourceFiles(): string[] {
  return providers.flatMap(({ id: provider }) =>
    readdirSync(path.join(import.meta.dirname, provider), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/(?:^index|\.test)\.ts$/.test(file))
      .map((file) => path.join(import.meta.dirname, provider, file)),
  );
}
