import { describe, expect, it } from 'vitest';
import { RequestStates } from './request-state.ts';

const asked = { change: 'chg_1', digest: 'd'.repeat(64), principal: 'laptop' };
const minute = 60_000;

describe('what was asked', () => {
  it('comes back as it was sealed, once', () => {
    const states = new RequestStates();
    const sealed = states.seal(asked, 0);
    expect(states.open(sealed, 'laptop', minute)).toEqual(asked);
    expect(() => states.open(sealed, 'laptop', minute)).toThrow('used');
  });

  it('cannot be read by who carries it', () => {
    const sealed = Buffer.from(new RequestStates().seal(asked), 'base64url').toString('latin1');
    for (const word of ['chg_1', 'dddd', 'laptop']) expect(sealed).not.toContain(word);
  });

  it('counts for a quarter of an hour', () => {
    const states = new RequestStates();
    const sealed = [states.seal(asked, 0), states.seal(asked, 0)] as const;
    expect(states.open(sealed[0], 'laptop', 15 * minute)).toEqual(asked);
    expect(() => states.open(sealed[1], 'laptop', 15 * minute + 1)).toThrow('expired');
  });

  it('counts for nobody else, and then not even for whom it was for', () => {
    const states = new RequestStates();
    const sealed = states.seal(asked, 0);
    expect(() => states.open(sealed, 'desktop', 0)).toThrow('of another principal');
    expect(() => states.open(sealed, 'laptop', 0)).toThrow('used');
  });
});

describe('what is not one of ours', () => {
  it('is refused where any bit of it was changed', () => {
    const states = new RequestStates();
    const sealed = Buffer.from(states.seal(asked, 0), 'base64url');
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => states.open(changed.toString('base64url'), 'laptop', 0)).toThrow();
    }
    expect(states.open(sealed.toString('base64url'), 'laptop', 0)).toEqual(asked);
  });

  it('is refused where another process sealed it, or nobody did', () => {
    const sealed = new RequestStates().seal(asked, 0);
    const states = new RequestStates();
    for (const text of [sealed, '', 'AAAA', 'not base64!']) {
      expect(() => states.open(text, 'laptop', 0)).toThrow();
    }
  });
});
