import { describe, expect, it } from 'vitest';
import { parseLayer } from './layer.ts';

function attempt(text: string) {
  return () => parseLayer(`version: 1\n${text}`, 'user', 'policy.yaml');
}

const saying = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

const complete = `version: 1
mode: listed
rules:
  - deny: "*"
    risk: destructive
    connection: [prod, "eu-*"]
    reason: production stays
  - ask: [openai.projects.*, openai.users.*]
    risk: [write, spend, access]
    channel: signature
    people: 2
  - deny: openai.projects.spend_limit.update
    when: { threshold_amount: ">=100000", currency: [USD, EUR] }
  - allow: "*"
    risk: read
approvals: { write: terminal, destructive: { channel: signature } }
guards:
  owner_grants: ask
  own_credential: deny
  last_owner: deny
  destructive_per_hour: 0
  freeze: [{ from: 2027-12-24T00:00:00Z, until: 2028-01-02T00:00:00+01:00, reason: holidays }]
change_minutes: 30
anchor: { file: /mnt/elsewhere/head, every: 10 }
`;

describe('a policy file', () => {
  it('passes when every rule can decide something', () => {
    const layer = parseLayer(complete, 'user', 'policy.yaml');
    expect(layer.lines).toEqual([4, 8, 12, 14]);
    expect(layer.document.approvals?.destructive).toEqual({ channel: 'signature', people: 1 });
  });

  it('has a hash that every edit changes', () => {
    const { hash } = parseLayer(complete, 'user', 'policy.yaml');
    expect(parseLayer(complete, 'project', 'other.yaml').hash).toBe(hash);
    expect(parseLayer(`${complete} `, 'user', 'policy.yaml').hash).not.toBe(hash);
  });

  it.each([
    ['at the top', 'mod: ask', 2, 'mod', 'mode'],
    ['in a guard', 'guards:\n  last_ownr: deny', 3, 'last_ownr', 'last_owner'],
    ['in an approval', 'approvals:\n  write: { chanel: terminal }', 3, 'chanel', 'channel'],
    ['instead of a verdict', 'rules:\n  - denny: openai.*', 3, 'denny', 'deny'],
    ['in a rule that denies', 'rules:\n  - deny: openai.*\n    conection: prod', 4, 'conection', 'connection'],
    ['in a rule that asks', 'rules:\n  - ask: openai.*\n    peple: 2', 4, 'peple', 'people'],
    ['in a rule that allows', 'rules:\n  - allow: openai.*\n    reson: x', 4, 'reson', 'reason'],
  ])('with an unknown key %s is refused with its line and the nearest key', (_, text, line, key, near) => {
    expect(attempt(text)).toThrow(saying('config_unknown_key', `policy.yaml, line ${line}: unknown key «${key}»`));
    expect(attempt(text)).toThrow(expect.objectContaining({ hint: `Did you mean «${near}»?` }));
  });

  it.each([
    ['no known version', 'version: 2', 'line 1: version'],
    ['a channel that does not exist', 'version: 1\napprovals: { write: telepathy }', 'line 2: approvals.write'],
    ['nobody to agree', 'version: 1\napprovals:\n  write: { channel: terminal, people: 0 }', 'line 3'],
    ['an operation in capitals', 'version: 1\nrules:\n  - deny: OpenAI.*', 'line 3: rules.0.deny'],
  ])('with %s is refused with its line', (_, text, place) => {
    expect(() => parseLayer(text, 'user', 'policy.yaml')).toThrow(saying('config_invalid', `policy.yaml, ${place}`));
  });
});

