import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AnyOperation } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { flagsOf, inputFrom } from './flags.ts';
import { flag } from './wording.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'steward-flags-'));
afterAll(() => rmSync(folder, { recursive: true }));

const flagsFor = (id: string) => flagsOf(operationById(id) as AnyOperation);
const flagNamed = (id: string, name: string) => flagsFor(id).find((each) => each.name === name);

/** What is said to a person about a value of a flag. */
function complaint(id: string, values: Readonly<Record<string, string>>): string {
  try {
    inputFrom(flagsFor(id), values);
  } catch (error) {
    const { message, hint } = (error as { named(name: typeof flag): { message: string; hint?: string } }).named(flag);
    return `${message} ${hint}`;
  }
  return '';
}

describe('the flags of an operation', () => {
  it('are its parameters in kebab-case, those of its path first, then the required', () => {
    expect(flagsFor('openai.projects.api_keys.get').map(({ name, positional }) => [name, positional])).toEqual([
      ['project-id', true],
      ['api-key-id', true],
    ]);
    const created = flagsFor('openai.invites.create').map(({ required }) => required);
    expect(created).toEqual([...created].sort((a, b) => Number(b) - Number(a)));
  });

  it('know what kind of value they take, null or not', () => {
    expect(flagNamed('openai.projects.list', 'limit')).toMatchObject({ kind: 'number', field: 'limit' });
    expect(flagNamed('openai.projects.list', 'include-archived')).toMatchObject({ kind: 'boolean' });
    expect(flagNamed('anthropic.usage.messages', 'group-by')).toMatchObject({ kind: 'list' });
    expect(flagNamed('anthropic.plugins.create', 'files')?.kind).toBe('file');
    expect(flagNamed('anthropic.federation.issuers.create', 'jwks')?.kind).toBe('json');
  });

  it('name the members where only some words may stand', () => {
    expect(flagNamed('anthropic.api_keys.list', 'status')?.choices).toContain('archived');
    expect(flagNamed('openai.projects.list', 'limit')?.choices).toEqual([]);
  });
});

describe('what was typed', () => {
  it('becomes numbers, truths, lists and null', () => {
    const list = flagsFor('anthropic.usage.messages');
    expect(inputFrom(list, { limit: '5', group_by: ['model, workspace_id', 'api_key_id'] })).toEqual({
      limit: 5,
      group_by: ['model', 'workspace_id', 'api_key_id'],
    });
    const projects = flagsFor('openai.projects.list');
    expect(inputFrom(projects, { include_archived: true })).toEqual({ include_archived: true });
    expect(inputFrom(projects, { include_archived: 'false' })).toEqual({ include_archived: false });
    expect(inputFrom(projects, { after: 'null' })).toEqual({ after: null });
  });

  it('becomes JSON from the line or from a file, and the bytes of a file', () => {
    const file = path.join(folder, 'jwks.json');
    writeFileSync(file, '{"type":"inline"}');
    const issuers = flagsFor('anthropic.federation.issuers.create');
    expect(inputFrom(issuers, { jwks: '{"type":"discovery"}' })).toEqual({ jwks: { type: 'discovery' } });
    expect(inputFrom(issuers, { jwks: `@${file}` })).toEqual({ jwks: { type: 'inline' } });
    const bytes = Buffer.from('{"type":"inline"}').toString('base64');
    expect(inputFrom(flagsFor('anthropic.plugins.create'), { files: file })).toEqual({ files: bytes });
  });

  it('stands for itself where JSON is meant and a plain word is there', () => {
    expect(inputFrom(flagsFor('anthropic.federation.issuers.create'), { jwks: 'inline' })).toEqual({ jwks: 'inline' });
  });

  it.each([
    ['openai.projects.list', { limit: 'many' }, /^--limit: «many» is not a number\. .*per page/],
    ['openai.projects.list', { limit: ' ' }, /^--limit: « » is not a number/],
    ['openai.projects.list', { include_archived: 'yes' }, /^--include-archived: «yes» is neither true nor false/],
    ['anthropic.federation.issuers.create', { jwks: '{' }, /^--jwks is not valid JSON: .*Quote it.*--jwks @file\.json/],
    [
      'anthropic.plugins.create',
      { files: '/nowhere/at/all' },
      /^--files: \/nowhere\/at\/all cannot be read \(ENOENT\)/,
    ],
  ])('for %s as %j is refused with its flag and what it takes', (id, values, sentence) => {
    expect(complaint(id, values as Record<string, string>)).toMatch(sentence);
  });
});
