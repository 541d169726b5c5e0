import type { Layer } from './layer.ts';
import { type Question, ruleMatches, type Verdict, verdictOf } from './match.ts';
import { type Channel, channels, type PolicyDocument, type PolicyRule, type WriteRisk } from './schema.ts';

/** What a change needs before it may be applied. */
export interface Requirement {
  readonly channel: Channel;
  readonly people: number;
}

/** What policy says of one call, and which line says it. */
export interface Decision {
  readonly verdict: Verdict;
  /** Meaningful when the verdict is `ask`. */
  readonly requirement: Requirement;
  readonly reason: string;
  /** File and line of what decided. */
  readonly decidedBy: string;
}

/** Without any policy: what each risk needs. */
const usual: Readonly<Record<WriteRisk, Requirement>> = {
  write: { channel: 'terminal', people: 1 },
  spend: { channel: 'terminal', people: 1 },
  access: { channel: 'signature', people: 1 },
  destructive: { channel: 'signature', people: 1 },
};

const strictness = { allow: 0, ask: 1, deny: 2 } as const;

/** Every layer is asked, and the strictest answer counts; of equals the first. */
export function decide(question: Question, base: Layer, tightening: readonly Layer[]): Decision {
  const decisions = [decideBase(question, base), ...tightening.map((layer) => decideTighter(question, layer))];
  const given = decisions.filter((decision) => decision !== undefined);
  const [first, ...others] = given as [Decision, ...Decision[]];
  const strictest = others.reduce(
    (best, each) => (strictness[each.verdict] > strictness[best.verdict] ? each : best),
    first,
  );
  return { ...strictest, requirement: apart(given.map(({ requirement }) => requirement).reduce(stricter)) };
}

/** The channel and the number of people that satisfy both. */
export function stricter(a: Requirement, b: Requirement): Requirement {
  return {
    channel: channels.indexOf(a.channel) >= channels.indexOf(b.channel) ? a.channel : b.channel,
    people: Math.max(a.people, b.people),
  };
}

/** Only keys tell persons apart: one person has several accounts and clients. */
function apart({ channel, people }: Requirement): Requirement {
  return { channel: people > 1 ? 'signature' : channel, people };
}

function decideBase(question: Question, layer: Layer): Decision {
  const { risk } = question;
  const mode = layer.document.mode ?? 'read-only';
  const requirement = risk === 'read' ? nobody : (required(layer.document, risk) ?? usual[risk]);
  const made = (verdict: Verdict, reason: string, decidedBy = layer.file): Decision => ({
    verdict,
    requirement,
    reason,
    decidedBy,
  });
  const found = strongestRule(question, layer);
  if (found?.verdict === 'deny') return fromRule(found, layer, requirement);
  if (risk !== 'read' && mode === 'read-only') return made('deny', 'the policy in force is read-only');
  if (found?.verdict === (risk === 'read' ? 'allow' : 'ask')) return fromRule(found, layer, requirement);
  if (mode === 'listed') return made('deny', 'the policy in force names what may be done, and this is not named');
  return risk === 'read'
    ? made('allow', 'reads are allowed')
    : made('ask', `changes of risk ${risk} wait for a person`);
}

/** A layer that may only tighten has no opinion on what it does not speak of. */
function decideTighter(question: Question, layer: Layer): Decision | undefined {
  const { risk } = question;
  const requirement = (risk === 'read' ? undefined : required(layer.document, risk)) ?? nobody;
  const found = strongestRule(question, layer);
  if (found?.verdict === 'deny') return fromRule(found, layer, requirement);
  const { mode } = layer.document;
  const shuts = mode === 'read-only' ? risk !== 'read' : mode === 'listed' && found === undefined;
  if (shuts) return { verdict: 'deny', requirement, reason: `this policy is ${mode}`, decidedBy: layer.file };
  if (found?.verdict === 'ask' && risk !== 'read') return fromRule(found, layer, requirement);
  return { verdict: 'allow', requirement, reason: 'it is not spoken of', decidedBy: layer.file };
}

interface FoundRule {
  readonly verdict: Verdict;
  readonly rule: PolicyRule;
  readonly line: number | undefined;
}

function strongestRule(question: Question, { document, lines }: Layer): FoundRule | undefined {
  const matching = (document.rules ?? [])
    .map((rule, index) => ({ verdict: verdictOf(rule), rule, line: lines[index] }))
    .filter(({ rule, verdict }) => isAbout(verdict, question) && ruleMatches(rule, question));
  return (['deny', 'ask', 'allow'] as const)
    .map((verdict) => matching.find((each) => each.verdict === verdict))
    .find((each) => each !== undefined);
}

/** `ask` is about changes, `allow` about reads. */
function isAbout(verdict: Verdict, { risk }: Question): boolean {
  return verdict !== (risk === 'read' ? 'ask' : 'allow');
}

function fromRule({ verdict, rule, line }: FoundRule, layer: Layer, requirement: Requirement): Decision {
  const own = 'ask' in rule ? rule : undefined;
  return {
    verdict,
    requirement: {
      channel: own?.channel ?? requirement.channel,
      people: own?.people ?? requirement.people,
    },
    reason: rule.reason ?? (verdict === 'deny' ? 'a rule denies it' : `a rule says ${verdict}`),
    decidedBy: line === undefined ? layer.file : `${layer.file}, line ${line}`,
  };
}

const nobody: Requirement = { channel: 'elicitation', people: 1 };

function required({ approvals }: PolicyDocument, risk: WriteRisk): Requirement | undefined {
  const written = approvals?.[risk];
  return typeof written === 'string' ? { channel: written, people: 1 } : written;
}
