import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { operationById } from '../../catalogue/index.ts';
import { channels } from '../journal/agreement.ts';
import { type Decision, decide } from './decide.ts';
import { type Layer, parseLayer } from './layer.ts';
import type { Question } from './match.ts';
import { policySchema } from './schema.ts';

const read = 'openai.projects.list';
const write = 'openai.projects.update';
const spend = 'openai.projects.spend_limit.update';
const access = 'anthropic.api_keys.update';
const destructive = 'openai.projects.archive';

/** A policy whose rules may look at any parameter, so that conditions can be tried on made-up ones. */
function layer(text: string, place: Layer['place'] = 'user'): Layer {
  const document = policySchema().parse(parse(`version: 1\n${text}`));
  return {
    place,
    file: 'policy.yaml',
    hash: text,
    document,
    lines: (document.rules ?? []).map((_, index) => index + 1),
  };
}

function question(id: string, more: Partial<Question> = {}): Question {
  const operation = operationById(id);
  return { operation, risk: operation.risk, input: {}, names: ['prod'], organization: null, ...more };
}

const decided = (text: string, id: string, more?: Partial<Question>) => decide(question(id, more), layer(text), []);
const verdict = (text: string, id: string, more?: Partial<Question>) => decided(text, id, more).verdict;

describe('the mode', () => {
  it('is read-only where none is written', () => {
    expect(verdict('', read)).toBe('allow');
    expect(verdict('', write)).toBe('deny');
    expect(verdict(`rules: [{ ask: ${write} }]`, write)).toBe('deny');
  });

  it('`ask` lets every change wait for a person', () => {
    expect(verdict('mode: ask', read)).toBe('allow');
    expect([write, spend, access, destructive].map((id) => verdict('mode: ask', id))).toEqual(Array(4).fill('ask'));
  });

  it('`listed` denies what no rule names', () => {
    const listed = `mode: listed\nrules:\n  - ask: ${write}\n  - allow: ${read}\n`;
    expect(verdict(listed, write)).toBe('ask');
    expect(verdict(listed, read)).toBe('allow');
    expect(verdict(listed, destructive)).toBe('deny');
    expect(verdict(listed, 'openai.users.list')).toBe('deny');
  });

  it('`listed` takes no `allow` for a change', () => {
    expect(verdict('mode: listed\nrules: [{ allow: "openai.*" }]', write)).toBe('deny');
  });
});

describe('rules', () => {
  it('deny before they ask, and ask before they allow', () => {
    const rules = ['{ allow: openai.* }', '{ ask: openai.projects.*, connection: prod }', `{ deny: ${write} }`];
    for (const order of [rules, rules.toReversed()]) {
      const text = `mode: listed\nrules: [${order.join(', ')}]`;
      expect(verdict(text, write)).toBe('deny');
      expect(verdict(text, spend)).toBe('ask');
      expect(verdict(text, 'openai.users.list')).toBe('allow');
    }
  });

  it('name the line that decides, and its reason', () => {
    const text = `mode: ask\nrules:\n  - deny: openai.projects.*\n    risk: destructive\n    reason: projects stay\n`;
    const written = parseLayer(`version: 1\n${text}`, 'user', 'policy.yaml');
    expect(decide(question(destructive), written, [])).toMatchObject({
      reason: 'projects stay',
      decidedBy: 'policy.yaml, line 4',
    });
    expect(verdict(text, write)).toBe('ask');
  });

  it('go by the risk of the very call', () => {
    const text = `mode: ask\nrules: [{ deny: ${access}, risk: destructive }]`;
    expect(verdict(text, access)).toBe('ask');
    expect(verdict(text, access, { risk: 'destructive' })).toBe('deny');
  });

  it('hold for the connections that they name', () => {
    const text = 'mode: ask\nrules: [{ deny: "*", connection: [prod, "eu-*"] }]';
    const denied = (name: string) => verdict(text, write, { names: [name] }) === 'deny';
    expect(['prod', 'eu-west', 'test', 'prod2'].filter(denied)).toEqual(['prod', 'eu-west']);
  });
});

