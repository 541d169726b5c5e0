import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/index.ts';
import type { Connection } from '../../connections/connection.ts';
import { plainSchema, wholeSchema } from './schema.ts';
import { usualTools } from './usual-tools.ts';

const connections = [{ provider: 'anthropic' }, { provider: 'openai' }] as unknown as Connection[];
const tools = usualTools('default', { connections, readOnly: false });

describe('the schema of a tool', () => {
  it.each(tools.map((tool) => [tool.name, tool] as const))('%s is the same straight as by the library', (_, tool) => {
    expect(plainSchema(tool.input())).toEqual(wholeSchema(tool.input()));
  });

  it('is the library’s where the straight way does not know every part of it', () => {
    const known = catalogue.filter(({ input }) => plainSchema(input()) !== undefined);
    for (const { input } of known) expect(plainSchema(input())).toEqual(wholeSchema(input()));
    expect(known.length).toBeGreaterThan(5);
    expect(known.length).toBeLessThan(catalogue.length);
  });
});
