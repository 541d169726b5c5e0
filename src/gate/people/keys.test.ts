import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fingerprint, isSignedBy, makeKey, unlockKey } from './keys.ts';

const passphrase = 'Gänseblümchen im Mai';
const { file: text, key } = makeKey('ada', passphrase);
const content = { purpose: 'approve change', change: 'chg_1', digest: 'abc' };
const turned = Object.fromEntries(Object.entries(content).toReversed()) as typeof content;
const withMore: typeof content = Object.assign({ more: true }, content);
const signature = key.sign(content);

const folder = mkdtempSync(path.join(tmpdir(), 'steward-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keyFile(name: string, content = text): string {
  const file = path.join(folder, name);
  writeFileSync(file, content, { mode: 0o600 });
  return file;
}

const at = (seconds: number) => new Date(1_790_000_000_000 + seconds * 1000);
const withCode = (code: string) => expect.objectContaining({ code });

describe('a signature', () => {
  it('holds for what was signed, in whatever order its fields stand', () => {
    expect(isSignedBy(key, turned, signature)).toBe(true);
  });

  it('does not hold for another purpose', () => {
    expect(isSignedBy(key, { ...content, purpose: 'sign policy' }, signature)).toBe(false);
    expect(isSignedBy(key, { ...content, purpose: 'change approvers' }, signature)).toBe(false);
  });

  it('does not hold for edited content', () => {
    expect(isSignedBy(key, Object.assign({}, content, { digest: 'abd' }), signature)).toBe(false);
    expect(isSignedBy(key, withMore, signature)).toBe(false);
  });

  it('does not hold when it was edited, cut or never was one', () => {
    const edited = Buffer.from(signature, 'base64');
    edited[0] = (edited[0] ?? 0) ^ 1;
    for (const other of [edited.toString('base64'), signature.slice(0, 40), '', 'no signature']) {
      expect(isSignedBy(key, content, other)).toBe(false);
    }
  });

  it('does not hold for a key that is none', () => {
    expect(isSignedBy({ public_key: 'AAAA' }, content, signature)).toBe(false);
  });
});

describe('the file of a key', () => {
  it('holds no plain private key', () => {
    const values = (value: unknown): string[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(values) : [String(value)];
    const plainEd25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
    for (const value of values(JSON.parse(text))) {
      const der = Buffer.from(value, 'base64');
      expect(der.includes(plainEd25519)).toBe(false);
      expect(() => createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })).toThrow();
    }
    expect(text).not.toContain(passphrase);
    expect(text).not.toContain('PRIVATE KEY');
  });

  it('gives the key back for the passphrase, however its letters are composed', () => {
    const unlocked = unlockKey(keyFile('good.key'), passphrase.normalize('NFD'), at(0));
    expect(fingerprint(unlocked)).toBe(fingerprint(key));
    const again = unlocked.sign({ purpose: 'sign policy' });
    expect(isSignedBy(key, { purpose: 'sign policy' }, again)).toBe(true);
  });

  it('is missed with a hint to enroll', () => {
    expect(() => unlockKey(path.join(folder, 'none.key'), passphrase, at(0))).toThrow(withCode('approver_key_missing'));
  });

  it.each([
    ['cut short', text.slice(0, 80)],
    ['empty', ''],
    ['of another form', text.replace('"version": 1', '"version": 2')],
    ['without what is sealed', JSON.stringify({ ...JSON.parse(text), sealed: undefined })],
    ['with something added', JSON.stringify({ ...JSON.parse(text), private_key: 'AAAA' })],
  ])('is refused as damaged when it is %s', (_, damaged) => {
    const file = keyFile('damaged.key', damaged);
    expect(() => unlockKey(file, passphrase, at(0))).toThrow(withCode('approver_key_damaged'));
    expect(existsSync(`${file}.tries`)).toBe(false);
  });
});

describe('a wrong passphrase', () => {
  it('is refused, and makes the next try wait, twice as long each time', () => {
    const file = keyFile('tried.key');
    const tryAt = (seconds: number, words: string) => () => unlockKey(file, words, at(seconds));
    expect(tryAt(0, 'Gänseblümchen im Juni')).toThrow(withCode('passphrase_wrong'));
    expect(tryAt(0.9, passphrase)).toThrow(withCode('passphrase_wait'));
    expect(tryAt(1, 'gänseblümchen im mai')).toThrow(withCode('passphrase_wrong'));
    expect(tryAt(2.9, passphrase)).toThrow(/the next try is in 1 s/);
    expect(statSync(`${file}.tries`).mode & 0o077).toBe(0);
    expect(tryAt(3, passphrase)().public_key).toBe(key.public_key);
    expect(existsSync(`${file}.tries`)).toBe(false);
  });
});
