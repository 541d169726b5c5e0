import { chmodSync, chownSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openConfig } from './file.ts';
import { distrust, trust } from './trust.ts';

const text = 'connections: {}\n';

let home: string;
let project: string;
let file: string;
let environment: { HOME: string };

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'steward-trust-'));
  project = path.join(home, 'work', 'project');
  mkdirSync(project, { recursive: true });
  file = path.join(home, 'work', 'steward.yaml');
  writeFileSync(file, text);
  environment = { HOME: home };
});

const opened = () => openConfig(environment, project);

describe('a file that was found in a folder above the working one', () => {
  it('decides nothing, and is said not to, until a person trusts it', () => {
    expect(opened()).toEqual({
      notice: {
        text: `${file} is not used: nobody has said that it is to be trusted.`,
        advice: { action: 'trust_config' },
      },
    });
    trust(file, text, environment);
    expect(opened().config?.path).toBe(file);
  });

  it('is trusted for its content: one byte more, and it is to be trusted anew', () => {
    trust(file, text, environment);
    writeFileSync(file, `${text} `);
    expect(opened().notice?.text).toMatch(/it has changed since it was trusted/);
  });

  it('is trusted in its place: the same text elsewhere is not', () => {
    trust(file, text, environment);
    writeFileSync(path.join(project, 'steward.yaml'), text);
    expect(opened().notice?.text).toContain(path.join(project, 'steward.yaml'));
  });

  it('is not even read as YAML before it is trusted', () => {
    writeFileSync(file, 'connections: [');
    expect(opened().notice?.text).toMatch(/nobody has said/);
  });

  it('leaves the user’s own in force', () => {
    mkdirSync(path.join(home, '.config', 'steward'), { recursive: true });
    writeFileSync(path.join(home, '.config', 'steward', 'steward.yaml'), text);
    expect(opened()).toMatchObject({ config: { path: path.join(home, '.config', 'steward', 'steward.yaml') } });
    expect(opened().notice).toBeDefined();
  });

  it('is never trusted where others may write it', () => {
    trust(file, text, environment);
    chmodSync(file, 0o664);
    expect(opened().notice?.text).toMatch(/others may write steward\.yaml/);
  });

  it.skipIf(process.getuid?.() !== 0)('is never trusted where it belongs to another account', () => {
    trust(file, text, environment);
    chownSync(file, 12345, 12345);
    expect(opened().notice?.text).toMatch(/belongs to another account/);
  });

  it('loses the trust that is taken away', () => {
    trust(file, text, environment);
    expect([distrust(file, environment), distrust(file, environment)]).toEqual([true, false]);
    expect(opened().config).toBeUndefined();
  });
});

describe('the list of trusted files', () => {
  const list = () => path.join(home, '.config', 'steward', 'trusted.json');

  it('is the user’s alone', () => {
    trust(file, text, environment);
    expect(statSync(list()).mode & 0o077).toBe(0);
  });

  it.each([
    ['that others may write', () => chmodSync(list(), 0o666), 'trust_unsafe'],
    ['that is damaged', () => writeFileSync(list(), '{"x": 1}'), 'trust_damaged'],
  ])('%s is refused', (_, spoil, code) => {
    trust(file, text, environment);
    spoil();
    expect(opened).toThrow(expect.objectContaining({ code }));
  });
});
