import type { AnyOperation } from '../../src/catalogue/define.ts';
import { everyOperation } from '../../src/catalogue/index.ts';
import { wishes } from '../../src/catalogue/wishes.ts';
import type { Provider } from '../../src/providers/index.ts';
import { flagsOf } from '../../src/surfaces/cli/flags.ts';
import { noticed } from '../../src/surfaces/cli/wording.ts';

/** The reference of one provider's operations, family by family; null for what is done on files of this machine. */
export function operationsReference(provider: Provider['id'] | null, title: string): string {
  const operations = everyOperation.filter((operation) => operation.provider === provider);
  const families = Map.groupBy(operations, familyOf);
  return `${[
    '<!-- Generated from the catalogue by npm run generate. Do not edit. -->',
    `# ${title} operations`,
    `${operations.length} operations. The command line takes the words of an id with spaces: \`steward ${example(operations)}\`.`,
    ...[...families].map(([family, members]) => [`## ${family}`, ...members.map(operationText)].join('\n\n')),
    ...(provider === null ? [] : [wishesText(provider)]),
  ].join('\n\n')}\n`;
}

function wishesText(provider: Provider['id']): string {
  const own = wishes.filter((wish) => wish.provider === provider).map(wishText);
  return ['## What the API does not offer', ...own].join('\n\n');
}

function example(operations: readonly AnyOperation[]): string {
  return (operations[0]?.id ?? '').replaceAll('.', ' ').replaceAll('_', '-');
}

function familyOf({ id }: AnyOperation): string {
  return id.slice(0, id.lastIndexOf('.'));
}

function operationText(operation: AnyOperation): string {
  return [`### \`${operation.id}\``, `${operation.summary}.`, factsOf(operation), parametersOf(operation)]
    .filter(Boolean)
    .join('\n\n');
}

function factsOf(operation: AnyOperation): string {
  const facts = [...(operation.http ? [`\`${operation.http}\``] : []), `risk: ${operation.risk}`];
  if (operation.planes) facts.push(`plane: ${operation.planes.join(', ')}`);
  if (operation.oauthOnly) facts.push('needs an OAuth token with `org:admin`');
  if (operation.beta) facts.push(`beta: \`${operation.beta}\``);
  if (operation.risk === 'read') {
    if (operation.report) facts.push('report over time: `--since`, `--until`, `--by`, `--bucket`');
    else if (operation.pages) facts.push('paged: `--all` follows every page');
  } else {
    if (operation.reveals) facts.push('the answer holds a secret, shown once');
    facts.push(operation.irreversible === undefined ? 'can be undone' : `cannot be undone: ${operation.irreversible}`);
  }
  return facts.map((fact) => `- ${fact}`).join('\n');
}

function parametersOf(operation: AnyOperation): string {
  const flags = flagsOf(operation);
  if (flags.length === 0) return '';
  const rows = flags.map(({ field, kind, required, description, choices }) => {
    const members = choices.length > 0 && choices.length <= 20 ? ` One of: ${choices.join(', ')}.` : '';
    return `| \`${field}\` | ${kind}${required ? ', required' : ''} | ${escapeCell(description)}.${members} |`;
  });
  return ['| parameter | kind | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function wishText({ title, reason, instead, advice }: (typeof wishes)[number]): string {
  const place = noticed({ text: instead, ...(advice && { advice }) });
  return `- **${title}**: ${reason} ${place}`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\.$/, '');
}
