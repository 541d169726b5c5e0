import type { AnyOperation } from '../../catalogue/define.ts';
import { catalogue } from '../../catalogue/index.ts';
import { ConfigError } from '../../errors.ts';
import { sha256 } from '../../internal/canonical.ts';
import { parseYaml } from '../../internal/yaml-file.ts';
import { globMatches, globsOf, isConditional, verdictOf } from './match.ts';
import { type PolicyDocument, type PolicyRule, policyKeys, policySchema } from './schema.ts';

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
    schema: policySchema,
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
      hint: 'Correct or remove it. steward operations lists the ids that exist.',
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
    if (!catalogue.some(({ id }) => globMatches(glob, id))) return `names no operation: ${glob}`;
  }
  const verdict = verdictOf(rule);
  const caught = catalogue.filter((operation) => catches(rule, operation));
  if (caught.length === 0) return 'catches nothing: no operation it names has that risk';
  if (verdict === 'ask' && caught.every(({ risk }) => risk === 'read'))
    return 'asks before reads, which need no approval';
  if (verdict === 'allow' && caught.every(({ risk }) => risk !== 'read')) {
    return 'allows changes without asking, which nothing can';
  }
  const before = rules.findIndex(
    (other, place) =>
      !isConditional(other) && decidesBefore(other, place, rule, index) && caught.every((each) => catches(other, each)),
  );
  return before < 0 ? undefined : `never decides: the rule in line ${lines[before] ?? '?'} always does`;
}

/** Input may raise a risk, so a rule for a higher risk may catch what the catalogue ranks lower. */
function catches(rule: PolicyRule, operation: AnyOperation): boolean {
  if (!globsOf(rule).some((glob) => globMatches(glob, operation.id))) return false;
  if (rule.risk === undefined) return true;
  const wanted: readonly string[] = [rule.risk].flat();
  return wanted.includes(operation.risk) || (operation.risk !== 'read' && operation.raises !== undefined);
}

const strength = { deny: 2, ask: 1, allow: 0 } as const;

function decidesBefore(other: PolicyRule, place: number, rule: PolicyRule, index: number): boolean {
  const difference = strength[verdictOf(other)] - strength[verdictOf(rule)];
  return difference > 0 || (difference === 0 && place < index);
}
