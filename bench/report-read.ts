import { operationById } from '../src/catalogue/index.ts';
import { execute } from '../src/gate/execute.ts';
import { runReport } from '../src/ledger/live/run.ts';
import { planPeriod } from '../src/ledger/question/period.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { openSession } from '../src/session/open.ts';
import { type Figure, median, milliseconds } from './figure.ts';

const runs = 5;

/** Ninety days of usage by model and workspace, as `steward anthropic usage messages` asks for them. */
export async function reportRead(): Promise<Figure[]> {
  const sandbox = await startSandbox({ now: new Date('2026-11-01T12:00:00Z') });
  const session = openSession({ environment: {}, folder: '.', surface: 'bench', sandbox });
  const execution = session.onNamed('anthropic');
  const operation = operationById('anthropic.usage.messages');
  const { period } = planPeriod({ since: '90d', widths: ['1d'], now: sandbox.clock.now() });
  const reads: number[] = [];
  const calls: number[] = [];
  let rows = 0;
  for (let run = 0; run < runs; run += 1) {
    let begin = performance.now();
    const found = await runReport(
      operation,
      { period, width: '1d', dimensions: ['model', 'workspace_id'], filters: {} },
      execution,
    );
    reads.push(performance.now() - begin);
    rows = found.length;
    begin = performance.now();
    await execute(operationById('anthropic.organization.get'), {}, execution);
    calls.push(performance.now() - begin);
  }
  await session.close();
  await sandbox.close();
  return [
    { name: `90 days of usage by model and workspace, ${rows} rows`, value: milliseconds(median(reads)) },
    { name: 'one call of execute, through the SDK to the sandbox and back', value: milliseconds(median(calls)) },
  ];
}
