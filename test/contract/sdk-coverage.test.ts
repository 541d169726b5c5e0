import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/index.ts';
import { sdkMethods } from '../support/sdk-methods.ts';
import { omissions } from './omissions.ts';

/** Reports of the Admin API that the SDK lacks. */
const outsideTheSdk = ['anthropic.usage.messages', 'anthropic.usage.cost', 'anthropic.usage.claude_code'];

describe('the catalogue and the SDKs', () => {
  const methods = sdkMethods();
  const ids = catalogue.map(({ id }) => id as string);

  it('sees the methods that the SDKs are known to have', () => {
    expect(methods.filter(({ provider }) => provider === 'openai')).toHaveLength(143);
    expect(methods.filter(({ provider }) => provider === 'anthropic')).toHaveLength(149);
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
