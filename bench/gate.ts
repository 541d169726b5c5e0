import OpenAI from 'openai';
import { operationById } from '../src/catalogue/index.ts';
import { execute } from '../src/gate/execute.ts';
import { apply } from '../src/gate/lifecycle/apply.ts';
import { approve } from '../src/gate/lifecycle/approve.ts';
import { propose } from '../src/gate/lifecycle/propose.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { openSession } from '../src/session/open.ts';
import { type Figure, median, milliseconds } from './figure.ts';

const runs = 200;

/** What the gate costs: a read against the bare SDK call, an entry of the journal, an apply to its receipt. */
export async function gateCosts(): Promise<Figure[]> {
  const sandbox = await startSandbox({ now: new Date('2026-11-01T12:00:00Z') });
  const session = openSession({ environment: {}, folder: '.', surface: 'bench', sandbox });
  const execution = session.onNamed('openai');
  const client = new OpenAI({ adminAPIKey: sandbox.openai.admin_key, apiKey: null, baseURL: sandbox.openai.base_url });
  const list = operationById('openai.projects.list');
  const bare: number[] = [];
  const gated: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    bare.push(await took(() => client.admin.organization.projects.list()));
    gated.push(await took(() => execute(list, {}, execution)));
  }
  const begin = performance.now();
  const entries = 2000;
  for (let entry = 0; entry < entries; entry += 1)
    await session.gate.journal.append({ type: 'declined', change: 'chg_benchmark' });
  const perSecond = entries / ((performance.now() - begin) / 1000);
  const reach = session.reach();
  const applies: number[] = [];
  for (let run = 0; run < 30; run += 1) {
    const shown = await propose({ steps: [{ id: 'openai.projects.create', input: { name: `b${run}` } }] }, reach);
    await approve(shown, { channel: 'terminal', approver: 'bench' }, reach);
    applies.push(await took(() => apply(shown.record.id, reach)));
  }
  const { data } = (await execute(list, { limit: 100 }, execution)) as { data: { id: string; name: string }[] };
  const made = data.filter(({ name }) => /^b\d+$/.test(name));
  const renames = Array.from({ length: 500 }, (_, index) => ({
    id: 'openai.projects.update',
    input: { project_id: made[index % made.length]?.id, name: `Step ${index}` },
  }));
  const many = await took(() => propose({ steps: renames }, reach));
  await session.close();
  await sandbox.close();
  return [
    {
      name: 'a read through the gate, against the bare SDK call',
      value: `${(median(gated) / median(bare)).toFixed(2)} x`,
      bar: `${milliseconds(median(gated))} against ${milliseconds(median(bare))}`,
    },
    { name: 'journal entries a second, each on disk', value: Math.round(perSecond).toLocaleString('en') },
    { name: 'a change of 500 steps, read, shown and kept', value: milliseconds(many), bar: 'at most 5000 ms' },
    { name: 'apply to receipt, read back and journal included', value: milliseconds(median(applies)) },
  ];
}

async function took(work: () => PromiseLike<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
