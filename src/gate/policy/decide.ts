import { type Channel, channels } from '../journal/agreement.ts';
import type { Layer } from './layer.ts';
import { type Question, ruleMatches, type Stance, type Verdict, verdictOf } from './match.ts';
import type { PolicyDocument, PolicyRule, WriteRisk } from './schema.ts';

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
  const first = decideBase(question, base);
  const others = tightening.map((layer) => decideTighter(question, layer));
  const given = [first, ...others];
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
  const usually = risk === 'read' ? nobody : (required(layer.document, risk) ?? usual[risk]);
  const made = (verdict: Verdict, reason: string, decidedBy = layer.file, requirement = usually): Decision => ({
    verdict,
    requirement,
    reason,
    decidedBy,
  });
  const denied = rulesOf('deny', question, layer, 'against')[0];
  if (denied) return made('deny', reasonOf(denied, 'a rule denies it'), placeOf(denied, layer));
  if (risk !== 'read' && mode === 'read-only') return made('deny', 'the policy in force is read-only');
  const permits = rulesOf(risk === 'read' ? 'allow' : 'ask', question, layer, 'for');
  const asking = risk === 'read' ? [] : askedBy(question, layer, usually);
  const [named] = [...permits, ...asking];
  const requirement = asking.map(({ requirement: own }) => own).reduce(stricter, asking.length > 0 ? nobody : usually);
  if (mode === 'listed' && permits.length === 0) {
    return made('deny', 'the policy in force names what may be done, and this is not named');
  }
  const verdict = risk === 'read' ? 'allow' : 'ask';
  if (named) return made(verdict, reasonOf(named, `a rule says ${verdict}`), placeOf(named, layer), requirement);
  return risk === 'read'
    ? made('allow', 'reads are allowed')
    : made('ask', `changes of risk ${risk} wait for a person`);
}

/** A layer that may only tighten has no opinion on what it does not speak of. */
function decideTighter(question: Question, layer: Layer): Decision {
  const { risk } = question;
  const usually = (risk === 'read' ? undefined : required(layer.document, risk)) ?? nobody;
  const made = (verdict: Verdict, reason: string, decidedBy = layer.file, requirement = usually): Decision => ({
    verdict,
    requirement,
    reason,
    decidedBy,
  });
  const denied = rulesOf('deny', question, layer, 'against')[0];
  if (denied) return made('deny', reasonOf(denied, 'a rule denies it'), placeOf(denied, layer));
  const { mode } = layer.document;
  const permits = rulesOf(risk === 'read' ? 'allow' : 'ask', question, layer, 'for');
  const shuts = mode === 'read-only' ? risk !== 'read' : mode === 'listed' && permits.length === 0;
  if (shuts) return made('deny', `this policy is ${mode}`);
  const asking = risk === 'read' ? [] : askedBy(question, layer, usually);
  const [first] = asking;
  if (!first) return made('allow', 'it is not spoken of');
  const requirement = asking.map(({ requirement: own }) => own).reduce(stricter);
  return made('ask', reasonOf(first, 'a rule says ask'), placeOf(first, layer), requirement);
}

interface FoundRule {
  readonly rule: PolicyRule;
  readonly line: number | undefined;
}

interface AskingRule extends FoundRule {
  readonly requirement: Requirement;
}

function rulesOf(verdict: Verdict, question: Question, { document, lines }: Layer, stance: Stance): FoundRule[] {
  return (document.rules ?? [])
    .map((rule, index) => ({ rule, line: lines[index] }))
    .filter(({ rule }) => verdictOf(rule) === verdict && ruleMatches(rule, question, stance));
}

/**
 * The rules that say what a change needs; the strictest of them decides. One that asks for less than usual counts only
 * for exactly what it names.
 */
function askedBy(question: Question, layer: Layer, usually: Requirement): AskingRule[] {
  const withNeeds = (found: FoundRule): AskingRule => ({ ...found, requirement: needOf(found.rule, usually) });
  const meant = rulesOf('ask', question, layer, 'for').map(withNeeds);
  const perhaps = rulesOf('ask', question, layer, 'against').map(withNeeds);
  const stricterOnes = perhaps.filter(({ requirement }) => isAtLeast(requirement, usually));
  return [...new Map([...meant, ...stricterOnes].map((each) => [each.rule, each])).values()];
}

function needOf(rule: PolicyRule, usually: Requirement): Requirement {
  const own = 'ask' in rule ? rule : undefined;
  return { channel: own?.channel ?? usually.channel, people: own?.people ?? usually.people };
}

function isAtLeast(a: Requirement, b: Requirement): boolean {
  const both = stricter(a, b);
  return both.channel === a.channel && both.people === a.people;
}

function reasonOf({ rule }: FoundRule, otherwise: string): string {
  return rule.reason ?? otherwise;
}

function placeOf({ line }: FoundRule, { file }: Layer): string {
  return line === undefined ? file : `${file}, line ${line}`;
}

const nobody: Requirement = { channel: 'elicitation', people: 1 };

function required({ approvals }: PolicyDocument, risk: WriteRisk): Requirement | undefined {
  const written = approvals?.[risk];
  return typeof written === 'string' ? { channel: written, people: 1 } : written;
}
