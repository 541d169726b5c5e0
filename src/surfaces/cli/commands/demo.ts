import type { Command } from 'commander';
import { operationById } from '../../../catalogue/index.ts';
import { execute } from '../../../gate/execute.ts';
import { providers } from '../../../providers/index.ts';
import type { Context } from '../context.ts';
import { paint } from '../paint.ts';

/** Runs a command line through the program that a person's would go through. */
type Run = (words: readonly string[]) => Promise<void>;

/** One stop of the tour: what is asked, and the commands that answer it. */
interface Stop {
  readonly question: string;
  readonly commands: readonly string[];
}

/** `steward demo`: a tour in which every answer is what the command above it prints. */
export function demoCommand(program: Command, context: Context, run: Run): void {
  program
    .command('demo')
    .description('a tour of a made-up company on the local sandbox')
    .action(() => tour(context, run));
}

async function tour(context: Context, run: Run): Promise<void> {
  const { terminal } = context;
  terminal.out.write(
    `${paint(terminal, 'bold', 'Northwind Labs')}, a made-up company on a local copy of both admin planes.\n`,
  );
  for (const [index, { question, commands }] of (await stopsFor(context)).entries()) {
    terminal.out.write(`\n${paint(terminal, ['bold', 'cyan'], `${index + 1}. ${question}`)}\n`);
    for (const [place, command] of commands.entries()) {
      terminal.out.write(`${place > 0 ? '\n' : ''}${paint(terminal, 'dim', `$ npx steward ${command}`)}\n\n`);
      await run(command.split(' '));
    }
  }
  terminal.out.write(`\n${paint(terminal, ['bold', 'cyan'], 'Your own organization')}\n${ending}`);
}

async function stopsFor(context: Context): Promise<readonly Stop[]> {
  const project = await someProject(context);
  return [
    {
      question: 'What did Anthropic cost over 90 days, and which models?',
      commands: ['anthropic usage cost --since 90d --by model --top 8 --sandbox'],
    },
    { question: 'And OpenAI?', commands: ['openai usage costs --since 90d --by model --top 8 --sandbox'] },
    {
      question: 'Which keys spend the most?',
      commands: [
        'anthropic analytics cost list --by key --top 6 --sandbox',
        'openai usage costs --by key --top 6 --sandbox',
      ],
    },
    { question: 'Is a key running away?', commands: ['keys runaway --sandbox'] },
    { question: 'Which keys has nobody used for 90 days?', commands: ['keys unused --days 90 --sandbox'] },
    { question: 'Who is in charge?', commands: ['people --role owner --sandbox'] },
    {
      question: 'What may a project use?',
      commands: project === undefined ? [] : [`openai projects rate-limits list ${project} --limit 10 --sandbox`],
    },
  ];
}

/** The project in production, else any. */
async function someProject(context: Context): Promise<string | undefined> {
  const operation = operationById('openai.projects.list');
  const session = await context.session({ sandbox: true });
  const { data } = (await execute(operation, {}, await session.on(operation))) as {
    data: { id: string; name: string }[];
  };
  return (data.find(({ name }) => /production/i.test(name)) ?? data[0])?.id;
}

const ending = `
Every command above works on the sandbox with --sandbox, and on your organization with an admin key:

${providers.map(({ variables, keysAt }) => `  export ${`${variables.key}=…`.padEnd(24)}# ${keysAt}`).join('\n')}
  npx steward doctor             # what the keys reach

Steward reads. Nothing is changed without a person's approval of the exact change.
`;
