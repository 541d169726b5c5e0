import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/index.ts';
import { sdkMethods } from '../support/sdk-methods.ts';
import { omissions } from './omissions.ts';

/** Reports of the Admin API that the SDK lacks. */
const outsideTheSdk = ['anthropic.usage.messages', 'anthropic.usage.cost', 'anthropic.usage.claude_code'];

describe('the catalogue and the SDKs', () => {
  const methods = sdkMethods();
  const ids = catalogue.map(({ id }) => id as string);

  it.each(['openai', 'anthropic'])('sees the methods of %s, reads and writes', (provider) => {
    const of = methods.filter((each) => each.provider === provider);
    expect(new Set(of.map(({ id }) => id)).size).toBe(of.length);
    for (const verb of ['list', 'get', 'create', 'update', 'delete'])
      expect(of.some(({ id }) => id.endsWith(`.${verb}`))).toBe(true);
  });

  it('has an entry, or a reason, for every method', () => {
    const missing = methods.filter(({ id, accessor }) => !ids.includes(id) && !(accessor in omissions));
    expect(missing.map(({ accessor, id }) => `${accessor} (${id})`)).toEqual([]);
  });

  it('has no entry that the SDKs do not know, but for the reports outside them', () => {
    const known = new Set(methods.map(({ id }) => id));
    expect(ids.filter((id) => !known.has(id)).sort()).toEqual([...outsideTheSdk].sort());
  });
});
