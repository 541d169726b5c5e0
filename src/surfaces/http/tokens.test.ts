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
  it('tells whose it is and what it may do, to every process', async () => {
    const token = await new Tokens(own.gate).add('laptop', ['read', 'propose'], now);
    const client = { name: 'laptop', scopes: ['read', 'propose'], created_at: '2026-11-01T12:00:00.000Z' };
    expect(await new Tokens(own.reopen()).clientOf(token)).toEqual(client);
    expect(await new Tokens(own.gate).list()).toEqual([client]);
  });

  it('is not written anywhere, and what is written is the owner’s alone', async () => {
    const token = await new Tokens(own.gate).add('laptop', ['read'], now);
    const files = readdirSync(own.home, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files) expect(readFileSync(file, 'latin1')).not.toContain(token);
    const database = files.find((file) => file.endsWith('steward.db')) ?? '';
    expect(statSync(database).mode & 0o077).toBe(0);
  });

  it('counts for nothing once it was taken away, or was never one', async () => {
    const tokens = new Tokens(own.gate);
    const token = await tokens.add('laptop', ['read'], now);
    const other = await tokens.add('desktop', ['read'], now);
    expect(await tokens.remove('laptop')).toBe(true);
    expect(await tokens.clientOf(token)).toBeUndefined();
    expect(await tokens.clientOf(`${other}x`)).toBeUndefined();
    expect(await tokens.clientOf('')).toBeUndefined();
    expect((await tokens.clientOf(other))?.name).toBe('desktop');
  });
});

describe('the name of a client', () => {
  it('belongs to one client, also when two ask for it at once', async () => {
    const both = await Promise.allSettled(
      [own.gate, own.reopen()].map((gate) => new Tokens(gate).add('laptop', ['read'], now)),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'client_exists' } });
    expect(await new Tokens(own.gate).list()).toHaveLength(1);
  });

  it.each(['', 'Laptop', '-x', 'a b', '../x', 'x'.repeat(42)])('is not «%s»', async (name) => {
    await expect(new Tokens(own.gate).add(name, ['read'], now)).rejects.toMatchObject({ code: 'client_name' });
  });

  it('that nobody has is said to be nobody’s', async () => {
    expect(await new Tokens(own.gate).remove('nobody')).toBe(false);
  });
});
