import Big from 'big.js';
import type { AnyOperation, Risk } from '../../catalogue/define.ts';
import type { PolicyRule } from './schema.ts';

export type Verdict = 'deny' | 'ask' | 'allow';

/** What a rule is held against. */
export interface Question {
  readonly operation: AnyOperation;
  /** The risk of this very call, which input may raise. */
  readonly risk: Risk;
  readonly input: Readonly<Record<string, unknown>>;
  readonly connection: string;
}

export function verdictOf(rule: PolicyRule): Verdict {
  if ('deny' in rule) return 'deny';
  return 'ask' in rule ? 'ask' : 'allow';
}

export function globsOf(rule: PolicyRule): readonly string[] {
  if ('deny' in rule) return listed(rule.deny);
  return 'ask' in rule ? listed(rule.ask) : listed(rule.allow);
}

/** True when the rule narrows beyond ids and risk, so that what it catches depends on the call. */
export function isConditional(rule: PolicyRule): boolean {
  return rule.connection !== undefined || rule.when !== undefined;
}

export function ruleMatches(rule: PolicyRule, question: Question): boolean {
  const { operation, risk, input, connection } = question;
  if (!globsOf(rule).some((glob) => globMatches(glob, operation.id))) return false;
  if (rule.risk !== undefined && !listed(rule.risk).includes(risk)) return false;
  if (rule.connection !== undefined && !listed(rule.connection).some((glob) => globMatches(glob, connection)))
    return false;
  // A denial looks through letter case and look-alike forms; a permission takes the words as they are.
  const loose = verdictOf(rule) === 'deny';
  return Object.entries(rule.when ?? {}).every(([name, wanted]) =>
    holds(valuesAt(input, name.split('.')), wanted, loose),
  );
}

export function globMatches(glob: string, text: string): boolean {
  const pattern = glob.split('*').map(escaped).join('.*');
  return new RegExp(`^${pattern}$`, 's').test(text);
}

/** The values under a dotted name; of a list, those of each item. */
function valuesAt(value: unknown, names: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, names));
  const [name, ...rest] = names;
  if (name === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[name], rest);
}

function holds(values: readonly unknown[], wanted: unknown, loose: boolean): boolean {
  const options = listed(wanted as string);
  return values.some((value) => options.some((option) => fits(value, option, loose)));
}

function fits(value: unknown, wanted: unknown, loose: boolean): boolean {
  if (typeof value === 'object' && value !== null) return false;
  const text = folded(String(value), loose);
  if (typeof wanted === 'string') {
    const bound = boundIn(wanted);
    return bound ? withinBound(value, text, bound, loose) : globMatches(folded(wanted, loose), text);
  }
  return (
    text === folded(String(wanted), loose) ||
    (loose && decimal(text)?.eq(decimal(String(wanted)) ?? Number.NaN) === true)
  );
}

interface Bound {
  readonly sign: string;
  readonly amount: string;
}

/** A bound on a number, such as `>1000`. */
export function boundIn(text: string): Bound | undefined {
  const [, sign, amount] = /^([<>]=?)\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  return sign && amount ? { sign, amount } : undefined;
}

/** Where a limit may be lifted by null, that is more than any bound: a denial catches it. */
function withinBound(value: unknown, text: string, { sign, amount }: Bound, loose: boolean): boolean {
  if (value === null) return loose && sign.startsWith('>');
  const order = decimal(text)?.cmp(amount);
  if (order === undefined) return false;
  return (sign.includes('=') && order === 0) || (sign.startsWith('>') ? order > 0 : order < 0);
}

function decimal(text: string): Big | undefined {
  try {
    return new Big(text);
  } catch {
    return undefined;
  }
}

/** What looks alike to a person is alike to a denial: letter case, full-width forms, invisible characters. */
function folded(text: string, loose: boolean): string {
  return loose
    ? text
        .normalize('NFKC')
        .replaceAll(/\p{Cf}/gu, '')
        .toLowerCase()
        .trim()
    : text;
}

function listed<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
