import { createHmac } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Shown } from '../../src/gate/change/shown.ts';
import type { Agreement } from '../../src/gate/journal/agreement.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { approve } from '../../src/gate/lifecycle/approve.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
import { show } from '../../src/gate/lifecycle/show.ts';
import { resume, stop } from '../../src/gate/lifecycle/stop.ts';
import { digestOfList, nextList } from '../../src/gate/people/lists.ts';
import { signPolicy } from '../../src/gate/policy/in-force.ts';
import type { Reach } from '../../src/gate/reach.ts';
import { canonicalJson, digestOf, sha256 } from '../../src/internal/canonical.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { verdictOn } from '../support/gate.ts';
import { writesSeen } from '../support/gated.ts';
import { Arena, type ArenaOptions, agreed, invited, makePerson, type Person, strictPolicy } from './support/arena.ts';
import { refusal, Suite } from './support/suite.ts';

/**
 * A program of the same account: it has a shell and the user's files, and neither a passphrase nor the system folder.
 * Policy and approvers stand in the system folder here; what does not hold without one is said in docs/guides/safety.md.
 */

type Json = Record<string, unknown>;

let sandbox: Sandbox;
let ada: Person;
let grace: Person;
let eve: Person;
let arena: Arena;
let reach: Reach;

const suite = new Suite('account', () => ({ writes: () => writesSeen(sandbox), scan: () => arena.scan() }));

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  [ada, grace, eve] = [makePerson('ada'), makePerson('grace'), makePerson('eve')];
});
afterEach(() => arena?.close());
afterAll(async () => sandbox.close());

async function open(options: ArenaOptions = {}): Promise<void> {
  arena = await Arena.open(sandbox, { people: [ada, grace], anchored: true, ...options });
  ({ reach } = arena.process());
}

const approved = async () => agreed(await invited(reach), ada.key, reach);
const victim = { email: 'mallory@example.com', role: 'owner' };

/** Applies as another process does, which has nothing in memory. */
const applied = (id: string) => apply(id, arena.process().reach);

/** The refusal, and that it was written down. */
async function refusedAndNoted(work: Promise<unknown>, why: RegExp): Promise<void> {
  const before = arena.count('refused');
  await refusal(work, why);
  expect(arena.count('refused')).toBeGreaterThan(before);
}

const step = (record: Json) => (record['steps'] as Json[])[0] as Json;
const withStep = (record: Json, more: Json) => ({ ...record, steps: [{ ...step(record), ...more }] });
const withDestination = (record: Json, more: Json) => ({
  ...record,
  destinations: [{ ...(record['destinations'] as Json[])[0], ...more }],
});

const edits: readonly [string, (record: Json) => unknown][] = [
  ['has a risk of its own beside the step', (record) => withStep(record, { risk: 'write' })],
  ['has an invented effect', (record) => withStep(record, { effect: [{ field: 'name', after: 'Harmless' }] })],
  ['has a requirement of its own', (record) => ({ ...record, requirement: { channel: 'elicitation', people: 0 } })],
  ['has a target of its own', (record) => withStep(record, { target: 'nothing that matters' })],
  ['says that it can be undone', (record) => withStep(record, { irreversible: null, undo: 'easily' })],
  ['has another input', (record) => withStep(record, { input: victim })],
  [
    'is another operation under the same id',
    (record) => withStep(record, { operation: 'openai.projects.create', input: { name: 'x' } }),
  ],
  [
    'is an operation that policy denies',
    (record) => withStep(record, { operation: 'openai.projects.archive', input: { project_id: 'proj_a' } }),
  ],
  ['has one step more', (record) => ({ ...record, steps: [step(record), { ...step(record), input: victim }] })],
  ['goes to another address', (record) => withDestination(record, { base_url: 'http://127.0.0.1:9/v1' })],
  ['goes to another organisation', (record) => withDestination(record, { organization: 'org-mallory' })],
  ['takes another key', (record) => withDestination(record, { credential: 'the environment variable OTHER' })],
  ['names another policy', (record) => ({ ...record, policy: digestOf('mine') })],
  ['expires in a thousand years', (record) => ({ ...record, expires_at: '2999-01-01T00:00:00.000Z' })],
  ['was proposed by somebody else', (record) => ({ ...record, proposer: { user: 'ada', surface: 'cli' } })],
  ['has another reason', (record) => ({ ...record, reason: 'ada asked for it' })],
  ['undoes something', (record) => ({ ...record, undoes: 'chg_aaaaaaaaaaaa' })],
  [
    'waits for something that is so',
    (record) =>
      withStep(record, {
        wait: {
          operation: 'openai.projects.list',
          input: {},
          field: 'x',
          equals: null,
          until: '2999-01-01T00:00:00.000Z',
        },
      }),
  ],
  ['claims a state that was not read', (record) => withStep(record, { state: { role: 'reader' } })],
  ['is written in another order', (record) => Object.fromEntries(Object.entries(record).reverse())],
];

