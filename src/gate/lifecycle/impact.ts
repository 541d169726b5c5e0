import { isStewardError } from '../../errors.ts';
import type { PlannedStep } from '../change/plan.ts';
import type { Json } from '../change/record.ts';
import type { Reader } from './reader.ts';

/** What else a step touches, item by item. What cannot be read is said to be unknown, which is not the same as none. */
export async function impactOf({ call, destination }: PlannedStep, reader: Reader): Promise<string[]> {
  const sentences: string[] = [];
  for (const { read, says } of call.operation.impact?.(call.input) ?? []) {
    try {
      const items = await reader.items(read, destination.name);
      if (items.length > 0) sentences.push(`${items.length} ${says}${named(items)}`);
    } catch (error) {
      if (!isStewardError(error)) throw error;
      sentences.push(`Not known: how many ${says} (${error.code})`);
    }
  }
  return sentences;
}

/** All of them: what is decided about is not shortened. */
function named(items: readonly Json[]): string {
  const names = items
    .map((item) => item['name'] ?? item['email'] ?? item['id'])
    .filter((name) => typeof name === 'string');
  return names.length === 0 ? '' : `: ${names.join(', ')}`;
}