describe('a rule about connections is about the organisation behind them', () => {
  const behind = (names: string[], organization: string | null = null) => ({ names, organization });

  it('so that it denies under every name by which that organisation is reached', () => {
    const text = 'mode: ask\nrules: [{ deny: "*", connection: prod }]';
    expect(verdict(text, write, behind(['spare', 'prod']))).toBe('deny');
    expect(verdict(text, read, behind(['spare', 'prod']))).toBe('deny');
    expect(verdict(text, write, behind(['spare']))).toBe('ask');
  });

  it('and permits only where it means every name', () => {
    const text = 'mode: listed\nrules: [{ ask: "*", connection: "test-*" }, { allow: "*", connection: "test-*" }]';
    for (const [id, permitted] of [
      [write, 'ask'],
      [read, 'allow'],
    ] as const) {
      expect(verdict(text, id, behind(['test-1']))).toBe(permitted);
      expect(verdict(text, id, behind(['test-1', 'test-2']))).toBe(permitted);
      expect(verdict(text, id, behind(['test-1', 'prod']))).toBe('deny');
    }
  });

  it('and may name it by the id that the provider gives it', () => {
    const text = 'mode: listed\nrules: [{ ask: "*", connection: org_1 }, { deny: "*", connection: org_2 }]';
    expect(verdict(text, write, behind(['whatever'], 'org_1'))).toBe('ask');
    expect(verdict(text, write, behind(['whatever'], 'org_2'))).toBe('deny');
    expect(verdict(text, write, behind(['whatever']))).toBe('deny');
  });

  it('and asks for more under every name, for less only where it means every name', () => {
    const text = (channel: string) => `mode: ask\nrules: [{ ask: "*", connection: prod, channel: ${channel} }]`;
    const channel = (wanted: string, names: string[]) =>
      decided(text(wanted), write, behind(names)).requirement.channel;
    expect(channel('signature', ['spare', 'prod'])).toBe('signature');
    expect(channel('elicitation', ['spare', 'prod'])).toBe('terminal');
    expect(channel('elicitation', ['prod'])).toBe('elicitation');
  });
});

describe('a condition', () => {
  const caught = (effect: 'deny' | 'ask', when: string, input: Record<string, unknown>) => {
    const text = `mode: ${effect === 'deny' ? 'ask' : 'listed'}\nrules: [{ ${effect}: ${spend}, when: ${when} }]`;
    return verdict(text, spend, { input }) === effect;
  };

  it.each([
    ['a value', '{ a: USD }', { a: 'USD' }, { a: 'USDT' }],
    ['a truth', '{ a: true }', { a: true }, { a: false }],
    ['a list', '{ a: [us, 7] }', { a: 7 }, { a: 'eu' }],
    ['a text with *', '{ a: "proj_*" }', { a: 'proj_1\n2' }, { a: 'a proj_1' }],
    ['a text with a dot', '{ a: "gpt-4.1" }', { a: 'gpt-4.1' }, { a: 'gpt-4x1' }],
    ['a lower bound', '{ a: ">1000" }', { a: 1000.01 }, { a: 1000 }],
    ['an inclusive bound', '{ a: ">= 1000" }', { a: 1000 }, { a: 999 }],
    ['an upper bound on a decimal text', '{ a: "<0.3" }', { a: '0.29999999999999999999' }, { a: '0.30' }],
    ['a nested value', '{ a.b: x }', { a: { b: 'x' } }, { 'a.b': 'x' }],
    ['any item of a list', '{ a: x }', { a: ['w', 'x'] }, { a: [] }],
    ['a value inside any item', '{ a.b: ">2" }', { a: [{ b: 1 }, { b: [3] }] }, { a: [{ b: 2 }, { c: 3 }] }],
    ['every name at once', '{ a: x, b: x }', { a: 'x', b: 'x' }, { a: 'x' }],
    ['a value that is there', '{ a: "*" }', { a: '' }, {}],
    ['a limit that null lifts', '{ a: ">1000" }', { a: '1001' }, { a: '1000' }],
    ['an own value', '{ toString: "*" }', { toString: 'x' }, {}],
  ])('holds for %s', (_, when, inside, outside) => {
    for (const effect of ['deny', 'ask'] as const) {
      expect(caught(effect, when, inside)).toBe(true);
      expect(caught(effect, when, outside)).toBe(false);
    }
  });

  it.each([
    ['letter case', 'OWN*', 'oWNER'],
    ['full-width letters', 'owner', 'ｏｗｎｅｒ'],
    ['composed letters', 'caf\u00e9', 'cafe\u0301'],
    ['space around it', 'owner', ' owner\t'],
    ['invisible characters', 'owner', 'ow\u200bner'],
  ])('sees through %s when it denies, not when it permits', (_, wanted, given) => {
    const when = `{ role: "${wanted}" }`;
    expect(caught('deny', when, { role: given })).toBe(true);
    expect(caught('ask', when, { role: given })).toBe(false);
  });
});