/** What no journal entry could make good: it is no record of this form, or of another change. */
const unreadable: readonly [string, (record: Json) => unknown, RegExp][] = [
  [
    'has the id of another change',
    (record) => ({ ...record, id: 'chg_aaaaaaaaaaaa' }),
    /is the record of chg_aaaaaaaaaaaa/,
  ],
  ['has its steps twice', (record) => canonicalJson(record).replace('{', '{"steps":[],'), /was proposed|not a change/],
  ['is of the form before this one', (record) => ({ change: record, digest: 'x' }), /by an earlier version/],
  ['is no JSON', () => '{"v":2', /not a change of this form/],
  ['is empty', () => '', /not a change of this form/],
  [
    'has a prototype',
    (record) => canonicalJson(record).replace('{', '{"__proto__":{"risk":"write"},'),
    /proposed|form/,
  ],
  ['has no steps', (record) => ({ ...record, steps: [] }), /not a change of this form/],
  ['has 501 steps', (record) => ({ ...record, steps: Array.from({ length: 501 }, () => step(record)) }), /form/],
];

describe('an approved change whose record was edited', () => {
  it.each([...edits, ...unreadable.map(([how, edit]) => [how, edit] as const)])(
    'and %s is not sent',
    async (_, edit) => {
      await open();
      const id = await approved();
      arena.rewrite(id, edit);
      await suite.attempt(() =>
        refusedAndNoted(applied(id), /^What is stored as chg_\w+ |was proposed by an earlier version/).then(
          () => undefined,
        ),
      );
      await refusal(show(id, reach), /^What is stored as|earlier version/);
    },
  );

  /** Words about a change are no part of what a yes is for; a journal kept elsewhere tells that they were changed. */
  const words = [
    'was proposed by somebody else',
    'has another reason',
    'undoes something',
    'is written in another order',
  ];
  const unread = ['claims a state that was not read'];

  it.each(edits.filter(([how]) => ![...words, ...unread].includes(how)))(
    'together with the entry that it was proposed with, and %s, is not sent',
    async (_, edit) => {
      await open();
      const id = await approved();
      rewriteWhole(id, edit);
      await suite.attempt(async () =>
        refusal(
          applied(id),
          /is not approved|not a change of this form|expired|policy|connection|denied|another store/i,
        ),
      );
    },
  );

  it('together with its entry, to hide that what it changes has moved, is not sent', async () => {
    await open();
    const world = arena.process().reach;
    const steps = [{ id: 'openai.projects.create', input: { name: 'Moving' } }];
    const made = await apply(await agreed(await propose({ steps }, world), ada.key, world), world);
    const { id: project_id } = (made.steps[0]?.result ?? {}) as { id?: string };
    const rename = (name: string) =>
      propose({ steps: [{ id: 'openai.projects.update', input: { project_id, name } }] }, world);
    const id = await agreed(await rename('As agreed'), ada.key, world);
    await apply(await agreed(await rename('Moved meanwhile'), ada.key, world), world);
    const state = (arena.record(id)['steps'] as { state: Json }[])[0]?.state;
    rewriteWhole(id, (record) => withStep(record, { state: { ...state, name: 'Moved meanwhile' } }));
    await suite.attempt(async () => refusal(applied(id), /is not approved/));
  });
});

/** The record, the digest of it in the journal, every hash after that, and the remembered head. */
function rewriteWhole(id: string, edit: (record: Json) => unknown): void {
  arena.rewrite(id, edit);
  const text = arena.tamper((db) => String(db.prepare('SELECT record FROM changes WHERE id = ?').get(id)?.['record']));
  arena.rechain((entry) =>
    entry['type'] === 'proposed' && entry['change'] === id ? { ...entry, record: sha256(text) } : entry,
  );
}

describe('a record that', () => {
  it.each(unreadable)('%s is named as such', async (_, edit, why) => {
    await open();
    const id = await approved();
    arena.rewrite(id, edit);
    await suite.attempt(async () => refusal(applied(id), why));
  });

  it('nobody ever proposed is not believed', async () => {
    await open();
    const id = await approved();
    const forged = { ...arena.record(id), id: 'chg_aaaaaaaaaaaa', risk: undefined };
    arena.tamper((db) =>
      db
        .prepare('INSERT INTO changes (id, made, record) VALUES (?, 99, ?)')
        .run('chg_aaaaaaaaaaaa', canonicalJson(forged)),
    );
    await suite.attempt(async () => refusal(applied('chg_aaaaaaaaaaaa'), /was never proposed, as the journal shows/));
  });

  it('was proposed in another store is not applied in this one, whoever approved it there', async () => {
    await open();
    const id = await approved();
    const [record, lines] = arena.tamper((db) => [
      String(db.prepare('SELECT record FROM changes WHERE id = ?').get(id)?.['record']),
      db
        .prepare('SELECT line FROM journal WHERE change_id = ? ORDER BY seq')
        .all(id)
        .map(({ line }) => JSON.parse(String(line)) as Json),
    ]);
    const first = arena;
    await open();
    arena.tamper((db) => db.prepare('INSERT INTO changes (id, made, record) VALUES (?, 1, ?)').run(id, record));
    for (const { v: _v, seq: _s, at, who: _w, prev: _p, hash: _h, ...happening } of lines)
      arena.append(happening, String(at));
    await suite.attempt(async () => refusal(applied(id), /was proposed in another store/));
    first.close();
  });
});

