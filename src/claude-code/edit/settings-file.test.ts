import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../internal/canonical.ts';
import { backupOf, mostBytes, readSettingsFile, replaceSettingsFile } from './settings-file.ts';

let folder: string;
let file: string;
let backups: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'settings-'));
  file = path.join(folder, 'settings.json');
  backups = path.join(folder, 'backups');
});
afterEach(() => rmSync(folder, { recursive: true }));

const replace = (text: string | null, expected: string | null, at = file) =>
  replaceSettingsFile({ file: at, content: text === null ? null : Buffer.from(text), expected, backups });

describe('reading', () => {
  it('tells of a file that is not there', async () => {
    expect(await readSettingsFile(file)).toMatchObject({ sha256: null, settings: null, bytes: 0 });
  });

  it.each([
    ['{"a": 1,}', 'It is no JSON'],
    ['[]', 'It holds no JSON object'],
    ['', 'It is no JSON'],
  ])('says why nothing of %j counts', async (text, problem) => {
    writeFileSync(file, text);
    expect((await readSettingsFile(file)).problem).toContain(problem);
  });

  it('quotes nothing of a file that is no JSON', async () => {
    writeFileSync(file, '{\n "env": { "KEY": "hidden" "x" }\n}');
    expect((await readSettingsFile(file)).problem).toBe('It is no JSON: line 2, column 27 (comma expected).');
    writeFileSync(file, 'root:x:0:0');
    expect((await readSettingsFile(file)).problem).not.toContain('root');
  });

  it('goes no further than Claude Code does', async () => {
    writeFileSync(file, `{"a": "${'x'.repeat(mostBytes)}"}`);
    expect(await readSettingsFile(file)).toMatchObject({ settings: null, problem: 'It is larger than 2 MiB.' });
  });

  it('says in a sentence why a file cannot be read', async () => {
    mkdirSync(file);
    await expect(readSettingsFile(file)).rejects.toThrow(`${file} cannot be read: it is a folder.`);
    symlinkSync('b', path.join(folder, 'a'));
    symlinkSync('a', path.join(folder, 'b'));
    await expect(readSettingsFile(path.join(folder, 'a'))).rejects.toThrow('its links lead back to themselves');
  });
});

describe('replacing', () => {
  it('makes the file, and its folder', async () => {
    const deep = path.join(folder, '.claude', 'settings.json');
    await replace('{}', null, deep);
    expect(readFileSync(deep, 'utf8')).toBe('{}');
    expect(readdirSync(path.dirname(deep))).toEqual(['settings.json']);
  });

  it('keeps the mode, follows a link, and keeps what was there', async () => {
    writeFileSync(file, '{"a":1}');
    chmodSync(file, 0o640);
    const link = path.join(folder, 'link.json');
    symlinkSync('settings.json', link);
    await replace('{"a":2}', sha256('{"a":1}'), link);
    expect(readFileSync(file, 'utf8')).toBe('{"a":2}');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(String(await backupOf(sha256('{"a":1}'), backups))).toBe('{"a":1}');
  });

  it.each([
    ['another text', '{"b":1}'],
    ['no file', null],
  ])('refuses where there is %s instead of what was planned on, and changes nothing', async (_name, present) => {
    if (present !== null) writeFileSync(file, present);
    await expect(replace('{}', sha256('{"a":1}'))).rejects.toThrow('is not what the plan showed; nothing was written');
    expect(readdirSync(folder)).toEqual(present === null ? [] : ['settings.json']);
  });

  it('refuses where a file is that was not there', async () => {
    writeFileSync(file, '{}');
    await expect(replace('{"a":1}', null)).rejects.toMatchObject({ code: 'drifted' });
  });

  it('does not follow a link to a file of another kind', async () => {
    writeFileSync(path.join(folder, 'profile'), 'x');
    symlinkSync('profile', file);
    await expect(replace('{}', sha256('x'))).rejects.toThrow('which is no JSON file');
    expect(readFileSync(path.join(folder, 'profile'), 'utf8')).toBe('x');
  });

  it('removes a file, which can be put back', async () => {
    writeFileSync(file, '{"a":1}');
    await replace(null, sha256('{"a":1}'));
    expect(readdirSync(folder)).toEqual(['backups']);
    expect(String(await backupOf(sha256('{"a":1}'), backups))).toBe('{"a":1}');
  });

  it('says in a sentence why it cannot be written, and leaves no half of it', async () => {
    writeFileSync(path.join(folder, 'plain'), '');
    const below = path.join(folder, 'plain', 'settings.json');
    await expect(replace('{}', null, below)).rejects.toThrow(
      /cannot be (?:read|written): a part of its path is no folder/,
    );
    symlinkSync('nowhere', path.join(folder, 'dangling'));
    await expect(replace('{}', null, path.join(folder, 'dangling'))).rejects.toThrow(
      'a link to a file that is not there',
    );
  });

  it('does not take a backup that is not what its name says', async () => {
    mkdirSync(backups);
    writeFileSync(path.join(backups, sha256('a')), 'b');
    await expect(backupOf(sha256('a'), backups)).rejects.toThrow('not what it was');
    await expect(backupOf(sha256('c'), backups)).rejects.toThrow('gone');
  });
});
