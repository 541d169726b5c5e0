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

const read = (text: string) => connectionsIn(new Config(text, { path: 'steward.yaml', trusted: true }));

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
  const connectionsIn = (text: string) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'steward-test-'));
    writeFileSync(path.join(folder, 'steward.yaml'), text);
    return { inProject: () => declaredConnections({ HOME: folder }, folder), folder };
  };

  it('may not run a command', () => {
    const { inProject } = connectionsIn(
      'connections:\n  x:\n    provider: openai\n    credential: { command: "cat key" }\n',
    );
    expect(inProject).toThrow(/runs a command for its key, which a project's file may not decide/);
  });

  it('may not choose where a key is sent', () => {
    const { inProject } = connectionsIn(`${good}    base_url: https://elsewhere.example/v1\n`);
    expect(inProject).toThrow(/sends its key to https:\/\/elsewhere\.example/);
  });

  it('may do both once the person names it in STEWARD_CONFIG', () => {
    const { folder } = connectionsIn(`${good}    base_url: https://elsewhere.example/v1\n`);
    const file = path.join(folder, 'steward.yaml');
    expect(declaredConnections({ HOME: folder, STEWARD_CONFIG: file }, folder)).toHaveLength(1);
  });
});

describe('an address', () => {
  it('must be encrypted unless it is this machine', () => {
    const environment = { OPENAI_ADMIN_KEY: 'x', HOME: '/nonexistent' };
    expect(() => declaredConnections({ ...environment, OPENAI_BASE_URL: 'http://proxy.example/v1' }, '/')).toThrow(
      /unencrypted/,
    );
    expect(declaredConnections({ ...environment, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, '/')).toHaveLength(1);
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