/** An `approved` entry made by hand, from what a right one would be. */
async function forged(
  shown: Shown,
  make: (agreement: Agreement) => { agreement?: Json | Agreement; seal?: unknown },
): Promise<void> {
  const { id } = shown.record;
  const agreement: Agreement = {
    purpose: 'approve change',
    v: 1,
    store: arena.process().gate.store.id,
    change: id,
    digest: shown.digest,
    channel: 'signature',
    approver: 'ada',
    key: ada.approver.key,
    reveal: null,
    at: new Date().toISOString(),
    nonce: '00',
  };
  arena.append({ type: 'approved', change: id, agreement, ...make(agreement) });
}

const storeKey = () =>
  arena.tamper((db) => String(db.prepare("SELECT text FROM kept WHERE name = 'seal key'").get()?.['text']));
const macOf = (agreement: object, key = storeKey()) =>
  createHmac('sha256', key).update(canonicalJson(agreement)).digest('hex');
/** What ada never signed, as her own key would sign it: she signed the first, and the entry says the second. */
const by = (person: Person, signed: Agreement) => ({ kind: 'ed25519', signature: person.key.sign(signed) });

const forgeries: readonly [string, (right: Agreement) => { agreement?: Json | Agreement; seal?: unknown }][] = [
  ['without a seal', () => ({})],
  ['with an empty seal', () => ({ seal: {} })],
  ['with a seal that is a text', () => ({ seal: 'ed25519' })],
  ['with a seal of null', () => ({ seal: null })],
  ['with a made-up signature', () => ({ seal: { kind: 'ed25519', signature: 'AAAA' } })],
  ['with a seal of a kind that does not exist', () => ({ seal: { kind: 'passkey', signature: 'AAAA' } })],
  ['with the mark of the store in place of a signature', (right) => ({ seal: { kind: 'store', mac: macOf(right) } })],
  [
    'by the weaker channel, with the mark of the store',
    (right) => {
      const agreement = { ...right, channel: 'terminal' as const, key: null };
      return { agreement, seal: { kind: 'store', mac: macOf(agreement) } };
    },
  ],
  [
    'by a channel that does not exist',
    (right) => {
      const agreement = { ...right, channel: 'owner', key: null };
      return { agreement, seal: { kind: 'store', mac: macOf(agreement) } };
    },
  ],
  ['signed by somebody who is not enrolled, in ada’s name', (right) => ({ seal: by(eve, right) })],
  [
    'signed by somebody who is not enrolled, under their own key',
    (right) => {
      const agreement = { ...right, key: eve.approver.key };
      return { agreement, seal: by(eve, agreement) };
    },
  ],
  [
    'signed by one approver in the name of another',
    (right) => {
      const agreement = { ...right, approver: 'grace' };
      return { agreement, seal: by(ada, agreement) };
    },
  ],
  ['signed for another change', (right) => ({ seal: by(ada, { ...right, change: 'chg_aaaaaaaaaaaa' }) })],
  [
    'signed for another digest',
    (right) => {
      const agreement = { ...right, digest: digestOf('something else') };
      return { agreement, seal: by(ada, agreement) };
    },
  ],
  [
    'signed for another store',
    (right) => {
      const agreement = { ...right, store: 'store_other' };
      return { agreement, seal: by(ada, agreement) };
    },
  ],
  [
    'signed to resume',
    (right) => {
      const agreement = { ...right, purpose: 'resume' as const };
      return { agreement, seal: by(ada, agreement) };
    },
  ],
  ['signed to acknowledge a loss', (right) => ({ seal: by(ada, { ...right, purpose: 'acknowledge loss' }) })],
  [
    'signed as a policy',
    (right) => ({
      seal: { kind: 'ed25519', signature: ada.key.sign({ purpose: 'sign policy', policy: right.digest } as never) },
    }),
  ],
  [
    'signed before the change was proposed',
    (right) => {
      const agreement = { ...right, at: '2020-01-01T00:00:00.000Z' };
      return { agreement, seal: by(ada, agreement) };
    },
  ],
  [
    'signed after the change has expired',
    (right) => {
      const agreement = { ...right, at: '2999-01-01T00:00:00.000Z' };
      return { agreement, seal: by(ada, agreement) };
    },
  ],
  [
    'signed at no time',
    (right) => {
      const agreement = { ...right, at: 'soon' };
      return { agreement, seal: by(ada, agreement) };
    },
  ],
  [
    'signed in a form of another version',
    (right) => {
      const agreement = { ...right, v: 2 };
      return { agreement, seal: by(ada, agreement as never) };
    },
  ],
  [
    'signed for another place of the secret',
    (right) => {
      const agreement = { ...right, reveal: 'file:/tmp/stolen' };
      return { agreement, seal: by(ada, agreement) };
    },
  ],
  [
    'with a field that was added after it was signed',
    (right) => ({ agreement: { ...right, also: 1 }, seal: by(ada, right) }),
  ],
  ['that is no agreement', () => ({ agreement: [] as never, seal: { kind: 'ed25519', signature: 'AAAA' } })],
];

