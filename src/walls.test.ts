import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each folder may use besides itself, `errors` and packages. The design's section 3. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  internal: [],
  catalogue: ['internal'],
  providers: ['catalogue', 'internal'],
  config: ['providers', 'catalogue', 'internal'],
  connections: ['config', 'providers', 'catalogue', 'internal'],
  gate: ['connections', 'config', 'providers', 'catalogue', 'internal'],
  session: ['sandbox', 'gate', 'connections', 'config', 'providers', 'catalogue', 'internal'],
  directory: ['session', 'gate', 'connections', 'catalogue', 'providers', 'internal'],
  ledger: ['directory', 'session', 'gate', 'connections', 'catalogue', 'providers', 'internal'],
  org: ['ledger', 'directory', 'session', 'gate', 'connections', 'catalogue', 'providers', 'internal'],
  surfaces: [
    'org',
    'ledger',
    'directory',
    'session',
    'gate',
    'connections',
    'config',
    'catalogue',
    'providers',
    'sandbox',
    'internal',
  ],
  sandbox: ['internal'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap(importsOf);

describe('the walls of the house', () => {
  it('lets imports point one way only', () => {
    const wrong = imports.filter(({ from, to }) => {
      const room = roomOf(from);
      const other = to.startsWith('.') ? roomOf(path.join(path.dirname(from), to)) : undefined;
      return room && other && other in allowed && other !== room && !allowed[room]?.includes(other);
    });
    expect(wrong).toEqual([]);
  });

  it('loads the provider SDKs in one file only', () => {
    const loading = imports.filter(
      ({ to, typeOnly }) => /^(?:openai|@anthropic-ai\/sdk)(?:\/|$)/.test(to) && !typeOnly,
    );
    expect([...new Set(loading.map(({ from }) => from))]).toEqual(['connections/clients.ts']);
  });

  it('makes clients, and calls operations, in the gate only', () => {
    const makers = imports.filter(({ to, typeOnly }) => to.endsWith('/clients.ts') && !typeOnly);
    expect([...new Set(makers.map(({ from }) => from))]).toEqual(['gate/execute.ts']);
    const callers = sources().filter(
      ([file, text]) => !file.startsWith('catalogue/') && /\boperation\.call\(/.test(text),
    );
    expect(callers.map(([file]) => file)).toEqual(['gate/execute.ts']);
  });

  it('makes the claim that lets a write pass in one place only, after the approvals were verified', () => {
    const makers = sources().filter(([, text]) => /\bofApprovedStep\b/.test(text));
    expect(makers.map(([file]) => file).sort()).toEqual(['gate/change/claim.ts', 'gate/lifecycle/apply.ts']);
    const [, apply = ''] = makers.find(([file]) => file.endsWith('apply.ts')) ?? [];
    expect(apply.indexOf('readyToApply(pending(')).toBeLessThan(apply.indexOf('ofApprovedStep'));
  });
});

function sources(): (readonly [string, string])[] {
  return readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => [file, readFileSync(path.join(import.meta.dirname, file), 'utf8')]);
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
  const fixed = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'/gm)].map(
    ([, type, to = '']) => ({
      from: file,
      to,
      typeOnly: type !== undefined,
    }),
  );
  const dynamic = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, to = '']) => ({
    from: file,
    to,
    typeOnly: false,
  }));
  return [...fixed, ...dynamic];
}

function roomOf(file: string): string | undefined {
  const [room = '', ...rest] = file.split(path.sep);
  return rest.length > 0 ? room : undefined;
}
