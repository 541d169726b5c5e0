import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineOperation } from '../catalogue/define.ts';
import { type Paging, type ProviderId, providers } from '../providers/index.ts';
import type { Page } from '../providers/pages.ts';
import { followPages } from './paging.ts';

const operation = (provider: ProviderId, pages: Paging) =>
  defineOperation({
    id: `${provider}.test.list`,
    summary: 'List things',
    http: 'GET /things',
    risk: 'read',
    pages,
    input: () => z.object({}),
    call: async () => ({}),
  });

/** A list of numbers as each family of the providers would page it. */
const servers: Readonly<
  Record<Paging, (items: readonly string[], size: number) => (input: Readonly<Record<string, unknown>>) => Page>
> = {
  after_id: (items, size) => (input) => byId(items, size, input['after_id'], { last: 'last_id' }),
  after: (items, size) => (input) => byId(items, size, input['after'], { last: 'last_id' }),
  next: (items, size) => (input) => byId(items, size, input['after'], { last: 'next' }),
  page: (items, size) => (input) => {
    const start = input['page'] === undefined ? 0 : Number(input['page']);
    const end = start + size;
    return { data: items.slice(start, end).map((id) => ({ id })), next_page: end < items.length ? String(end) : null };
  },
};

function byId(items: readonly string[], size: number, after: unknown, { last }: { last: string }): Page {
  const start = after === undefined ? 0 : items.indexOf(String(after)) + 1;
  const data = items.slice(start, start + size).map((id) => ({ id }));
  return { data, has_more: start + size < items.length, [last]: data.at(-1)?.id ?? null };
}

async function idsOf(pages: AsyncIterable<Page>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...page.data.map((item) => (item as { id: string }).id));
  return ids;
}

const families = providers.flatMap(({ id, pages }) =>
  Object.keys(pages).map((family) => [id, family as Paging] as const),
);

describe.each(families)('paging of %s by %s', (provider, family) => {
  it('gives every item once and in order, whatever the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), async (count, size) => {
        const items = Array.from({ length: count }, (_, index) => `id_${index}`);
        const serve = servers[family](items, size);
        expect(await idsOf(followPages(operation(provider, family), {}, async (input) => serve(input)))).toEqual(items);
      }),
    );
  });

  it('stops with an error when a cursor comes again', async () => {
    const loop: Page = { data: [{ id: 'a' }], has_more: true, last_id: 'a', next: 'a', next_page: 'a' };
    await expect(idsOf(followPages(operation(provider, family), {}, async () => loop))).rejects.toMatchObject({
      code: 'cursor_loop',
    });
  });
});

it('stops with an error when more is promised without a cursor', async () => {
  const page: Page = { data: [], has_more: true, last_id: null };
  await expect(idsOf(followPages(operation('openai', 'after'), {}, async () => page))).rejects.toMatchObject({
    code: 'cursor_missing',
  });
});

it('takes no list for a whole one because its provider does not page that way', async () => {
  const first: Page = { data: [{ id: 'a' }], has_more: true, last_id: 'a' };
  await expect(idsOf(followPages(operation('openai', 'after_id'), {}, async () => first))).rejects.toThrow(
    'OpenAI has no lists that continue by after_id',
  );
});