describe('a forged approval', () => {
  it.each(forgeries)('%s does not count', async (_, make) => {
    await open();
    const shown = await invited(reach);
    await forged(shown, make);
    await suite.attempt(async () => {
      await refusedAndNoted(applied(shown.record.id), /is not approved: it needs one approval by signature/);
      return undefined;
    });
  });

  it('copied from another change, with its id replaced, does not count', async () => {
    await open();
    const given = await approved();
    const shown = await invited(reach);
    const line = arena.tamper((db) =>
      String(db.prepare("SELECT line FROM journal WHERE type = 'approved' AND change_id = ?").get(given)?.['line']),
    );
    const { agreement, seal } = JSON.parse(line) as { agreement: Json; seal: unknown };
    for (const change of [{}, { change: shown.record.id }, { change: shown.record.id, digest: shown.digest }]) {
      arena.append({ type: 'approved', change: shown.record.id, agreement: { ...agreement, ...change }, seal });
      await suite.attempt(async () => refusal(applied(shown.record.id), /is not approved/));
    }
  });

  it('of the same person twice is not the approval of two people', async () => {
    await open({ policy: strictPolicy.replace('access: signature', 'access: { channel: signature, people: 2 }') });
    const shown = await invited(reach);
    await agreed(shown, ada.key, reach);
    await agreed(shown, ada.key, reach);
    await forged(shown, (right) => {
      const agreement = { ...right, approver: 'grace' };
      return { agreement, seal: by(ada, agreement) };
    });
    await suite.attempt(async () =>
      refusal(applied(shown.record.id), /one approval by signature, of 2 different people/),
    );
  });

  it('entered under another id, or another type, is not found', async () => {
    await open();
    const shown = await invited(reach);
    const given = await approved();
    for (const column of [`change_id = '${shown.record.id}'`, "type = 'proposed'"]) {
      arena.tamper((db) => db.exec(`UPDATE journal SET ${column} WHERE type = 'approved' AND change_id = '${given}'`));
      await suite.attempt(async () => refusal(applied(shown.record.id), /is not approved/));
    }
  });
});

describe('approvers', () => {
  const lists = () =>
    arena.tamper((db) =>
      db
        .prepare('SELECT list FROM approver_lists ORDER BY seq')
        .all()
        .map(({ list }) => JSON.parse(String(list))),
    );
  const addList = (list: object) =>
    arena.tamper((db) => db.prepare('INSERT INTO approver_lists (list) VALUES (?)').run(JSON.stringify(list)));
  const withEve = () => [ada.approver, grace.approver, eve.approver];
  const signedByEve = async (): Promise<string> => {
    const shown = await invited(reach);
    await forged(shown, (right) => {
      const agreement = { ...right, approver: 'eve', key: eve.approver.key };
      return { agreement, seal: by(eve, agreement) };
    });
    return shown.record.id;
  };

  it.each<[string, () => void]>([
    ['that nobody signed', () => addList({ ...nextList(lists()[0], withEve(), [ada.key]), signatures: [] })],
    ['that only the new one signed', () => addList(nextList(lists()[0], withEve(), [eve.key]))],
    [
      'whose signature is of other members',
      () => addList({ ...nextList(lists()[0], withEve(), [ada.key]), approvers: [eve.approver] }),
    ],
    ['that begins anew', () => addList(nextList(undefined, [eve.approver], [eve.key]))],
    ['that skips a number', () => addList({ ...nextList(lists()[0], withEve(), [eve.key]), seq: 7 })],
    [
      'in which eve’s key has ada’s name',
      () => addList(nextList(lists()[0], [{ ...eve.approver, name: 'ada' }], [eve.key])),
    ],
    [
      'in which eve’s key has the id of ada’s',
      () => addList(nextList(lists()[0], [{ ...eve.approver, key: ada.approver.key }], [eve.key])),
    ],
    ['that is damaged', () => addList({ v: 2 })],
    [
      'in place of all that were there',
      () => {
        arena.tamper((db) => db.exec('DELETE FROM approver_lists'));
        addList(nextList(undefined, [eve.approver], [eve.key]));
      },
    ],
    [
      'and a pin for it',
      () => {
        arena.tamper((db) => db.exec('DELETE FROM approver_lists'));
        const list = nextList(undefined, [eve.approver], [eve.key]);
        addList(list);
        writeFileSync(arena.config('approvers.root'), digestOfList(list));
        arena.append({ type: 'approvers', list: digestOfList(list), action: 'enrolled', approver: 'eve' });
      },
    ],
    [
      'in the journal only',
      () => arena.append({ type: 'approvers', list: digestOf('mine'), action: 'enrolled', approver: 'eve' }),
    ],
  ])('a list %s makes nobody an approver', async (_, add) => {
    await open();
    add();
    await suite.attempt(async () => {
      // Either nobody can approve now, which also refuses to propose, or the list in force is what it was.
      const id = await signedByEve().catch((error: Error) => error);
      if (id instanceof Error) return refusal(Promise.reject(id), /approv|policy|read-only/);
      return refusal(applied(id), /is not approved|[Nn]obody|policy/);
    });
  });

  it('who were revoked approve nothing more, nor does the list with them that is put back', async () => {
    await open();
    const [first] = lists();
    const second = nextList(first, [ada.approver], [grace.key]);
    const { gate } = arena.process();
    await gate.store.alone(async (tables) => {
      await tables.addApproverList(JSON.stringify(second));
      await gate.journal.within(tables, {
        type: 'approvers',
        list: digestOfList(second),
        action: 'revoked',
        approver: 'grace',
      });
    });
    const shown = await invited(reach);
    await forged(shown, (right) => {
      const agreement = { ...right, approver: 'grace', key: grace.approver.key };
      return { agreement, seal: by(grace, agreement) };
    });
    await suite.attempt(async () => refusal(applied(shown.record.id), /is not approved/));
    arena.tamper((db) => db.exec('DELETE FROM approver_lists WHERE seq = 2'));
    await suite.attempt(async () => refusal(applied(shown.record.id), /policy has changed|is not approved|read-only/));
  });
});

