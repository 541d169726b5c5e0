import type { AnyOperation, FieldChange } from '../../catalogue/define.ts';
import { identifyingNames } from '../../catalogue/identify.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import type { Json } from './record.ts';
import { subjectOf } from './state.ts';

/** What a write will change, field by field, held against the state before. */
export function effectOf(operation: AnyOperation, input: Json, state: unknown): FieldChange[] {
  if (operation.risk !== 'read' && operation.effect) return [...operation.effect({ input, before: state })];
  const inPath = new Set(identifyingNames(operation));
  const fields = Object.entries(input).filter(([name]) => !inPath.has(name));
  return fields.flatMap(([name, after]) => changesOf(name, valueIn(subjectOf(state), name), after));
}

/** How people call the thing: its name, address or label, as far as its state tells. */
export function nameOf(state: unknown): string | undefined {
  const subject = subjectOf(state);
  const nested = subject?.['user'];
  for (const each of [subject, typeof nested === 'object' ? (nested as Json | null) : undefined]) {
    for (const field of ['name', 'display_name', 'email', 'url', 'endpoint_url']) {
      const value = each?.[field];
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  return undefined;
}

function changesOf(field: string, before: unknown, after: unknown): FieldChange[] {
  if (isPlain(before) && isPlain(after)) {
    return Object.entries(after).flatMap(([name, each]) => changesOf(`${field}.${name}`, before[name], each));
  }
  if (before !== undefined && canonicalJson(before) === canonicalJson(after)) return [];
  return [{ field, after, ...(before !== undefined && { before }) }];
}

function valueIn(subject: Json | undefined, name: string): unknown {
  return subject && Object.hasOwn(subject, name) ? subject[name] : undefined;
}

function isPlain(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
