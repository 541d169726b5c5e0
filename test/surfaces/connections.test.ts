import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ProviderOperation } from '../../src/catalogue/define.ts';
import { catalogue } from '../../src/catalogue/index.ts';
import { InputError, isStewardError } from '../../src/errors.ts';
import { providerOf } from '../../src/providers/index.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { Session } from '../../src/session/session.ts';
import { proposeCommands } from '../../src/surfaces/cli/commands/propose.ts';
import { providerCommand } from '../../src/surfaces/cli/commands/provider.ts';
import { Context } from '../../src/surfaces/cli/context.ts';
import { processTerminal } from '../../src/surfaces/cli/terminal.ts';
import { type Kit, openKit } from '../../src/surfaces/functions/index.ts';
import { connect } from '../../src/surfaces/library/connect.ts';
import type { Steward } from '../../src/surfaces/library/steward.ts';
import { agentSession } from '../../src/surfaces/mcp/agent-session.ts';
import { runTool } from '../../src/surfaces/tools/run-tool.ts';
import { toolsFor } from '../../src/surfaces/tools/toolsets.ts';
import { wordsOf } from '../../src/surfaces/views/describe-operation.ts';
import { cliJson, runCli } from '../support/cli.ts';
import { sampleInput } from '../support/sample-input.ts';
import { withUnits } from '../support/with-units.ts';

describe('the command line on its own sandbox', () => {
  it.each([
    ['anthropic plugins list', 'plugin_'],
    ['anthropic rbac-groups list', 'rbac_group_'],
    ['anthropic federation issuers list', 'fdis_'],
  ])('answers %s, which the usual connection cannot', async (words, prefix) => {
    const rows = (await cliJson([...words.split(' '), '--sandbox'])) as { id: string }[];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ id }) => id.startsWith(prefix))).toBe(true);
  });

  it('says of a named connection that cannot serve an operation which one can', async () => {
    const { code, stderr } = await runCli('anthropic plugins list --sandbox --connection anthropic'.split(' '));
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/needs the plane enterprise.*\n.*anthropic-enterprise can/),
    ]);
  });
});

/** What the sandbox's four connections are there for, said without the code that chooses. */
function rightFor({ provider, planes, oauthOnly }: ProviderOperation): string {
  if (provider === 'openai') return 'openai';
  if (planes?.includes('console') === false) return 'anthropic-enterprise';
  return oauthOnly ? 'anthropic-oauth' : 'anthropic';
}

/** Each door runs an operation as whoever stands before it would, and ends with the connection that its session chose. */
describe('command line, tools, functions and library choose the same connection', () => {
  const environment = { HOME: '/nonexistent', STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z' };
  const context = new Context(processTerminal(environment), environment);
  const agents = agentSession({ environment, sandbox: true });
  let sandbox: Sandbox;
  let kit: Kit;
  let steward: Steward;
  beforeAll(async () => {
    sandbox = await startSandbox({ now: new Date('2026-11-01T12:00:00Z') });
    kit = openKit({ environment, sandbox });
    steward = connect(undefined, { environment, sandbox });
    const choose = Session.prototype.on;
    vi.spyOn(Session.prototype, 'on').mockImplementation(async function (this: Session, ...asked) {
      const { connection } = await choose.apply(this, asked);
      throw new InputError('chosen', connection.name);
    });
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await Promise.all([context.close(), agents.close(), kit.close(), steward.close()]);
    await sandbox.close();
  });

  /** What is proposed is looked at before it is asked which connection it is for. */
  const inputOf = (operation: ProviderOperation) => (operation.risk === 'read' ? {} : inputFor(operation));
  const inTools = (operation: ProviderOperation) =>
    [
      operation.risk === 'read' ? 'read' : 'propose_change',
      { operation: operation.id, input: inputOf(operation) },
    ] as const;

  const doors: Readonly<Record<string, (operation: ProviderOperation) => Promise<unknown>>> = {
    'command line': (operation) => {
      const program = new Command().exitOverride();
      if (operation.risk !== 'read') {
        proposeCommands(program, context);
        const input = JSON.stringify(inputOf(operation));
        return chosenBy(program.parseAsync(['propose', operation.id, '--input', input, '--sandbox'], { from: 'user' }));
      }
      const words = [operation.provider, ...wordsOf(operation)];
      providerCommand(program, providerOf(operation.provider), words, context);
      return chosenBy(program.parseAsync([...words, '--sandbox'], { from: 'user' }));
    },
    tools: async (operation) => {
      const session = await agents.open();
      const tools = toolsFor('default', [], { connections: session.connections, readOnly: false });
      return chosenIn((await runTool(tools, ...inTools(operation), { session })) as { data: unknown });
    },
    functions: async (operation) => chosenIn(await kit.run(...inTools(operation))),
    // The library takes ids that the compiler knows; here it is told of one, whichever it is.
    library: (operation) =>
      chosenBy(
        operation.risk === 'read'
          ? steward.read(operation.id as 'openai.users.list')
          : steward.propose({
              steps: [
                { id: operation.id as 'openai.spend_limit.delete', input: inputOf(operation) as Record<string, never> },
              ],
            }),
      ),
  };

  it.each(catalogue.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    for (const [door, ask] of Object.entries(doors)) {
      expect([door, await ask(operation)]).toEqual([door, rightFor(operation)]);
    }
  });

  it('for every operation that there is, each connection for some', () => {
    expect(new Set(catalogue.map(rightFor))).toEqual(
      new Set(['openai', 'anthropic', 'anthropic-oauth', 'anthropic-enterprise']),
    );
  });
});

/** An input that can be proposed: as the schema wants it, and with no secret that policy would have to list. */
function inputFor(operation: ProviderOperation): Readonly<Record<string, unknown>> {
  const secrets = operation.risk === 'read' ? [] : ((operation.secretInput ?? []) as readonly string[]);
  const open = Object.entries(sampleInput(operation)).filter(([name]) => !secrets.includes(name));
  return withUnits(operation, Object.fromEntries(open));
}

async function chosenBy(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isStewardError(error) && error.code === 'chosen' ? error.message : String(error);
}

function chosenIn({ data }: { readonly data: unknown }): string {
  const { error } = data as { error?: { code: string; message: string } };
  return error?.code === 'chosen' ? error.message : JSON.stringify(data);
}
