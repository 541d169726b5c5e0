import type { Command } from 'commander';
import { operationById } from '../../../catalogue/index.ts';
import { executePages } from '../../../gate/execute.ts';
import { cleanText } from '../../../internal/clean-text.ts';
import type { ReportResult } from '../../../ledger/live/ask.ts';
import { amountText } from '../../../ledger/money.ts';
import { runaways, unused } from '../../../ledger/question/key-trends.ts';
import type { Context } from '../context.ts';
import { writeRecords } from '../output.ts';
import { paint } from '../paint.ts';
import { askReport, type ReportOptions, writeReport } from './report.ts';

/** One stop of the tour: what is asked, the command that asks it, and the answer. */
interface Stop {
  readonly question: string;
  readonly command: string;
  readonly show: (context: Context) => Promise<void>;
}

const sandbox = { sandbox: true } as const;

const stops: readonly Stop[] = [
  {
    question: 'What did Anthropic cost over 90 days, and which models?',
    command: 'steward anthropic usage cost --since 90d --by model',
    show: (context) => showReport('anthropic.usage.cost', { since: '90d', by: 'model' }, context),
  },
  {
    question: 'And OpenAI?',
    command: 'steward openai usage costs --since 90d --by model',
    show: (context) => showReport('openai.usage.costs', { since: '90d', by: 'model' }, context),
  },
  {
    question: 'Which keys spend the most?',
    command: 'steward anthropic analytics cost list --since 30d --by key',
    show: (context) => showTopKeys(context),
  },
  {
    question: 'Is a key running away?',
    command: 'steward anthropic analytics cost list --since 30d --by key --bucket 1d',
    show: showRunaways,
  },
  {
    question: 'Which active keys has nobody used for 90 days?',
    command: 'steward anthropic api-keys list --status active --all',
    show: showUnusedKeys,
  },
  {
    question: 'Who is in charge?',
    command: 'steward openai users list --all; steward anthropic users list --roles admin',
    show: showOwners,
  },
  {
    question: 'What may a project use?',
    command: 'steward openai projects rate-limits list --project-id proj_…',
    show: showRateLimits,
  },
];

export function demoCommand(program: Command, context: Context): void {
  program
    .command('demo')
    .description('a tour of a made-up company on the local sandbox')
    .action(() => tour(context));
}

async function tour(context: Context): Promise<void> {
  const { terminal } = context;
  terminal.out.write(
    `${paint(terminal, 'bold', 'Northwind Labs')}, a made-up company on a local copy of both admin planes.\n`,
  );
  for (const [index, { question, command, show }] of stops.entries()) {
    terminal.out.write(
      `\n${paint(terminal, ['bold', 'cyan'], `${index + 1}. ${question}`)}\n${paint(terminal, 'dim', `$ ${command}`)}\n\n`,
    );
    await show(context);
  }
  terminal.out.write(`\n${paint(terminal, ['bold', 'cyan'], 'Your own organization')}\n${ending}`);
}

const ending = `
Every command above works on the sandbox with --sandbox, and on your organization with an admin key:

  export ANTHROPIC_ADMIN_KEY=…   # Console: Settings, Admin keys
  export OPENAI_ADMIN_KEY=…      # platform.openai.com: Settings, Admin keys
  npx steward doctor             # what the keys reach

Steward reads. Nothing is changed without a person's approval of the exact change.
`;

async function ask(id: string, options: ReportOptions, context: Context): Promise<ReportResult> {
  const operation = operationById(id);
  return askReport(operation, {}, { ...sandbox, ...options }, context);
}

async function showReport(id: string, options: ReportOptions, context: Context): Promise<void> {
  writeReport(await ask(id, options, context), 'table', false, context, 8);
}

async function showTopKeys(context: Context): Promise<void> {
  writeReport(
    await ask('anthropic.analytics.cost.list', { since: '30d', by: 'key' }, context),
    'table',
    false,
    context,
    6,
  );
  context.terminal.out.write(
    `\n${paint(context.terminal, 'dim', '$ steward openai usage costs --since 30d --by key')}\n\n`,
  );
  writeReport(await ask('openai.usage.costs', { since: '30d', by: 'key' }, context), 'table', false, context, 6);
}

async function showRunaways(context: Context): Promise<void> {
  const { terminal } = context;
  const { now } = await context.session(sandbox);
  const dimension = 'api_key_id';
  for (const id of ['anthropic.analytics.cost.list', 'openai.usage.costs']) {
    const { facts, names, operation } = await ask(id, { since: '30d', by: dimension }, context);
    for (const { key, before, lately, times, currency } of runaways(facts, dimension, { now: now() })) {
      const name = cleanText(names.get(dimension)?.get(key) ?? key);
      terminal.out.write(
        `${paint(terminal, ['bold', 'red'], name)} (${operation.provider}): ${amountText(lately, currency)} a day in the last week, ${amountText(before, currency)} before: ${times.toFixed(0)} times as much\n`,
      );
    }
  }
}

async function showUnusedKeys(context: Context): Promise<void> {
  const dimension = 'api_key_id';
  const { now } = await context.session(sandbox);
  const { facts } = await ask('anthropic.usage.messages', { since: '90d', by: dimension, names: false }, context);
  const keys = await allOf('anthropic.api_keys.list', { status: 'active' }, context);
  const found = unused(keys.map(knownKey), facts, dimension, { now: now(), days: 90 });
  writeRecords(
    context.terminal,
    'table',
    found.map(({ id, name, createdAt }) => ({ id, name, created_at: new Date(createdAt).toISOString() })),
  );
}

async function showOwners(context: Context): Promise<void> {
  const owners = (await allOf('openai.users.list', {}, context)).filter((user) => user['role'] === 'owner');
  const admins = await allOf('anthropic.users.list', { roles: ['admin'] }, context);
  writeRecords(context.terminal, 'table', [
    ...owners.map(({ name, email }) => ({ provider: 'openai', role: 'owner', name, email })),
    ...admins.map(({ name, email }) => ({ provider: 'anthropic', role: 'admin', name, email })),
  ]);
}

async function showRateLimits(context: Context): Promise<void> {
  const projects = await allOf('openai.projects.list', {}, context);
  const project = projects.find(({ name }) => /production/i.test(String(name))) ?? projects[0];
  if (!project) return;
  context.terminal.out.write(`${paint(context.terminal, 'bold', cleanText(String(project['name'])))}\n`);
  const limits = await allOf('openai.projects.rate_limits.list', { project_id: project['id'] }, context);
  writeRecords(
    context.terminal,
    'table',
    limits.slice(0, 10).map(({ model, max_requests_per_1_minute, max_tokens_per_1_minute }) => ({
      model,
      requests_per_minute: max_requests_per_1_minute,
      tokens_per_minute: max_tokens_per_1_minute,
    })),
  );
}

async function allOf(id: string, input: object, context: Context): Promise<Readonly<Record<string, unknown>>[]> {
  const operation = operationById(id);
  const items: Readonly<Record<string, unknown>>[] = [];
  const session = await context.session(sandbox);
  const execution = await session.on(operation);
  for await (const page of executePages(operation, { limit: 100, ...input }, execution)) {
    items.push(...(page.data as Readonly<Record<string, unknown>>[]));
  }
  return items;
}

function knownKey(key: Readonly<Record<string, unknown>>) {
  return { id: String(key['id']), name: String(key['name']), createdAt: Date.parse(String(key['created_at'])) };
}
