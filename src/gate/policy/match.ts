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
  /** The connection, and every other one that reaches the same organisation. */
  readonly names: readonly string[];
  /** The id that the provider gives the organisation; null where it is not known. */
  readonly organization: string | null;
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

/**
 * How a rule is held against a call. `against` the proposer: look-alikes, other spellings, and what cannot be compared
 * count as meant. `for` the proposer: only what is written, under every name that the organisation has.
 */
export type Stance = 'against' | 'for';

export function ruleMatches(rule: PolicyRule, question: Question, stance: Stance): boolean {
  const { operation, risk, input, names, organization } = question;
  if (!globsOf(rule).some((glob) => globMatches(glob, operation.id))) return false;
  if (rule.risk !== undefined && !listed(rule.risk).includes(risk)) return false;
  if (rule.connection !== undefined) {
    const globs = listed(rule.connection);
    const isMeant = (name: string) => globs.some((glob) => globMatches(glob, name));
    const isNamed = stance === 'against' ? names.some(isMeant) : names.every(isMeant);
    if (!isNamed && !(organization !== null && isMeant(organization))) return false;
  }
  const against = stance === 'against';
  return Object.entries(rule.when ?? {}).every(([name, wanted]) =>
    holds(valuesAt(input, name.split('.')), wanted, against),
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
  if (typeof value === 'object' && value !== null) return loose;
  const text = folded(String(value), loose);
  const bound = typeof wanted === 'string' ? boundIn(wanted) : undefined;
  if (bound) return withinBound(value, text, bound, loose);
  if (loose && isSameNumber(text, String(wanted))) return true;
  return typeof wanted === 'string' ? globMatches(folded(wanted, loose), text) : text === folded(String(wanted), loose);
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

/** Where a limit may be lifted by null, that is more than any bound. What is no number counts against the proposer. */
function withinBound(value: unknown, text: string, { sign, amount }: Bound, loose: boolean): boolean {
  if (value === null) return loose && sign.startsWith('>');
  const order = decimal(text)?.cmp(amount);
  if (order === undefined) return loose;
  return (sign.includes('=') && order === 0) || (sign.startsWith('>') ? order > 0 : order < 0);
}

function isSameNumber(a: string, b: string): boolean {
  const [one, other] = [decimal(a), decimal(b)];
  return one !== undefined && other !== undefined && one.eq(other);
}

/** A number in any spelling that a provider might take: `1000`, `1000.0`, `1e3`, `+1_000`. */
function decimal(text: string): Big | undefined {
  try {
    return new Big(
      text
        .trim()
        .replace(/^\+/, '')
        .replaceAll(/(?<=\d)[_,\u00a0 ](?=\d)/g, ''),
    );
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
