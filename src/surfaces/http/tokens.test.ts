import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGate, type TestGate } from '../../../test/support/gate.ts';
import { Tokens } from './tokens.ts';

let own: TestGate;
beforeEach(() => {
  own = openGate();
});
afterEach(() => own.remove());

const now = new Date('2026-11-01T12:00:00Z');

describe('a token', () => {
  it('tells whose it is and what it may do, to every process', () => {
    const token = new Tokens(own.gate).add('laptop', ['read', 'propose'], now);
    const client = { name: 'laptop', scopes: ['read', 'propose'], created_at: '2026-11-01T12:00:00.000Z' };
    expect(new Tokens(own.reopen()).clientOf(token)).toEqual(client);
    expect(new Tokens(own.gate).list()).toEqual([client]);
  });

  it('is not written anywhere, and what is written is the owner’s alone', () => {
    const token = new Tokens(own.gate).add('laptop', ['read'], now);
    const files = readdirSync(own.home, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files) expect(readFileSync(file, 'latin1')).not.toContain(token);
    const clients = files.find((file) => file.endsWith('clients.json')) ?? '';
    expect(statSync(clients).mode & 0o077).toBe(0);
  });

  it('counts for nothing once it was taken away, or was never one', () => {
    const tokens = new Tokens(own.gate);
    const token = tokens.add('laptop', ['read'], now);
    const other = tokens.add('desktop', ['read'], now);
    expect(tokens.remove('laptop')).toBe(true);
    expect(tokens.clientOf(token)).toBeUndefined();
    expect(tokens.clientOf(`${other}x`)).toBeUndefined();
    expect(tokens.clientOf('')).toBeUndefined();
    expect(tokens.clientOf(other)?.name).toBe('desktop');
  });
});

describe('the name of a client', () => {
  it('belongs to one client', () => {
    const tokens = new Tokens(own.gate);
    tokens.add('laptop', ['read'], now);
    expect(() => tokens.add('laptop', ['read'], now)).toThrow(expect.objectContaining({ code: 'client_exists' }));
  });

  it.each(['', 'Laptop', '-x', 'a b', '../x', 'x'.repeat(42)])('is not «%s»', (name) => {
    expect(() => new Tokens(own.gate).add(name, ['read'], now)).toThrow(
      expect.objectContaining({ code: 'client_name' }),
    );
  });

  it('that nobody has is said to be nobody’s', () => {
    expect(new Tokens(own.gate).remove('nobody')).toBe(false);
  });
});
