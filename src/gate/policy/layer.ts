import type { AnyOperation, Risk } from '../../catalogue/define.ts';
import { everyOperation } from '../../catalogue/index.ts';
import { parameterNames } from '../../catalogue/parameters.ts';
import { ConfigError } from '../../errors.ts';
import { sha256 } from '../../internal/canonical.ts';
import { parseYaml } from '../../internal/yaml-file.ts';
import { globMatches, globsOf, isConditional, verdictOf } from './match.ts';
import { type PolicyDocument, type PolicyRule, policyKeys, policySchema, writeRisks } from './schema.ts';

/** Where a policy was written. Every place but the one that trust is anchored in may only tighten. */
export type Place = 'built in' | 'system' | 'user' | 'project';

export interface Layer {
  readonly place: Place;
  readonly file: string;
  readonly hash: string;
  readonly document: PolicyDocument;
  /** The line of each rule. */
  readonly lines: readonly (number | undefined)[];
}

const parsed = new Map<string, Layer>();

/**
 * One policy file.
 * @throws ConfigError for unknown keys, and for rules that can never decide anything.
 */
export function parseLayer(text: string, place: Place, file: string): Layer {
  const hash = sha256(text);
  const key = `${place} ${file} ${hash}`;
  const known = parsed.get(key);
  if (known) return known;
  const { value, lineAt } = parseYaml(text, {
    file,
    schema: policySchema(),
    knownKeys: policyKeys,
    guide: 'docs/guides/safety.md',
  });
  const lines = (value.rules ?? []).map((_, index) => lineAt(['rules', index]));
  refuseUnreachable(value.rules ?? [], file, lines);
  const layer = { place, file, hash, document: value, lines };
  parsed.set(key, layer);
  return layer;
}

/** A rule that nothing can reach is a mistake of whoever wrote it, and they believe that it protects them. */
function refuseUnreachable(rules: readonly PolicyRule[], file: string, lines: readonly (number | undefined)[]): void {
  for (const [index, rule] of rules.entries()) {
    const why = whyUnreachable(rule, index, rules, lines);
    if (why === undefined) continue;
    throw new ConfigError('policy_rule_unreachable', `${file}, line ${lines[index] ?? '?'}: this rule ${why}.`, {
      hint: 'Correct or remove it. There is a list of the ids that exist.',
      advice: { action: 'list_operations' },
    });
  }
}

function whyUnreachable(
  rule: PolicyRule,
  index: number,
  rules: readonly PolicyRule[],
  lines: readonly (number | undefined)[],
): string | undefined {
  for (const glob of globsOf(rule)) {
    if (!everyOperation.some(({ id }) => globMatches(glob, id))) return `names no operation: ${glob}`;
  }
  const caught = callsOf(rule);
  if (caught.length === 0) return whyNothing(rule);
  const parameter = unknownParameter(rule, caught);
  if (parameter !== undefined) return `looks at ${parameter}, which no operation it names takes`;
  const before = rules.findIndex(
    (other, place) =>
      !isConditional(other) &&
      decidesBefore(other, place, rule, index) &&
      caught.every(({ operation, risk }) => catches(other, operation, risk)),
  );
  return before < 0 ? undefined : `never decides: the rule in line ${lines[before] ?? '?'} always does`;
}

function whyNothing(rule: PolicyRule): string {
  const named = everyOperation.filter(({ id }) => globsOf(rule).some((glob) => globMatches(glob, id)));
  const verdict = verdictOf(rule);
  const wanted: readonly string[] | undefined = rule.risk === undefined ? undefined : [rule.risk].flat();
  const possible = named.filter((operation) => risksOf(operation).some((risk) => wanted?.includes(risk) ?? true));
  if (possible.length === 0) return 'catches nothing: no operation it names has that risk';
  return verdict === 'ask'
    ? 'asks before reads, which need no approval'
    : 'allows changes without asking, which nothing can';
}

interface PossibleCall {
  readonly operation: AnyOperation;
  readonly risk: Risk;
}

/** The calls that a rule may decide: `ask` is about changes, `allow` about reads, `deny` about both. */
function callsOf(rule: PolicyRule): PossibleCall[] {
  return everyOperation.flatMap((operation) =>
    risksOf(operation)
      .filter((risk) => catches(rule, operation, risk))
      .map((risk) => ({ operation, risk })),
  );
}

function catches(rule: PolicyRule, { id }: AnyOperation, risk: Risk): boolean {
  const verdict = verdictOf(rule);
  if (verdict === (risk === 'read' ? 'ask' : 'allow')) return false;
  if (!globsOf(rule).some((glob) => globMatches(glob, id))) return false;
  const wanted: readonly string[] | undefined = rule.risk === undefined ? undefined : [rule.risk].flat();
  return wanted?.includes(risk) ?? true;
}

/** Input may raise the risk of a write to any other. */
function risksOf(operation: AnyOperation): readonly Risk[] {
  return operation.risk !== 'read' && operation.raises ? writeRisks : [operation.risk];
}

function unknownParameter({ when }: PolicyRule, caught: readonly PossibleCall[]): string | undefined {
  const names = Object.keys(when ?? {}).map((name) => name.split('.')[0] ?? '');
  return names.find((name) => !caught.some(({ operation }) => parameterNames(operation.input()).includes(name)));
}

const strength = { deny: 2, ask: 1, allow: 0 } as const;

function decidesBefore(other: PolicyRule, place: number, rule: PolicyRule, index: number): boolean {
  const difference = strength[verdictOf(other)] - strength[verdictOf(rule)];
  return difference > 0 || (difference === 0 && place < index);
}
