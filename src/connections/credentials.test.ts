import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Connection, CredentialSource } from './connection.ts';
import { Credentials } from './credentials.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'steward-credentials-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const adminKey = 'sk-admin-canaryCanaryCanary42';

function connection(credential: CredentialSource, readCredential?: CredentialSource): Connection {
  return {
    name: 'prod',
    provider: 'openai',
    plane: undefined,
    credential,
    readCredential,
    baseUrl: 'https://api.openai.com/v1',
    paced: true,
    origin: 'test',
  };
}

describe('a credential', () => {
  it('from a command is fetched by a process that sees no other key', async () => {
    const seen = path.join(folder, 'seen');
    const command = `env > ${seen}; echo sk-admin-fromTheCommand0001`;
    const credentials = new Credentials({ PATH: process.env['PATH'], OTHER: adminKey, PLAIN: 'kept' });
    const secret = await credentials.of(connection({ kind: 'command', command, ttlSeconds: 60 }));
    expect(secret.reveal()).toBe('sk-admin-fromTheCommand0001');
    expect(readFileSync(seen, 'utf8')).toMatch(/^PLAIN=kept$/m);
    expect(readFileSync(seen, 'utf8')).not.toContain(adminKey);
  });

  it('that only reads is the one that reads use, and the other one is not even fetched', async () => {
    const credentials = new Credentials({ READER: adminKey });
    const split = connection({ kind: 'environment', variable: 'WRITER' }, { kind: 'environment', variable: 'READER' });
    expect((await credentials.of(split, 'read')).reveal()).toBe(adminKey);
    await expect(credentials.of(split, 'write')).rejects.toMatchObject({ code: 'credential_missing' });
  });

  it('from a keychain that this machine lacks is asked for elsewhere', async () => {
    const asked = new Credentials({}).of(connection({ kind: 'keychain', name: 'nobody-has-this' }));
    await expect(asked).rejects.toMatchObject({
      code: expect.stringMatching(/^keychain_/),
    });
  });
});