describe('a policy', () => {
  const loose = 'version: 1\nmode: ask\napprovals: { access: elicitation }\nguards: { owner_grants: ask }\n';

  it.each<[string, ArenaOptions, () => void]>([
    ['of the user’s, loosened beneath one of the system', {}, () => writeFileSync(arena.config('policy.yaml'), loose)],
    ['of a project', {}, () => writeFileSync(`${arena.home}/steward.policy.yaml`, loose)],
    [
      'that was loosened after it was signed',
      { anchored: false },
      () => writeFileSync(arena.config('policy.yaml'), loose),
    ],
    ['whose signature is gone', { anchored: false }, () => rmSync(arena.config('policy.yaml.sig'))],
    ['that is gone', { anchored: false }, () => rmSync(arena.config('policy.yaml'))],
    ['signed by somebody who is not enrolled', { anchored: false }, () => sign(loose, eve)],
    ['signed by ada for another purpose', { anchored: false }, () => sign(loose, ada, 'approve change')],
    [
      'with the signature of another text',
      { anchored: false },
      () => {
        writeFileSync(arena.config('policy.yaml'), `${strictPolicy}\n# one line more\n`);
      },
    ],
  ])('%s, lets nothing through that was not let through before', async (_, options, loosen) => {
    await open(options);
    const id = await approved();
    loosen();
    await suite.attempt(async () => refusal(applied(id), /policy has changed|read-only/));
    await suite.attempt(async () => {
      const weak = await propose(
        { steps: [{ id: 'openai.invites.create', input: victim }] },
        arena.process().reach,
      ).catch((error: Error) => error);
      if (weak instanceof Error) return refusal(Promise.reject(weak), /read-only|guard owner_grants/);
      return refusal(
        approve(weak, { channel: 'elicitation', approver: 'mallory' }, arena.process().reach),
        /needs approval by signature/,
      );
    });
  });

  function sign(text: string, person: Person, purpose = 'sign policy'): void {
    const hash = sha256(text);
    const list = arena.tamper((db) =>
      JSON.parse(String(db.prepare('SELECT list FROM approver_lists').get()?.['list'])),
    );
    const agreement = { policy: hash, list: digestOfList(list) };
    const signature = person.key.sign({ purpose, ...agreement } as never);
    writeFileSync(arena.config('policy.yaml'), text);
    writeFileSync(
      arena.config('policy.yaml.sig'),
      JSON.stringify({ key: person.approver.key, ...agreement, signature }),
    );
  }

  it('that was signed once, and put back after a stricter one was, does not count', async () => {
    const weaker = strictPolicy.replace('access: signature', 'access: terminal');
    await open({ anchored: false, policy: weaker });
    const kept = ['policy.yaml', 'policy.yaml.sig'].map((name) => [name, readFileSync(arena.config(name))] as const);
    writeFileSync(arena.config('policy.yaml'), strictPolicy);
    await signPolicy(ada.key, arena.process().gate);
    for (const [name, bytes] of kept) writeFileSync(arena.config(name), bytes);
    await suite.attempt(async () => refusal(invited(arena.process().reach), /read-only|signed once/));
  });

  it.skipIf(process.getuid?.() !== 0).each<[string, () => void]>([
    ['that others may write', () => chmodSync(arena.system('policy.yaml'), 0o666)],
    ['in a folder that others may write', () => chmodSync(arena.system(), 0o777)],
    ['that belongs to another account', () => chownSync(arena.system('policy.yaml'), 4711, 4711)],
    [
      'that is a link',
      () => {
        renameSync(arena.system('policy.yaml'), arena.system('elsewhere'));
        symlinkSync(arena.system('elsewhere'), arena.system('policy.yaml'));
      },
    ],
  ])('of the system %s is believed by nobody', async (_, spoil) => {
    await open();
    const id = await approved();
    spoil();
    await suite.attempt(async () => refusal(applied(id), /can be written by others than the administrator|is a link/));
  });
});

