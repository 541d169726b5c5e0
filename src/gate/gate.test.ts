import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, openGate, type TestGate } from '../../test/support/gate.ts';
import { PolicyError } from '../errors.ts';

let own: TestGate;
beforeEach(() => {
  own = openGate();
});
afterEach(() => own.remove());

describe('a gate that acts for somebody', () => {
  it('writes into the same journal, under the name that the door has verified', async () => {
    await own.gate.journal.append({ type: 'stopped' });
    await own.gate.actingAs({ principal: 'token laptop', client: 'codex' }).journal.append({ type: 'stopped' });
    const [first, second] = await entriesOf(own.gate);
    expect(first?.who).toEqual({ user: own.gate.who.user, surface: 'test' });
    expect(second?.who).toEqual({ ...first?.who, principal: 'token laptop', client: 'codex' });
    expect(second?.prev).toBe(first?.hash);
  });

  it.skipIf(process.platform !== 'linux')('leaves no file open behind', async () => {
    const openFiles = () =>
      readdirSync('/proc/self/fd').filter((handle) => {
        try {
          return readlinkSync(`/proc/self/fd/${handle}`).startsWith(own.home);
        } catch {
          return false;
        }
      });
    await own.gate
      .actingAs({ client: 'a' })
      .actingAs({ client: 'b' })
      .sendingAlone(async () => {});
    own.gate.close();
    expect(openFiles()).toEqual([]);
  });
});

describe('what is sent', () => {
  it('is sent by one at a time, of all who share the store', async () => {
    const gates = [own.gate, own.gate.actingAs({ client: 'a' }), own.reopen()];
    let busy = 0;
    const seen: number[] = [];
    await Promise.all(
      gates.map((gate) =>
        gate.sendingAlone(async () => {
          busy += 1;
          seen.push(busy);
          await setTimeout(30);
          busy -= 1;
        }),
      ),
    );
    expect(seen).toEqual([1, 1, 1]);
  });
});

describe('a refusal', () => {
  it('is written down once, however many hear of it', async () => {
    const { gate } = own;
    const error = new PolicyError('denied', 'No.');
    const refused = gate.noting({ change: 'chg_x' }, () =>
      gate.noting({ operation: 'a.b' }, async () => {
        throw error;
      }),
    );
    await expect(refused).rejects.toBe(error);
    expect(await entriesOf(gate)).toMatchObject([{ type: 'refused', operation: 'a.b', code: 'denied', reason: 'No.' }]);
  });
});
