import { InputError } from '../../errors.ts';
import { cleanText } from '../../internal/clean-text.ts';

interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
}

interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  readonly text: (values: Readonly<Record<string, string>>) => string;
}

/** Tasks that take several tools, said once so that nobody has to type them. */
const prompts: readonly Prompt[] = [
  {
    name: 'monthly_spend_review',
    title: 'Monthly spend review',
    description: 'What was spent in a month, on what, and what stands out',
    arguments: [{ name: 'month', description: 'Such as 2026-10; the last 30 days when omitted', required: false }],
    text: ({ month }) =>
      `Review the spend of ${month ? `the month ${month}` : 'the last 30 days'} on every provider that has a connection. Use anthropic_usage (report cost, then analytics_cost by api_key) and openai_usage (report costs by project, then by api_key), each with limit 10. Give the total per provider, the largest shares, what grew against the period before, and keys or projects that stand out. Propose nothing.`,
  },
  {
    name: 'access_review',
    title: 'Access review',
    description: 'Who can do what, and which access nobody seems to need',
    arguments: [],
    text: () =>
      'Review access on every provider that has a connection. List owners and admins, pending invites, admin keys, and active API keys with when they were last used. Say which look unneeded and why, oldest use first. Change nothing; for each finding name the operation that would end it, so that it can be proposed if the user wants it.',
  },
  {
    name: 'offboard_person',
    title: 'Offboard a person',
    description: 'Finds everything a person has on both providers and prepares its removal',
    arguments: [{ name: 'email', description: 'The address of the person who leaves', required: true }],
    text: ({ email }) =>
      `${email} leaves. Find them on every provider that has a connection (members, pending invites, projects or workspaces, keys they made). Show what you found. Then propose their removal with propose_change, one change per operation, and tell the user which changes wait for approval. Point out keys that stay active after the person is gone.`,
  },
];

export function listPrompts() {
  return prompts.map(({ text: _text, ...prompt }) => ({ ...prompt, arguments: [...prompt.arguments] }));
}

/** @throws InputError for a prompt that is not there, or lacks an argument. */
export function promptText(
  name: string,
  values: Readonly<Record<string, string>>,
): { description: string; text: string } {
  const prompt = prompts.find((each) => each.name === name);
  if (!prompt) throw new InputError('prompt_unknown', `There is no prompt ${cleanText(name, 60)}.`);
  const missing = prompt.arguments.find((argument) => argument.required && !values[argument.name]);
  if (missing) throw new InputError('argument_missing', `${name} needs ${missing.name}: ${missing.description}.`);
  const clean = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, cleanText(String(value), 200)]));
  return { description: prompt.description, text: prompt.text(clean) };
}
