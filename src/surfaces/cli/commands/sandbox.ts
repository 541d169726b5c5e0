import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import { StewardError } from '../../../errors.ts';
import { type Provider, providers } from '../../../providers/index.ts';
import type { Sandbox } from '../../../sandbox/index.ts';
import { credentialsIn, moment, scaleFrom, wholeNumber } from '../../../session/own-sandbox.ts';
import type { Context } from '../context.ts';
import { paint } from '../paint.ts';

interface SandboxCommandOptions {
  readonly port: string;
  readonly seed: string;
  readonly scale: string;
  readonly now?: string;
  readonly json?: boolean;
}

/** `steward sandbox`: serves the local copy of every provider's admin plane until it is told to stop. */
export function sandboxCommand(program: Command, context: Context): void {
  program
    .command('sandbox')
    .description('serve a stateful local copy of every provider’s admin plane')
    .option('--port <number>', 'port on this machine; 0 takes a free one', '0')
    .option('--seed <number>', 'the same seed gives the same organizations', '1')
    .option('--scale <number>', 'how many times larger than the standard organization', '1')
    .option('--now <moment>', 'stop the clock at this moment, like 2026-11-01T00:00:00Z; it runs when omitted')
    .option('--json', 'print one line of JSON when ready')
    .action((options: SandboxCommandOptions) => serve(options, context));
}

async function serve(options: SandboxCommandOptions, { terminal }: Context): Promise<void> {
  const { port, seed, scale, now, json } = options;
  const times = scaleFrom(scale, '--scale');
  if (times > 1) keepHeapSmall();
  const { startSandbox } = await import('../../../sandbox/index.ts');
  const sandbox = await startSandbox({
    port: wholeNumber(port, '--port'),
    seed: wholeNumber(seed, '--seed'),
    scale: times,
    ...(now !== undefined && { now: moment(now, '--now') }),
  }).catch((error: NodeJS.ErrnoException) => {
    throw portProblem(error, port);
  });
  // Listening begins before anybody is told that the sandbox is ready: a stop may follow at once.
  const toldToStop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  if (json) {
    terminal.out.write(`${JSON.stringify(sandbox.connections)}\n`);
  } else {
    terminal.out.write(`${paint(terminal, 'bold', 'Sandbox')} ready at ${sandbox.url}\n\n`);
    for (const provider of providers) terminal.out.write(exportsOf(provider, sandbox));
    terminal.out.write('\n');
    terminal.notes.write('Made-up organizations with made-up keys. Stop with Ctrl-C.\n');
  }
  await toldToStop;
  await sandbox.close();
  process.exit(0);
}

/** The variables that make the provider's usual connection; its other keys stand beside, to be put in that one's place. */
function exportsOf({ id, variables, sandbox: [usual, ...others] }: Provider, sandbox: Sandbox): string {
  if (!usual) return '';
  const given = credentialsIn(sandbox, id);
  const lines = [
    `export ${variables.baseUrl}=${given('base_url')}`,
    `export ${variables.key}=${given(usual.key)}`,
    ...others.map(({ name, key }) => `# or ${name}: export ${variables.key}=${given(key)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Pages of a large organisation are much short-lived data; collected late, it would look like a leak from outside. */
function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size');
}

function portProblem(error: NodeJS.ErrnoException, port: string): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES' && error.code !== 'ERR_SOCKET_BAD_PORT') return error;
  return new StewardError('input', 'port_unavailable', `Port ${port} cannot be used (${error.code}).`, {
    hint: 'Choose another, or --port 0 for a free one.',
  });
}
