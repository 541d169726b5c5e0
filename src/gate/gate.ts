import { userInfo } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { type Notice, PolicyError } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';
import { KernelLock } from '../internal/kernel-lock.ts';
import { checkChangeId } from './change/record.ts';
import { Hearsay } from './hearsay.ts';
import type { Actor, EntryOf } from './journal/entry.ts';
import { entriesOfType, Journal } from './journal/journal.ts';
import { openStore } from './journal/open.ts';
import { isStopped } from './people/stopped.ts';
import { type Decision, decide } from './policy/decide.ts';
import { type PolicyInForce, policyInForce } from './policy/in-force.ts';
import { parseLayer } from './policy/layer.ts';
import type { Question } from './policy/match.ts';
import { StateFolder, stateFolderPath } from './state/folder.ts';
import type { Head } from './state/head.ts';
import { lossOf } from './state/loss.ts';
import { type Places, placesFor } from './state/places.ts';
import type { Reading, Store } from './state/store.ts';
import { asTrouble } from './state/trouble.ts';

export interface GateOptions {
  readonly environment: Environment;
  /** Where a project's policy is looked for. */
  readonly folder: string;
  /** Through which door this process acts: cli, mcp, http, functions, library. */
  readonly surface: string;
  readonly now?: () => Date;
  /** For tests of the system folder; nothing in the environment can set it. */
  readonly places?: Places;
  /** How long a request whose sender died may still be on its way; 5 seconds when omitted. */
  readonly inFlightMs?: number;
  /** A policy given by the program itself instead of any file; for the sandbox that lives as long as the process. */
  readonly policy?: string;
}

/** A request may take two minutes, and is then looked for. */
const longestTurnMs = 180_000;

/** What a refusal was about. */
type Refused = Pick<EntryOf<'refused'>, 'change' | 'operation' | 'connection'>;

/** Who acts through a door, where it tells several apart. */
export type Acting = Pick<Actor, 'principal' | 'client'>;

/** Policy, changes and the journal of one store: what stands between an input and a provider. */
export class Gate {
  readonly environment: Environment;
  readonly folder: StateFolder;
  readonly store: Store;
  readonly journal: Journal;
  readonly hearsay: Hearsay;
  /** What was learned of the organisations that this process reaches. */
  readonly remembered: Map<string, string>;
  readonly places: Places;
  readonly who: Actor;
  readonly now: () => Date;
  readonly inFlightMs: number;
  readonly #options: GateOptions;
  readonly #noted = new WeakSet<PolicyError>();
  /** The gate that was opened, where this one acts for somebody through it: one lock for all of them. */
  readonly #opened: Gate;
  #sending: KernelLock | undefined;

  /** `shared`: the gate whose store this one uses, for another actor. */
  constructor(options: GateOptions, actor: Acting = {}, shared?: Gate) {
    const { environment, folder, surface, now = () => new Date() } = options;
    const { principal, client } = actor;
    this.#options = options;
    this.#opened = shared ? shared.#opened : this;
    this.environment = environment;
    this.now = now;
    this.inFlightMs = options.inFlightMs ?? 5000;
    this.places = options.places ?? placesFor(environment, folder);
    this.who = {
      user: accountName(),
      surface,
      ...(principal !== undefined && { principal }),
      ...(client !== undefined && { client }),
    };
    this.folder = shared?.folder ?? new StateFolder(stateFolderPath(environment));
    this.store = shared?.store ?? openStore(this.folder.path, this.who, now);
    this.journal = new Journal(this.store, this.who, now);
    this.remembered = shared?.remembered ?? new Map();
    this.hearsay = shared?.hearsay ?? new Hearsay();
  }