describe('a change that was applied', () => {
  async function sentOnce(): Promise<string> {
    await open();
    const id = await approved();
    await applied(id);
    return id;
  }
  const all = 'DELETE FROM claims; DELETE FROM receipts;';

  it.each<[string, (id: string) => void, RegExp]>([
    ['with the claims cleared', () => arena.tamper((db) => db.exec(all)), /is applied; an approval counts once/],
    ['with its last word taken back', (id) => arena.append({ type: 'receipt', change: id, outcome: 'stopped' }), /./],
    [
      'with its step said to have failed',
      (id) => {
        arena.tamper((db) => db.exec(all));
        arena.append({
          type: 'settled',
          change: id,
          step: 0,
          operation: 'openai.invites.create',
          outcome: 'failed',
          sent: false,
          receipt: '',
        });
      },
      /is applied; an approval counts once/,
    ],
    [
      'with everything said of it after its approval removed',
      (id) =>
        arena.tamper((db) => {
          db.exec(`${all} DELETE FROM journal WHERE change_id = '${id}' AND type IN ('sending', 'settled', 'receipt')`);
        }),
      /read-only|some of them are gone|policy has changed/,
    ],
    [
      'with the same removed, and the mark outside',
      (id) => {
        arena.tamper((db) => {
          db.exec(`${all} DELETE FROM journal WHERE change_id = '${id}' AND type IN ('sending', 'settled', 'receipt')`);
        });
        rmSync(arena.state('head.json'));
      },
      /policy has changed|read-only/,
    ],
    [
      'with the mark outside spoilt',
      (id) => {
        arena.tamper((db) => {
          db.exec(`${all} DELETE FROM journal WHERE change_id = '${id}' AND type IN ('sending', 'settled', 'receipt')`);
        });
        writeFileSync(arena.state('head.json'), '{}');
      },
      /policy has changed|read-only/,
    ],
  ])('%s, is not sent again', async (_, tamper, why) => {
    const id = await sentOnce();
    tamper(id);
    // What is written down about the first try must not make the second one succeed.
    for (const _try of [1, 2]) {
      await suite.attempt(async () => {
        const outcome = await applied(id).catch((error: Error) => error);
        if (outcome instanceof Error) return refusal(Promise.reject(outcome), why);
        return undefined;
      });
    }
  });

  it('whose entries were filed as others is noticed by verify', async () => {
    for (const column of ['change_id = NULL', "type = 'read'", "at = '2020-01-01T00:00:00.000Z'"]) {
      const id = await sentOnce();
      const { gate } = arena.process();
      expect(await verdictOn(gate)).toMatchObject({ intact: true });
      arena.tamper((db) => db.exec(`UPDATE journal SET ${column} WHERE type = 'sending' AND change_id = '${id}'`));
      await suite.attempt(async () => {
        expect(await verdictOn(gate)).toMatchObject({
          intact: false,
          problem: { what: expect.stringMatching(/is filed as/) },
        });
        return undefined;
      });
      arena.close();
    }
  });
});

describe('the journal', () => {
  const edited = (set: string, where: string) => () =>
    arena.tamper((db) => void db.exec(`UPDATE journal SET ${set} WHERE ${where}`));
  it.each<[string, () => void, RegExp]>([
    ['an edited byte', edited(`line = replace(line, '"at":"20', '"at":"21')`, 'seq = 4'), /was edited/],
    [
      'an entry removed from the middle',
      () => arena.tamper((db) => void db.exec('DELETE FROM journal WHERE seq = 4')),
      /should stand/,
    ],
    [
      'the first entry removed',
      () => arena.tamper((db) => void db.exec('DELETE FROM journal WHERE seq = 1')),
      /should stand/,
    ],
    [
      'the last entry removed',
      () => arena.tamper((db) => void db.exec('DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)')),
      /are gone/,
    ],
    [
      'two entries in each other’s place',
      () =>
        arena.tamper((db) => {
          const [four, five] = db.prepare('SELECT line FROM journal WHERE seq IN (4, 5) ORDER BY seq').all();
          db.prepare('UPDATE journal SET line = ? WHERE seq = 4').run(String(five?.['line']));
          db.prepare('UPDATE journal SET line = ? WHERE seq = 5').run(String(four?.['line']));
        }),
      /should stand/,
    ],
    [
      'an entry said twice',
      () =>
        arena.tamper((db) => {
          db.exec('INSERT INTO journal SELECT seq + 1000, hash, at, type, change_id, line FROM journal WHERE seq = 4');
        }),
      /should stand/,
    ],
    [
      'a seal that was replaced, in an entry that fits',
      () => {
        arena.rechain((entry) =>
          entry['type'] === 'approved' ? { ...entry, seal: { kind: 'ed25519', signature: 'AAAA' } } : entry,
        );
      },
      /has a seal that is not a signature/,
    ],
    [
      'an approver’s name that was replaced',
      () => {
        arena.rechain((entry) =>
          entry['type'] === 'approved'
            ? { ...entry, agreement: { ...(entry['agreement'] as Json), approver: 'grace' } }
            : entry,
        );
      },
      /has a seal that is by the key of somebody else/,
    ],
    ['all of it gone', () => arena.tamper((db) => void db.exec('DELETE FROM journal')), /are gone/],
  ])('with %s is seen not to be whole', async (_, tamper, what) => {
    await open();
    await applied(await approved());
    tamper();
    const { gate } = arena.process();
    await suite.attempt(async () => {
      expect(await verdictOn(gate)).toMatchObject({ intact: false, problem: { what: expect.stringMatching(what) } });
      return undefined;
    });
  });

  it.each<[string, (entry: Json) => Json | undefined]>([
    ['without a write that was sent', (entry) => (entry['type'] === 'sending' ? undefined : entry)],
    ['with another proposer', (entry) => ({ ...entry, who: { user: 'ada', surface: 'cli' } })],
    ['without a refusal', (entry) => (entry['type'] === 'refused' ? undefined : entry)],
    ['with all the times moved', (entry) => ({ ...entry, at: '2020-01-01T00:00:00.000Z' })],
  ])('rewritten in good form %s is seen against a head that was kept elsewhere', async (_, edit) => {
    await open();
    await refusal(invited(reach, { role: 'owner' }), /guard/);
    await applied(await approved());
    const { gate } = arena.process();
    const { hash: anchor } = await gate.head();
    arena.rechain(edit);
    await suite.attempt(async () => {
      expect(await verdictOn(gate, { anchor })).toMatchObject({
        intact: false,
        problem: { what: expect.stringMatching(/anchored hash/) },
      });
      return undefined;
    });
  });

  it.each<[string, Json]>([
    ['an entry without an author', { type: 'stopped' }],
    ['an approval that is a list', { type: 'approved', agreement: [], seal: [] }],
    ['a step that is no number', { type: 'sending', step: 'all', operation: 'x' }],
    ['a step that does not exist', { type: 'sending', step: 99, operation: 'x' }],
    ['an outcome that does not exist', { type: 'receipt', outcome: { toString: 1 } }],
    ['a second proposal', { type: 'proposed', record: sha256('mine'), connections: 7 }],
  ])('with %s written into it sends nothing, and nothing breaks', async (_, entry) => {
    await open();
    const shown = await invited(reach);
    arena.append({ ...entry, change: shown.record.id });
    await suite.attempt(async () => refusal(applied(shown.record.id), /./));
  });
});

