import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../views/table.ts';
import { formatOf, writeRecord, writeRecords, writeTable } from './output.ts';
import { ProgressLine } from './progress.ts';
import type { Terminal } from './terminal.ts';

class Text extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

function terminalOf(width = Number.POSITIVE_INFINITY) {
  const [out, notes] = [new Text(), new Text()];
  return { out, notes, progress: new ProgressLine(notes), width, colour: false } satisfies Terminal;
}

const records = [
  { object: 'key', created_at: 1795527910, name: 'prod\u001b[2J', id: 'key_1', owner: { id: 'user_1' }, uses: 12 },
  { object: 'key', created_at: null, name: 'dev', id: 'key_2', uses: 3 },
];

it('takes the format from the flags, a table when there is none', () => {
  expect([formatOf({ json: true }), formatOf({ jsonl: true }), formatOf({ csv: true }), formatOf({})]).toEqual([
    'json',
    'jsonl',
    'csv',
    'table',
  ]);
});

describe('records', () => {
  const written = (format: 'json' | 'jsonl' | 'csv' | 'table', width?: number) => {
    const terminal = terminalOf(width);
    writeRecords(terminal, format, records);
    return { out: terminal.out.text, notes: terminal.notes.text };
  };

  it('are the data as they came in JSON, whole or by lines', () => {
    expect(JSON.parse(written('json').out)).toEqual(records);
    const lines = written('jsonl').out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(records);
  });

  it('have every field in CSV', () => {
    expect(written('csv').out.split('\r\n')[0]).toBe('object,created_at,name,id,owner.id,uses');
  });

  it('are a table for people: what identifies first, numbers to the right, control characters harmless', () => {
    expect(written('table').out.split('\n')).toEqual([
      'id     name           created_at         owner.id  uses',
      'key_1  prod\\u{1b}[2J  2026-11-24 13:45Z  user_1      12',
      'key_2  dev                                            3',
      '',
    ]);
  });

  it('leave out columns that do not fit, and say how many', () => {
    const { out, notes } = written('table', 30);
    expect(out.split('\n')[0]).toBe('id     name           owner.id');
    expect(notes).toContain('2 more columns do not fit here; --columns chooses, --json shows everything.');
  });

  it('say that there are none, beside the data', () => {
    const terminal = terminalOf();
    writeRecords(terminal, 'table', []);
    expect([terminal.out.text, terminal.notes.text]).toEqual(['', 'Nothing found.\n']);
  });
});

it('says the notes of a table beside the data, whatever the format', () => {
  const terminal = terminalOf();
  writeTable(terminal, 'json', tableOf({ records: [], notes: ['1 key keeps its id.'] }));
  expect([terminal.out.text, terminal.notes.text]).toEqual(['[]\n', '1 key keeps its id.\n']);
});

it('writes one thing as an object, and as lines of name and value for people', () => {
  const [json, table] = [terminalOf(), terminalOf()];
  writeRecord(json, 'json', records[0]);
  expect(JSON.parse(json.out.text)).toEqual(records[0]);
  writeRecord(table, 'table', { id: 'key_1', owner: { name: 'Ada' }, seen_at: 0 });
  expect(table.out.text).toBe('id          key_1\nowner.name  Ada\nseen_at     1970-01-01\n');
});

describe('a table that is too narrow', () => {
  const entry = (number: number) => ({
    id: `audit_log-${'x'.repeat(30)}${number}`,
    type: 'user.deleted',
    effective_at: 1795527910,
    ip: '192.0.2.1'.padEnd(40, ' and more'),
    actor: { email: `ines${number}@northwind.example` },
  });

  it('keeps what the question needs: what happened, who did it, and when, before the id', () => {
    const terminal = terminalOf(80);
    writeRecords(terminal, 'table', [entry(1), entry(2)], { source: 'openai.audit_logs.list' });
    expect(terminal.out.text.split('\n')[0]).toBe('type          effective_at       actor.email');
  });

  it('has the columns that were asked for, though they are empty', () => {
    const terminal = terminalOf(80);
    writeRecords(terminal, 'table', [{ id: 'a', name: null }], { selection: { columns: ['name', 'id'] } });
    expect(terminal.out.text.split('\n')[0]).toBe('name  id');
  });
});

describe('CSV', () => {
  it('has times as times, however the provider writes them', () => {
    const terminal = terminalOf();
    writeRecords(terminal, 'csv', [{ id: 'a', created_at: 1795527910, added_at: '2026-11-01T00:00:00Z' }]);
    expect(terminal.out.text).toBe('id,created_at,added_at\r\na,2026-11-24T13:45:10Z,2026-11-01T00:00:00Z\r\n');
  });

  it('moves no cursor on a terminal, and is what it was in a file', () => {
    const written = (width: number) => {
      const terminal = terminalOf(width);
      writeRecords(terminal, 'csv', [{ name: 'a\u001b[2Jb' }]);
      return terminal.out.text;
    };
    expect(written(80)).toBe('name\r\na\\u{1b}[2Jb\r\n');
    expect(written(Number.POSITIVE_INFINITY)).toBe('name\r\na\u001b[2Jb\r\n');
  });
});

it('two formats at once are refused', () => {
  expect(() => formatOf({ json: true, csv: true })).toThrow(expect.objectContaining({ code: 'formats_exclusive' }));
});