it.each([
  ['{ a: 1000 }', '1000.0'],
  ['{ a: 1000 }', '\uff11\uff10\uff10\uff10'],
  ['{ a: true }', 'TRUE'],
  ['{ a: ">=1000" }', ' 1000'],
  ['{ a: ">50000" }', null],
  ['{ a: ">=1000" }', '1_000'],
  ['{ a: ">=1000" }', '1e3'],
  ['{ a: ">1000" }', 'many'],
  ['{ a: "<10" }', { amount: 1 }],
  ['{ a: owner }', { role: 'owner' }],
])('a denial when %s catches %j', (when, given) => {
  const text = `mode: ask\nrules: [{ deny: ${write}, when: ${when} }]`;
  expect(verdict(text, write, { input: { a: given } })).toBe('deny');
});

it.each([
  ['{ a: 1000 }', '1000.0'],
  ['{ a: "<1000" }', null],
  ['{ a: "<1000" }', 'few'],
  ['{ a: owner }', 'Owner'],
  ['{ a: owner }', { role: 'owner' }],
])('a permission when %s does not reach %j', (when, given) => {
  const text = `mode: listed\nrules: [{ ask: ${write}, when: ${when} }]`;
  expect(verdict(text, write, { input: { a: given } })).toBe('deny');
});

describe('the approval that a change needs', () => {
  it('is the strictest of all rules that ask, whichever stands first', () => {
    const rules = [
      `{ ask: "*", channel: signature }`,
      `{ ask: ${write}, people: 2 }`,
      `{ ask: "*.update", channel: elicitation }`,
    ];
    for (const order of [rules, rules.toReversed()]) {
      const text = `mode: ask\napprovals: { write: elicitation }\nrules: [${order.join(', ')}]`;
      expect(decided(text, write).requirement).toEqual({ channel: 'signature', people: 2 });
    }
  });

  it('is less than usual only for exactly what a rule names', () => {
    const text = `mode: ask\nrules: [{ ask: ${write}, channel: elicitation, when: { name: test } }]`;
    const channel = (name: string) => decided(text, write, { input: { name } }).requirement.channel;
    expect(['test', 'TEST', 'te\u200bst'].map(channel)).toEqual(['elicitation', 'terminal', 'terminal']);
  });

  it('is more than usual for what may be meant, too', () => {
    const text = `mode: ask\nrules: [{ ask: ${write}, channel: signature, when: { role: owner } }]`;
    const channel = (role: unknown) => decided(text, write, { input: { role } }).requirement.channel;
    expect(['owner', 'OWNER', { is: 'owner' }, 'reader'].map(channel)).toEqual([
      'signature',
      'signature',
      'signature',
      'terminal',
    ]);
  });

  it('is a signature wherever several people are asked for, since only keys tell people apart', () => {
    const text = 'mode: ask\napprovals: { write: { channel: elicitation, people: 2 } }';
    expect(decided(text, write).requirement).toEqual({ channel: 'signature', people: 2 });
  });

  const needed = (text: string, id: string) => decided(text, id).requirement;

  it('is a terminal, and a signature for access and destruction, where nothing is written', () => {
    const weakest = [write, spend, access, destructive].map((id) => needed('mode: ask', id).channel);
    expect(weakest).toEqual(['terminal', 'terminal', 'signature', 'signature']);
  });

  it('comes from `approvals`, and from the rule that asks', () => {
    const text = `mode: ask
approvals: { write: elicitation, destructive: { channel: signature, people: 3 } }
rules: [{ ask: ${destructive}, channel: terminal }, { ask: ${write}, people: 2 }]`;
    expect(needed(text, 'openai.projects.create')).toEqual({ channel: 'elicitation', people: 1 });
    expect(needed(text, 'openai.users.delete')).toEqual({ channel: 'signature', people: 3 });
    expect(needed(text, destructive)).toEqual({ channel: 'signature', people: 3 });
    expect(needed(text, write)).toEqual({ channel: 'signature', people: 2 });
  });

  it('is what satisfies every layer', () => {
    const base = layer('mode: ask\napprovals: { write: { channel: terminal, people: 3 } }');
    const asking = layer(`rules: [{ ask: ${write}, channel: signature }]`, 'user');
    const needing = layer('approvals: { write: { channel: elicitation, people: 2 } }', 'project');
    expect(decide(question(write), base, [asking, needing]).requirement).toEqual({ channel: 'signature', people: 3 });
  });
});

