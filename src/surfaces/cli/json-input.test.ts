import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { jsonFrom, objectFrom, readInput } from './json-input.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'steward-json-'));
const file = path.join(folder, 'change.json');
writeFileSync(file, '{"project_id":"proj_1"}');
afterAll(() => rmSync(folder, { recursive: true }));

it('reads JSON from the line, and from a file that is named with an at sign', () => {
  expect(jsonFrom('[1]', 'steps')).toEqual([1]);
  expect(objectFrom(`@${file}`, 'input')).toEqual({ project_id: 'proj_1' });
  expect(readInput(file, 'input').toString()).toContain('proj_1');
});

it.each(['[]', '"text"', 'null', '5'])('takes %s for no object', (source) => {
  expect(() => objectFrom(source, 'input')).toThrow(/^input is not a JSON object/);
});

it('names the parameter, what is wrong with the text, and how it is written', () => {
  const read = () => jsonFrom('{"a":', 'input', 'The input.');
  expect(read).toThrow(expect.objectContaining({ code: 'input_not_json', parameter: 'input' }));
  expect(read).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(/^The input\. Quote it.*input @file\.json$/) }),
  );
});

it('says which file cannot be read, and why', () => {
  expect(() => jsonFrom('@/nowhere/at/all', 'steps')).toThrow('steps: /nowhere/at/all cannot be read (ENOENT).');
  expect(() => readInput(folder, 'files')).toThrow(/cannot be read \(EISDIR\)/);
});