describe('a rule that never decides', () => {
  const first = (rule: string) => `rules:\n  - ${rule}\n`;
  const second = (before: string, rule: string) => `rules:\n  - ${before}\n  - ${rule}\n`;

  it.each([
    [
      'names no operation',
      first('{ deny: openai.nothing.* }'),
      'line 3: this rule names no operation: openai.nothing.*',
    ],
    ['names one operation and no other', first('{ deny: [openai.*, opnai.x] }'), 'names no operation: opnai.x'],
    [
      'catches no operation of its risk',
      first('{ deny: openai.users.list, risk: spend }'),
      'line 3: this rule catches',
    ],
    ['allows changes only', first('{ allow: openai.projects.update }'), 'line 3: this rule allows changes'],
    ['allows changes only, by risk', first('{ allow: "*", risk: [write, spend] }'), 'line 3: this rule allows changes'],
    ['asks before reads only', first('{ ask: openai.*.list }'), 'line 3: this rule asks before reads'],
    [
      'asks before reads only, by risk',
      first('{ ask: openai.users.*, risk: read }'),
      'line 3: this rule asks before reads',
    ],
    [
      'follows an equal that catches as much',
      second('{ ask: openai.* }', '{ ask: openai.projects.*, people: 2 }'),
      'line 4: this rule never decides: the rule in line 3',
    ],
    [
      'precedes a stronger one that catches as much',
      second('{ ask: openai.projects.update }', '{ deny: openai.projects.* }'),
      'line 3: this rule never decides: the rule in line 4',
    ],
    [
      'has conditions that matter to nobody',
      second(
        '{ deny: "*", risk: destructive }',
        '{ deny: openai.users.delete, connection: prod, when: { user_id: b } }',
      ),
      'line 4: this rule never decides: the rule in line 3',
    ],
  ])('is refused when it %s', (_, text, message) => {
    expect(attempt(text)).toThrow(saying('policy_rule_unreachable', message));
    expect(attempt(text)).toThrow(/^policy\.yaml, line/);
  });

  it.each([
    ['one that holds on some connections only', '{ deny: openai.*, connection: prod }', '{ deny: openai.projects.* }'],
    ['one that holds for some input only', '{ deny: openai.*, when: { name: b } }', '{ deny: openai.projects.* }'],
    ['one of another risk', '{ deny: openai.*, risk: destructive }', '{ ask: openai.projects.* }'],
    ['a weaker one', '{ ask: openai.* }', '{ deny: openai.projects.* }'],
    ['a narrower one', '{ deny: openai.projects.* }', '{ deny: openai.* }'],
  ])('is not one after %s', (_, before, rule) => {
    expect(attempt(second(before, rule))).not.toThrow();
  });

  it('is not one for a risk that only input brings', () => {
    expect(attempt(first('{ deny: anthropic.api_keys.update, risk: destructive }'))).not.toThrow();
  });
});

describe('of two rules', () => {
  it.each([
    [
      'risks that input may raise',
      '- deny: anthropic.api_keys.update\n    risk: access\n  - deny: anthropic.api_keys.update\n    risk: destructive',
    ],
    [
      'a denial of the raised risk, and a question for the rest',
      '- deny: anthropic.api_keys.update\n    risk: destructive\n  - ask: anthropic.api_keys.update',
    ],
    [
      'a question about changes, and a permission for reads',
      '- ask: openai.projects.*\n  - allow: openai.projects.list',
    ],
  ])('both decide: %s', (_, rules) => {
    expect(() => parseLayer(`version: 1\nrules:\n  ${rules}\n`, 'user', 'policy.yaml')).not.toThrow();
  });
});

it.each([
  ['- ask: "*"\n    risk: read', /asks before reads/],
  ['- deny: openai.projects.update\n    when: { nmae: x }', /looks at nmae, which no operation it names takes/],
  ['- deny: anthropic.spend_limits.set\n    when: { amount: ">1,000" }', /expected a bound such as/],
  ['- ask: openai.projects.*\n    channel: telepathy', /channel: Invalid option/],
])('refuses %j', (rule, why) => {
  expect(() => parseLayer(`version: 1\nrules:\n  ${rule}\n`, 'user', 'policy.yaml')).toThrow(why);
});
