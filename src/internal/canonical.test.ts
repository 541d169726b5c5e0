import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256 } from './canonical.ts';

it('writes one text for one value, in whatever order its names were given', () => {
  expect(canonicalJson({ b: [1, { d: 'x', c: null }], a: 1.0 })).toBe('{"a":1,"b":[1,{"c":null,"d":"x"}]}');
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
    }),
  );
});

it('writes what JSON can hold, and means the same when read back', () => {
  expect(canonicalJson({ kept: 1, dropped: undefined, at: new Date(0) })).toBe(
    '{"at":"1970-01-01T00:00:00.000Z","kept":1}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('gives another digest to whatever is not the same', () => {
  expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
  const others = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: 1, b: null }, [1], 'a', 1, null];
  expect(new Set(others.map(digestOf)).size).toBe(others.length);
});

it('hashes as SHA-256 does', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256(new TextEncoder().encode('abc'))).toBe(sha256('abc'));
});

it('writes half a character as what stands for it on the wire, and text that only looks like one as it is', () => {
  const halves = JSON.parse('{"a\\ud800": "\\udc00x", "b": "\\\\ud800"}');
  expect(canonicalJson(halves)).toBe('{"a\ufffd":"\ufffdx","b":"\\\\ud800"}');
});
