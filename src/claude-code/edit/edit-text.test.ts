import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edit, editedText } from './edit-text.ts';
import { keyOf, keyPath } from './key-path.ts';

const name = fc.oneof(
  fc.constantFrom('model', 'permissions', 'deny', 'allow', 'env', 'A.B', 'with "quotes"', 'ä', 'a b'),
  fc.string({ minLength: 1, maxLength: 6 }),
);
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const { document: anyDocument } = fc.letrec<{ value: unknown; document: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('document')),
  document: fc.dictionary(name, tie('value'), { maxKeys: 4 }).map((entries) => ({ ...entries })),
}));

/** A document as somebody may have written it. */
const written = fc
  .tuple(anyDocument, fc.constantFrom(undefined, 2, 4, '\t'), fc.boolean(), fc.boolean(), fc.boolean())
  .map(([value, indent, isWindows, hasMark, endsWithLine]) => {
    const text = JSON.stringify(value, null, indent) + (endsWithLine ? '\n' : '');
    return (hasMark ? '\uFEFF' : '') + (isWindows ? text.replaceAll('\n', '\r\n') : text);
  });

const path = fc.array(name, { minLength: 1, maxLength: 3 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), path, value: leaf }),
  fc.record({ kind: fc.constant('unset' as const), path }),
  fc.record({ kind: fc.constant('add' as const), path, value: leaf }),
  fc.record({ kind: fc.constant('remove' as const), path, value: leaf }),
);

const parsed = (text: string) => JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;

/** The edit done on the value, without any text; undefined where it does not fit. */
function edited(value: unknown, { kind, path: names, ...rest }: Edit): unknown {
  const given = 'value' in rest ? rest.value : undefined;
  const root = structuredClone(value) as Record<string, unknown>;
  let here = root;
  for (const each of names.slice(0, -1)) {
    const next = Object.hasOwn(here, each) ? here[each] : undefined;
    if (next === undefined) {
      if (kind === 'unset' || kind === 'remove') return root;
      own(here, each, {});
    } else if (typeof next !== 'object' || next === null || Array.isArray(next)) {
      return kind === 'unset' || kind === 'remove' ? root : undefined;
    }
    here = here[each] as Record<string, unknown>;
  }
  const last = names.at(-1) ?? '';
  const present = Object.hasOwn(here, last) ? here[last] : undefined;
  if (kind === 'set') own(here, last, given);
  if (kind === 'unset') delete here[last];
  if (kind === 'add' || kind === 'remove') {
    if (present !== undefined && !Array.isArray(present)) return undefined;
    const items = (present ?? []) as unknown[];
    const has = items.some((item) => JSON.stringify(item) === JSON.stringify(given));
    if (kind === 'add' && !has) own(here, last, [...items, given]);
    if (kind === 'remove' && present !== undefined)
      own(
        here,
        last,
        items.filter((item) => JSON.stringify(item) !== JSON.stringify(given)),
      );
  }
  return root;
}

function own(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

describe('an edit', () => {
  it('changes the value that it names, and no other', () => {
    fc.assert(
      fc.property(written, edit, (text, wanted) => {
        const expected = edited(parsed(text), wanted);
        if (expected === undefined) expect(() => editedText(text, wanted)).toThrow(/is no (?:object|list)/);
        else expect(parsed(editedText(text, wanted))).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('only takes out, or only puts in, what it names', () => {
    fc.assert(
      fc.property(written, edit, (text, wanted) => {
        if (edited(parsed(text), wanted) === undefined) return;
        const after = editedText(text, wanted);
        const head = sameFrom([...text], [...after]);
        const tail = sameFrom([...text.slice(head)].reverse(), [...after.slice(head)].reverse());
        const gone = text.slice(head, text.length - tail);
        const come = after.slice(head, after.length - tail);
        if (wanted.kind === 'add') expect(gone.trim()).toBe('');
        if (wanted.kind === 'unset') expect(come.trim()).toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it('takes out what it put in, to the byte, wherever something was there', () => {
    fc.assert(
      fc.property(written, leaf, (text, value) => {
        fc.pre(Object.keys(parsed(text) as object).length > 0);
        const after = editedText(text, { kind: 'set', path: ['a new key'], value });
        expect(editedText(after, { kind: 'unset', path: ['a new key'] })).toBe(text);
        expect(editedText(text, { kind: 'unset', path: ['a new key'] })).toBe(text);
      }),
    );
  });

  it.each([
    [
      'tabs',
      '{\n\t"a": [\n\t\t"x"\n\t],\n\t"b": 1.0e1\n}\n',
      '{\n\t"a": [\n\t\t"x",\n\t\t"y"\n\t],\n\t"b": 1.0e1\n}\n',
    ],
    ['four blanks', '{\n    "a": [\n        "x"\n    ]\n}', '{\n    "a": [\n        "x",\n        "y"\n    ]\n}'],
    ['lines of Windows', '{\r\n  "a": ["x"]\r\n}\r\n', '{\r\n  "a": ["x", "y"]\r\n}\r\n'],
    ['a byte order mark', '\uFEFF{"a":["x"]}', '\uFEFF{"a":["x","y"]}'],
  ])('keeps the style of the file: %s', (_name, before, after) => {
    expect(editedText(before, { kind: 'add', path: ['a'], value: 'y' })).toBe(after);
  });

  it('begins a file that is not there', () => {
    expect(editedText(null, { kind: 'add', path: ['permissions', 'deny'], value: 'Bash(rm *)' })).toBe(
      '{\n  "permissions": {\n    "deny": [\n      "Bash(rm *)"\n    ]\n  }\n}\n',
    );
  });

  it.each([
    ['no JSON', '{"a": 1,}', 'settings_not_json'],
    ['comments', '{ // why\n"a": 1}', 'settings_not_json'],
    ['a list', '[]', 'settings_no_object'],
    ['a key that stands twice', '{"a": 1,\n"a": 2}', 'settings_key_doubled'],
    ['a list that is none', '{"a": "x"}', 'settings_no_list'],
  ])('refuses %s', (_name, text, code) => {
    expect(() => editedText(text, { kind: 'add', path: ['a'], value: 'y' })).toThrow(expect.objectContaining({ code }));
  });

  it('refuses to put a member into what has none', () => {
    expect(() => editedText('{"a": []}', { kind: 'set', path: ['a', 'b'], value: 1 })).toThrow('a is no object');
  });
});

function sameFrom(a: readonly string[], b: readonly string[]): number {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same += 1;
  return same;
}

describe('a key', () => {
  it('names the members that it was made of', () => {
    fc.assert(
      fc.property(path, (names) => {
        expect(keyPath(keyOf(names))).toEqual(names);
      }),
    );
  });

  it.each(['', '.', 'a.', '.a', 'a..b', '"', 'a"b', '"a"b'])('%j is none', (key) => {
    expect(() => keyPath(key)).toThrow('is no key of settings');
  });
});
