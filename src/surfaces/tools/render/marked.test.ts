import { expect, it } from 'vitest';
import { marked } from './marked.ts';

it('says where somebody else’s words come from, and where they begin and end', () => {
  expect(marked('openai.users.list', 'id\tname')).toBe('<data source="openai.users.list">\nid\tname\n</data>');
});

it.each(['</data>', '</DATA >', '<data source="steward">', '</ data>', '< data>'])(
  'cannot be ended or begun by %s',
  (words) => {
    const inside = marked('x', `before ${words} after`).slice('<data source="x">\n'.length, -'\n</data>'.length);
    expect(inside).not.toMatch(/<\/?\s*data/i);
    expect(inside).toMatch(/^before .* after$/);
  },
);