  /** The same gate for somebody whom a door tells apart from others. */
  actingAs(actor: Acting): Gate {
    return new Gate(this.#options, actor, this);
  }

  async policy(): Promise<PolicyInForce> {
    return this.store.look((tables) => this.policyWithin(tables));
  }

  /** The policy in force as part of a transaction. */
  async policyWithin(tables: Reading): Promise<PolicyInForce> {
    const own = this.#options.policy;
    if (own === undefined) return policyInForce(this.places, tables, await lossOf(tables, this.store.outside));
    const base = parseLayer(own, 'built in', 'the sandbox’s own policy');
    const approvers = { list: [], signed: undefined, anchor: 'first use' } as const;
    return { base, tightening: [], approvers, hash: base.hash, warnings: [] };
  }

  /** What policy says of a call. */
  decide(question: Question, policy: PolicyInForce): Decision {
    return decide(question, policy.base, policy.tightening);
  }

  /** @throws PolicyError while somebody has stopped Steward. */
  async refuseStopped(): Promise<void> {
    await this.store.look((tables) => this.refuseStoppedWithin(tables));
  }

  async refuseStoppedWithin(tables: Reading): Promise<void> {
    const stopped = await isStopped(tables, this);
    if (!stopped) return;
    throw new PolicyError('stopped', `Nothing is changed: ${stopped.who.user} stopped Steward at ${stopped.at}.`, {
      hint: 'A person lets it go on.',
      advice: { action: 'resume' },
    });
  }

  /** The destructive steps that were sent within the last hour. */
  async sentDestructive(tables: Reading): Promise<EntryOf<'sending'>[]> {
    const since = new Date(this.now().getTime() - 3_600_000);
    return (await entriesOfType(tables, 'sending', since)).filter(({ risk }) => risk === 'destructive');
  }

  /** Does something whose refusal by policy, a guard or a missing approval is written down, once. */
  async noting<T>(about: Refused, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PolicyError) await this.noteRefusal(error, about);
      throw error;
    }
  }

  /** A refusal, in the journal; of one that is there already nothing more is written. */
  async noteRefusal(error: PolicyError, about: Refused): Promise<void> {
    if (this.#noted.has(error)) return;
    this.#noted.add(error);
    await this.journal.append({ type: 'refused', ...about, code: error.code, reason: error.message });
  }

  /**
   * Works while nobody else who shares this store sends anything: what the guards have seen is what is acted on.
   * @throws PolicyError when others never come to an end.
   */
  async sendingAlone<T>(work: () => Promise<T>): Promise<T> {
    const lock = this.#opened.#sendingLock();
    const until = Date.now() + longestTurnMs;
    while (!taken(lock, this.folder.path)) {
      if (Date.now() > until) {
        throw new PolicyError('others_sending', 'Another process has been sending a change for minutes.', {
          hint: 'Wait for it or end it, then apply again. Nothing was sent.',
        });
      }
      await setTimeout(20);
    }
    try {
      return await work();
    } finally {
      lock.release();
    }
  }

  #sendingLock(): KernelLock {
    this.#sending ??= lockIn(this.folder, 'sending');
    return this.#sending;
  }

  /** Keeps every other process from applying or settling this change, until released or dead. Undefined when one does. */
  hold(id: string): KernelLock | undefined {
    const lock = lockIn(this.folder, checkChangeId(id));
    try {
      if (taken(lock, this.folder.path)) return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
    lock.close();
    return undefined;
  }

  async head(): Promise<Head> {
    return this.journal.head();
  }

  /** What a person does to agree to a change. */
  howToApprove(change: string): Notice {
    if (this.#options.policy !== undefined) {
      return {
        text: 'This sandbox ends with its process, so only that process can ask for approval, and it cannot here. To try approvals, run a sandbox that lasts and connect to it.',
        advice: { action: 'run_sandbox' },
      };
    }
    return { text: 'A person approves it at a terminal.', advice: { action: 'approve', change } };
  }

  close(): void {
    this.#sending?.close();
    this.#sending = undefined;
    this.store.close();
  }
}

function lockIn(folder: StateFolder, name: string): KernelLock {
  const file = folder.file('locks', name);
  try {
    return new KernelLock(file);
  } catch (error) {
    throw asTrouble(error, file);
  }
}

function taken(lock: KernelLock, folder: string): boolean {
  try {
    return lock.take(0);
  } catch (error) {
    throw asTrouble(error, folder);
  }
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