const documents = [
  'mode: read-only',
  'mode: ask',
  'mode: listed\nrules: [{ ask: "openai.*" }]',
  'mode: listed\nrules: [{ allow: "*" }]',
  'approvals: { write: elicitation, access: elicitation, destructive: elicitation }',
  'mode: ask\napprovals: { write: { channel: signature, people: 2 }, spend: { channel: terminal, people: 4 } }',
  'mode: ask\nrules: [{ ask: "*", channel: elicitation, people: 1 }]',
  'rules: [{ ask: "*.update", channel: signature, when: { role: owner } }]',
  'rules: [{ deny: "openai.*", when: { role: owner } }, { allow: "openai.*" }]',
  'mode: ask\nrules: [{ deny: "*", connection: prod, risk: [read, destructive] }]',
  'mode: listed\nrules: [{ allow: "*", connection: test }, { ask: "*", connection: org_1 }]',
];

describe('a layer that tightens', () => {
  const strengths = ({ verdict, requirement: { channel, people } }: Decision) => [
    ['allow', 'ask', 'deny'].indexOf(verdict),
    channels.indexOf(channel),
    people,
  ];
  const layers = fc.constantFrom(...documents);
  const questions = fc.record({
    id: fc.constantFrom(read, write, spend, access, destructive),
    names: fc.subarray(['prod', 'test', 'spare'], { minLength: 1 }),
    organization: fc.constantFrom(null, 'org_1'),
    input: fc.constantFrom({}, { role: 'owner' }, { role: 'Owner' }),
  });

  it('never makes a verdict or an approval weaker', () => {
    fc.assert(
      fc.property(layers, fc.array(layers, { maxLength: 3 }), questions, (own, further, { id, ...more }) => {
        const tightening = further.map((text) => layer(text, 'project'));
        const base = strengths(decide(question(id, more), layer(own), []));
        const all = strengths(decide(question(id, more), layer(own), tightening));
        expect(all.filter((strength, index) => strength < (base[index] ?? 0))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('denies by rule, by being read-only and by listing something else', () => {
    for (const text of [`rules: [{ deny: ${write} }]`, 'mode: read-only', `mode: listed\nrules: [{ ask: ${spend} }]`]) {
      expect(decide(question(write), layer('mode: ask'), [layer(text, 'project')]).verdict).toBe('deny');
    }
    expect(decide(question(write), layer('mode: ask'), [layer('', 'project')]).verdict).toBe('ask');
  });
});