describe('a stop', () => {
  it.each<[string, () => void | Promise<void>]>([
    ['by an entry without a seal', () => arena.append({ type: 'resumed' })],
    [
      'by the mark of the store',
      async () => {
        const { gate } = arena.process();
        const stopped = arena.tamper((db) =>
          String(db.prepare("SELECT hash FROM journal WHERE type = 'stopped'").get()?.['hash']),
        );
        const agreement = {
          purpose: 'resume',
          v: 1,
          store: gate.store.id,
          change: 'resume',
          digest: stopped,
          channel: 'terminal',
          approver: 'root',
          key: null,
          reveal: null,
          at: new Date().toISOString(),
          nonce: '0',
        };
        arena.append({ type: 'resumed', agreement, seal: { kind: 'store', mac: macOf(agreement) } });
      },
    ],
    [
      'by the signature of a stranger',
      async () => {
        const { gate } = arena.process();
        const stopped = arena.tamper((db) =>
          String(db.prepare("SELECT hash FROM journal WHERE type = 'stopped'").get()?.['hash']),
        );
        const agreement = {
          purpose: 'resume',
          v: 1,
          store: gate.store.id,
          change: 'resume',
          digest: stopped,
          channel: 'signature',
          approver: 'ada',
          key: ada.approver.key,
          reveal: null,
          at: new Date().toISOString(),
          nonce: '0',
        };
        arena.append({ type: 'resumed', agreement, seal: by(eve, agreement as never) });
      },
    ],
    [
      'by what was signed for an earlier stop',
      async () => {
        const { gate } = arena.process();
        await resume(gate, { channel: 'signature', key: ada.key });
        await stop(gate);
        const line = arena.tamper(
          (db) =>
            JSON.parse(String(db.prepare("SELECT line FROM journal WHERE type = 'resumed'").get()?.['line'])) as Json,
        );
        arena.append({ type: 'resumed', agreement: line['agreement'], seal: line['seal'] });
      },
    ],
    [
      'at a terminal, where approvers are enrolled',
      async () => {
        await resume(arena.process().gate, { channel: 'terminal', approver: 'root' }).catch(() => {});
      },
    ],
  ])('is not ended %s', async (_, end) => {
    await open();
    const id = await approved();
    await stop(arena.process().gate, 'something is wrong');
    await end();
    await suite.attempt(async () => {
      await refusedAndNoted(applied(id), /stopped Steward at/);
      return undefined;
    });
  });
});

