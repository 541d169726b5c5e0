import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from './index.ts';
import { jsonSchemaOf, membersOf, parameterNames, parameterOf, parametersOf } from './parameters.ts';

const only = (field: z.ZodType) => parametersOf(z.object({ field }))[0];

describe('a parameter', () => {
  it.each([
    ['text', z.string().min(1), { kind: 'text' }],
    ['text of a form', z.email(), { kind: 'text', format: 'email' }],
    ['text of a pattern', z.string().regex(/^a/), { kind: 'text', format: 'regex' }],
    ['a whole number with bounds', z.int().min(1).max(100), { kind: 'whole number', minimum: 1, maximum: 100 }],
    ['a whole number without any', z.int(), { kind: 'whole number' }],
    ['a number', z.number().min(0.5), { kind: 'number', minimum: 0.5 }],
    ['a flag', z.boolean(), { kind: 'flag' }],
    ['one of several words', z.enum(['a', 'b']), { kind: 'enum', members: ['a', 'b'] }],
    ['one word', z.literal('a'), { kind: 'enum', members: ['a'] }],
    ['bytes', z.base64().meta({ format: 'file' }), { kind: 'file' }],
    ['an object of any fields', z.record(z.string(), z.unknown()), { kind: 'object' }],
  ])('is %s', (_, field, expected) => {
    const { name: _name, required, nullable, description, ...shape } = only(field) ?? {};
    expect(shape).toEqual(expected);
    expect([nullable, description]).toEqual([false, '']);
    expect(required).toBe(true);
  });

  it('is anything', () => {
    expect(only(z.unknown())).toMatchObject({ kind: 'json', required: true });
  });

  it('is a list, an object or a choice of others', () => {
    expect(only(z.array(z.enum(['a', 'b'])))).toMatchObject({
      kind: 'list',
      of: { kind: 'enum', members: ['a', 'b'] },
    });
    expect(only(z.object({ inner: z.boolean() }))).toMatchObject({
      kind: 'object',
      fields: [{ name: 'inner', kind: 'flag', required: true }],
    });
    expect(only(z.union([z.literal('all'), z.array(z.string())]))).toMatchObject({
      kind: 'choice',
      among: [{ kind: 'enum', members: ['all'] }, { kind: 'list' }],
    });
  });

  it('may be left out or null, whichever way that was written, and keeps the description within', () => {
    const field = z.string().describe('Inner');
    expect(only(field.nullable().optional())).toMatchObject({ required: false, nullable: true, description: 'Inner' });
    expect(only(field.exactOptional())).toMatchObject({ required: false, nullable: false });
    expect(only(field.nullable().describe('Outer'))).toMatchObject({ required: true, description: 'Outer' });
    expect(only(z.int().default(5))).toMatchObject({ kind: 'whole number', required: false, default: 5 });
  });
});

it('finds the members of an enum, also in a list, and none where any value may stand', () => {
  const members = (field: z.ZodType) => membersOf(only(field) as never);
  expect(members(z.enum(['a', 'b']).nullable())).toEqual(['a', 'b']);
  expect(members(z.array(z.enum(['a', 'b'])).exactOptional())).toEqual(['a', 'b']);
  expect(members(z.string())).toEqual([]);
});

it('knows a parameter by its own name only', () => {
  const schema = z.object({ limit: z.int() });
  expect(parameterOf(schema, 'limit')).toMatchObject({ name: 'limit', kind: 'whole number' });
  expect(parameterOf(schema, 'constructor')).toBeUndefined();
  expect(parameterNames(schema)).toEqual(['limit']);
});

interface Schema {
  readonly properties?: Readonly<Record<string, { readonly description?: string; readonly enum?: readonly string[] }>>;
  readonly required?: readonly string[];
}

it.each(catalogue.map((operation) => [operation.id, operation] as const))(
  'reads %s as JSON Schema says it',
  (_, { input }) => {
    const { properties = {}, required = [] } = jsonSchemaOf(input()) as Schema;
    const parameters = parametersOf(input());
    expect(parameters.map(({ name }) => name)).toEqual(Object.keys(properties));
    expect(parameters.filter((each) => each.required).map(({ name }) => name)).toEqual(required);
    for (const parameter of parameters) {
      const { description, enum: members } = properties[parameter.name] ?? {};
      if (description !== undefined) expect(parameter.description).toBe(description);
      if (members) expect(parameter).toMatchObject({ kind: 'enum', members });
      expect(parameter.kind).not.toBe('json');
    }
  },
);
