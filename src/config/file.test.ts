import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Config, openConfig, type Section } from './file.ts';

const parse = (text: string) => new Config(text, 'steward.yaml');

const toy: Section<z.ZodObject> = {
  name: 'connections',
  schema: () => z.strictObject({ limit: z.int(), note: z.string().optional() }),
  knownKeys: ['limit', 'note'],
  guide: 'docs/guides/toys.md',
};

function folderWith(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'steward-config-'));
  writeFileSync(path.join(folder, 'steward.yaml'), text);
  return folder;
}

/** A home with a configuration of the user's own. */
function homeWith(text: string): string {
  const home = mkdtempSync(path.join(tmpdir(), 'steward-config-'));
  mkdirSync(path.join(home, '.config', 'steward'), { recursive: true });
  writeFileSync(path.join(home, '.config', 'steward', 'steward.yaml'), text);
  return home;
}

describe('a section', () => {
  it('is what its own schema reads', () => {
    expect(parse('connections: { limit: 3 }').section(toy)).toEqual({ limit: 3 });
  });

  it('is nothing where the file has none', () => {
    for (const text of ['', '# nothing yet\n', '{}']) expect(parse(text).section(toy)).toBeUndefined();
  });

  it('with a slip is refused by file and line, with the nearest key', () => {
    expect(() => parse('connections:\n  limit: 3\n  notes: x\n').section(toy)).toThrow(
      expect.objectContaining({
        kind: 'config',
        code: 'config_unknown_key',
        message: 'steward.yaml, line 3: unknown key «notes».',
        hint: 'Did you mean «note»?',
      }),
    );
  });

  it('with a wrong value is refused by file, line and place', () => {
    expect(() => parse('connections:\n\n  limit: many\n').section(toy)).toThrow(
      expect.objectContaining({
        code: 'config_invalid',
        message: expect.stringMatching(/^steward\.yaml, line 3: connections\.limit: /),
        hint: 'docs/guides/toys.md shows a complete file.',
      }),
    );
  });

  it('that is empty is refused, since something was meant', () => {
    expect(() => parse('connections:\n').section(toy)).toThrow(/^steward\.yaml, line 1: connections: /);
  });

  it('is not looked at until somebody asks for it', () => {
    expect(() => parse('connections: 7')).not.toThrow();
  });
});

describe('a file', () => {
  it('with a section that nobody knows is refused, with the nearest', () => {
    expect(() => parse('\nconnection: {}\n')).toThrow(
      expect.objectContaining({
        message: 'steward.yaml, line 2: unknown key «connection».',
        hint: 'Did you mean «connections»?',
      }),
    );
    expect(() => parse('colours: {}\n')).toThrow(expect.objectContaining({ hint: 'Known keys: connections.' }));
  });

  it.each(['7', 'text', '- a\n- b'])('that has no sections, such as %j, is refused', (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ kind: 'config', code: 'config_invalid' }));
  });

  it.each([
    ['an open bracket', 'connections: ['],
    ['a key twice', 'connections: {}\nconnections: {}\n'],
    ['an alias of nothing', 'connections: *nothing\n'],
    [
      'aliases of aliases',
      [
        'a: &a [x, x]',
        ...'bcdefghij'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefghi'[at]}, `.repeat(9)}]`),
      ].join('\n'),
    ],
  ])('that is no YAML, for %s, is refused and not read', (_, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ kind: 'config', code: 'config_not_yaml' }));
  });

  it('with a key in it is refused by line, and the key is not repeated', () => {
    const key = ['sk', 'admin', 'abcdefghijklmnopqrstuvwxyz'].join('-');
    const attempt = () => parse(`connections: {}\n# ${key}\n`);
    expect(attempt).toThrow(/steward\.yaml, line 2, holds a key/);
    expect(attempt).not.toThrow(new RegExp(key));
  });

  it('of the user’s own counts as it is, also where STEWARD_CONFIG names it', () => {
    const folder = folderWith('connections: {}');
    const named = { HOME: folder, STEWARD_CONFIG: path.join(folder, 'steward.yaml') };
    expect(openConfig(named, tmpdir()).config?.path).toBe(path.join(folder, 'steward.yaml'));
    const own = homeWith('connections: {}');
    expect(openConfig({ HOME: own }, own).config?.path).toBe(path.join(own, '.config', 'steward', 'steward.yaml'));
  });

  it('of the user’s own that others may write is refused', () => {
    const own = homeWith('connections: {}');
    chmodSync(path.join(own, '.config', 'steward', 'steward.yaml'), 0o666);
    expect(() => openConfig({ HOME: own }, own)).toThrow(expect.objectContaining({ code: 'config_unsafe' }));
  });

  it('that is not there is no configuration', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'steward-config-'));
    expect(openConfig({ HOME: folder }, folder)).toEqual({});
  });

  it('that cannot be read is said so', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'steward-config-'));
    mkdirSync(path.join(folder, 'steward.yaml'));
    expect(() => openConfig({ HOME: folder }, folder)).toThrow(
      expect.objectContaining({
        kind: 'config',
        code: 'config_unreadable',
        message: expect.stringContaining('EISDIR'),
      }),
    );
  });
});
