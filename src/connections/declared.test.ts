import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Config } from '../config/file.ts';
import { declaredConnections } from './connections.ts';
import { connectionsIn } from './declared.ts';

const good = `
connections:
  prod:
    provider: openai
    credential: { env: PROD_OPENAI_KEY }
`;

const read = (text: string) => connectionsIn(new Config(text, 'steward.yaml'));

describe('steward.yaml', () => {
  it('declares connections with the provider as default address', () => {
    expect(read(good)).toEqual([
      expect.objectContaining({
        name: 'prod',
        baseUrl: 'https://api.openai.com/v1',
        paced: true,
        origin: 'steward.yaml',
      }),
    ]);
  });

  it('names the line and the nearest key for an unknown key', () => {
    const text = good.replace('credential:', 'credentials:');
    expect(() => read(text)).toThrow(/steward\.yaml, line 5: unknown key «credentials»/);
    expect(hintOf(() => read(text))).toBe('Did you mean «credential»?');
  });

  it('refuses a plane that the provider does not have', () => {
    const attempt = () => read(good.replace('credential:', 'plane: console\n    credential:'));
    expect(attempt).toThrow('steward.yaml, line 5: connections.prod.plane: OpenAI has no planes; leave it out.');
  });
});

describe('a file found in a project', () => {
  it.each([
    ['a command', 'credential: { command: "cat key" }'],
    ['a keychain entry', 'credential: { keychain: prod }'],
    ['an address', 'credential: { env: OPENAI_ADMIN_KEY }\n    base_url: https://elsewhere.example/v1'],
    ['an address of this machine', 'credential: { env: OPENAI_ADMIN_KEY }\n    base_url: http://127.0.0.1:1/v1'],
  ])('chooses no %s, and no connection at all', (_, written) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'steward-test-'));
    const file = path.join(folder, 'steward.yaml');
    writeFileSync(file, `connections:\n  x:\n    provider: openai\n    ${written}\n`);
    const { connections, notice } = declaredConnections({ HOME: folder }, folder);
    expect([connections, notice?.advice]).toEqual([[], { action: 'trust_config' }]);
    expect(declaredConnections({ HOME: folder, STEWARD_CONFIG: file }, folder).connections).toHaveLength(1);
  });
});

describe('a variable that a declared connection uses', () => {
  it('makes no second connection, which policy would not know by its name', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'steward-test-'));
    const file = path.join(folder, 'steward.yaml');
    writeFileSync(file, 'connections:\n  prod:\n    provider: openai\n    credential: { env: OPENAI_ADMIN_KEY }\n');
    const environment = { HOME: folder, STEWARD_CONFIG: file, OPENAI_ADMIN_KEY: 'x', ANTHROPIC_ADMIN_KEY: 'y' };
    const names = declaredConnections(environment, folder).connections.map(({ name }) => name);
    expect(names).toEqual(['prod', 'anthropic']);
  });
});

describe('an address', () => {
  it('must be encrypted unless it is this machine', () => {
    const environment = { OPENAI_ADMIN_KEY: 'x', HOME: '/nonexistent' };
    expect(() => declaredConnections({ ...environment, OPENAI_BASE_URL: 'http://proxy.example/v1' }, '/')).toThrow(
      /unencrypted/,
    );
    expect(
      declaredConnections({ ...environment, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, '/').connections,
    ).toHaveLength(1);
  });
});

function hintOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return (error as { hint?: string }).hint;
  }
}