describe('the state database', () => {
  /** The database and its log as they are now, to be put back later. */
  function copied(): () => void {
    arena.tamper((db) => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    copyFileSync(arena.state('steward.db'), `${arena.home}/older.db`);
    return () => {
      arena.closeGates();
      for (const log of ['steward.db-wal', 'steward.db-shm']) rmSync(arena.state(log), { force: true });
      writeFileSync(arena.state('steward.db'), readFileSync(`${arena.home}/older.db`));
    };
  }

  it('copied beside itself and used in place of itself does not send what the other one has sent', async () => {
    await open();
    const id = await approved();
    const putBack = copied();
    await applied(id);
    putBack();
    for (const _try of [1, 2]) {
      await suite.attempt(async () => refusal(applied(id), /policy has changed|read-only/));
    }
    rmSync(arena.state('head.json'));
    await suite.attempt(async () => refusal(applied(id), /policy has changed|read-only/));
  });

  it('replaced by a copy in another file is a copy', async () => {
    await open();
    const id = await approved();
    const putBack = copied();
    putBack();
    // Else the new file might get the old one's number.
    renameSync(arena.state('steward.db'), `${arena.home}/moved.db`);
    copyFileSync(`${arena.home}/older.db`, arena.state('steward.db'));
    await suite.attempt(async () => refusal(applied(id), /policy has changed|read-only/));
    const { gate } = arena.process();
    expect((await gate.policy()).warnings.map(({ text }) => text).join()).toMatch(/is a copy/);
  });

  it('taken to another account’s folder sends nothing there', async () => {
    await open();
    const id = await approved();
    copied();
    const first = arena;
    await open();
    arena.closeGates();
    for (const log of ['steward.db-wal', 'steward.db-shm']) rmSync(arena.state(log), { force: true });
    writeFileSync(arena.state('steward.db'), readFileSync(`${first.home}/older.db`));
    await suite.attempt(async () => refusal(applied(id), /policy has changed|other store|read-only/));
    first.close();
  });

  it.each<[string, () => void, RegExp]>([
    [
      'is a link',
      () => {
        renameSync(arena.state('steward.db'), `${arena.home}/moved.db`);
        symlinkSync(`${arena.home}/moved.db`, arena.state('steward.db'));
      },
      /is a link, or others can write it/,
    ],
    [
      'can be written by others',
      () => chmodSync(arena.state('steward.db'), 0o666),
      /is a link, or others can write it/,
    ],
    ['stands in a folder that others may write', () => chmodSync(arena.state(), 0o777), /can be written by others/],
    [
      'stands beside locks that others may write',
      () => chmodSync(arena.state('locks'), 0o777),
      /can be written by others/,
    ],
    ['is of a newer form', () => arena.tamper((db) => void db.exec('PRAGMA user_version = 999')), /by a newer Steward/],
    [
      'is no database',
      () => {
        for (const log of ['steward.db-wal', 'steward.db-shm']) rmSync(arena.state(log), { force: true });
        writeFileSync(arena.state('steward.db'), 'x'.repeat(5000), { mode: 0o600 });
      },
      /is not a database|is damaged/,
    ],
    [
      'has no tables',
      () => arena.tamper((db) => void db.exec('DROP TABLE claims; DROP TABLE journal')),
      /cannot be used|damaged/,
    ],
  ])('that %s is not used', async (_, spoil, why) => {
    await open();
    const id = await approved();
    arena.closeGates();
    spoil();
    await suite.attempt(async () => refusal((async () => applied(id))(), why));
  });

  it.skipIf(process.getuid?.() !== 0)('or its folder that belongs to another account is not used', async () => {
    for (const [place, why] of [
      ['', /belongs to another user/],
      ['steward.db', /is a link, or others/],
    ] as const) {
      await open();
      const id = await approved();
      arena.closeGates();
      chownSync(arena.state(place), 4711, 4711);
      await suite.attempt(async () => refusal((async () => applied(id))(), why));
      arena.close();
    }
  });

  it.each<[string, string]>([
    [
      'forgets what is sent',
      "CREATE TRIGGER t AFTER INSERT ON journal WHEN NEW.type = 'sending' BEGIN DELETE FROM journal WHERE seq = NEW.seq; END",
    ],
    ['forgets every claim', 'CREATE TRIGGER t AFTER INSERT ON claims BEGIN DELETE FROM claims; END'],
  ])('with a trigger that %s sends nothing twice', async (_, trigger) => {
    await open();
    const id = await approved();
    arena.tamper((db) => void db.exec(trigger));
    await suite.attempt(async () => {
      await applied(id).catch(() => {});
      await applied(id).catch(() => {});
      return undefined;
    }, 1);
  });
});

describe('time', () => {
  const hours = (count: number) => ({ now: () => new Date(Date.now() + count * 3_600_000) });

  it('that has passed ends a change', async () => {
    await open();
    const id = await approved();
    await suite.attempt(async () => refusal(apply(id, arena.process(hours(2)).reach), /expired at/));
  });

  it('that is set back brings no expired change to life', async () => {
    await open();
    const id = await approved();
    await arena.process(hours(2)).gate.journal.append({ type: 'read', operation: 'x', connection: 'y' });
    await suite.attempt(async () => refusal(applied(id), /expired at/));
    await suite.attempt(async () => refusal(apply(id, arena.process(hours(-5)).reach), /expired at/));
  });

  it('that is set back ends no freeze', async () => {
    const day = 86_400_000;
    const [from, until] = [0, 1].map((days) => new Date(Date.now() + days * day + 60_000).toISOString());
    await open({
      policy: `${strictPolicy}guards: { freeze: [{ from: "${from}", until: "${until}" }] }\nchange_minutes: 3000\n`,
    });
    const id = await approved();
    await arena.process(hours(1)).gate.journal.append({ type: 'read', operation: 'x', connection: 'y' });
    await suite.attempt(async () => refusal(applied(id), /frozen until/));
  });
});
