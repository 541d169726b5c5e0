import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../../views/table.ts';
import { csvLine, csvText } from './csv.ts';

/** RFC 4180, read the way a spreadsheet does. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at];
    if (isQuoted) {
      if (here !== '"') cell += here;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (here === '"' && cell === '') isQuoted = true;
    else if (here === ',') {
      row.push(cell);
      cell = '';
    } else if (here === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 1;
    } else cell += here;
  }
  return rows;
}

const isFormula = (text: string) => /^[=+@\t\r]/.test(text) || (text.startsWith('-') && !/^-\d+(?:\.\d+)?$/.test(text));
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', '1', 'a', ' ')).map((each) => each.join('')),
);

describe('a line of CSV', () => {
  it('is read back as it was, whatever the text; formulas as text', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), (values) => {
        const [read = [], ...more] = parse(csvLine(values));
        expect(more).toEqual([]);
        expect(read).toEqual(values.map((value) => (isFormula(value) ? `'${value}` : value)));
      }),
    );
  });

  it('never begins a cell with what a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), (values) => {
        for (const cell of parse(csvLine(values))[0] ?? []) expect(isFormula(cell)).toBe(false);
      }),
    );
  });

  it('keeps numbers, amounts and truths as they are, and nothing for what nobody knows', () => {
    expect(csvLine([-5, '-5', '-0.25', 1.5, true, null, undefined, 0])).toBe('-5,-5,-0.25,1.5,true,,,0\r\n');
  });

  it('holds lists and objects as JSON', () => {
    expect(parse(csvLine([['a', 'b'], { c: 1 }]))).toEqual([['["a","b"]', '{"c":1}']]);
  });
});

describe('a table as CSV', () => {
  it('has a header of all fields, and one line for each record', () => {
    const text = csvText(
      tableOf({
        records: [
          { id: 1, owner: { name: 'x,y' } },
          { id: 2, more: 'z' },
        ],
      }),
    );
    expect(parse(text)).toEqual([
      ['id', 'owner.name', 'more'],
      ['1', 'x,y', ''],
      ['2', '', 'z'],
    ]);
  });

  it('is empty without records', () => {
    expect(csvText(tableOf({ records: [] }))).toBe('');
  });
});
