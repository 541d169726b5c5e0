import { describe, expect, it } from 'vitest';
import type { Table } from '../../views/table.ts';
import { renderRecords } from './records.ts';

const terminal = { width: Number.POSITIVE_INFINITY, colour: false };

const table: Table = {
  title: 'Cost',
  columns: [
    { name: 'project_name', kind: 'text', idIn: 'project_id', grouped: true },
    { name: 'project_id', kind: 'id', grouped: true },
    { name: 'amount_usd', kind: 'money', currency: 'USD' },
    { name: 'share', kind: 'share' },
    { name: 'tokens.cached.input', kind: 'count', measured: true },
    { name: 'tokens.fresh.input', kind: 'count', measured: true },
    { name: 'tokens.output', kind: 'count', measured: true },
  ],
  rows: [
    { project_name: 'Staging', project_id: 'a', amount_usd: '1234.567', share: 0.75, 'tokens.cached.input': 12345678 },
    { project_name: null, project_id: 'b', amount_usd: null, share: null, 'tokens.fresh.input': 5 },
    { project_name: null, project_id: null, amount_usd: '0.001', share: 0, 'tokens.fresh.input': 0 },
  ],
  records: [],
  total: { amount_usd: '1234.568', 'tokens.cached.input': 12345678, 'tokens.fresh.input': 5 },
  notes: [],
};

describe('a report for people', () => {
  const [head = '', named = '', unnamed = '', none = '', total = ''] = renderRecords(terminal, table).text.split('\n');

  it('has a name in place of its id, the id where there is no name, and says what belongs to none', () => {
    expect(head.split(/\s+/)[0]).toBe('project_name');
    expect(head).not.toContain('project_id');
    expect([named, unnamed, none].map((line) => line.split(/\s+/)[0])).toEqual(['Staging', 'b', '(none)']);
  });

  it('has money with its unit, small amounts with their digits, and nothing where nobody knows', () => {
    expect(named).toContain('$1,234.57');
    expect(none).toContain('$0.0010');
    expect(unnamed).not.toContain('$');
  });

  it('heads measures with the end of their path where that tells them apart, and shortens large counts', () => {
    expect(head).toContain('cached.input');
    expect(head).toContain('fresh.input');
    expect(head).not.toContain('tokens.output');
    expect(named).toContain('12.3 M');
  });

  it('ends in the total, which has no share and no group', () => {
    expect(total).toMatch(/^total\s+\$1,234\.57\s+12\.3 M\s+5$/);
  });
});
