import { userInfo } from 'node:os';
import { type Notice, PolicyError } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';
import { ApprovalStore } from './approval/approval.ts';
import { ChangeStore } from './change/store.ts';
import { Hearsay } from './hearsay.ts';
import type { Actor, Head } from './journal/entry.ts';
import { Journal } from './journal/journal.ts';
import { type Decision, decide } from './policy/decide.ts';
import { type PolicyInForce, policyInForce } from './policy/in-force.ts';
import { parseLayer } from './policy/layer.ts';
import type { Question } from './policy/match.ts';
import { StateFolder, stateFolderPath } from './state/folder.ts';
import { type Places, placesFor } from './state/places.ts';

export interface GateOptions {
  readonly environment: Environment;
  /** Where a project's policy is looked for. */
  readonly folder: string;
  /** Through which door this process acts: cli, mcp, library. */
  readonly surface: string;
  readonly client?: string;
  readonly now?: () => Date;
  /** For tests of the system folder; nothing in the environment can set it. */
  readonly places?: Places;
  /** How long a request whose sender died may still be on its way; 5 seconds when omitted. */
  readonly inFlightMs?: number;
  /** A policy given by the program itself instead of any file; for the sandbox that lives as long as the process. */
  readonly policy?: string;
}

/** Policy, changes and the journal of one state folder: what stands between an input and a provider. */
export class Gate {
  readonly environment: Environment;
  readonly state: StateFolder;
  readonly journal: Journal;
  readonly changes: ChangeStore;
  readonly approvals: ApprovalStore;
  readonly hearsay = new Hearsay();
  readonly places: Places;
  readonly who: Actor;
  readonly now: () => Date;
  readonly inFlightMs: number;
  readonly #ownPolicy: string | undefined;

  constructor(options: GateOptions) {
    const { environment, folder, surface, client, now = () => new Date(), policy } = options;
    this.environment = environment;
    this.now = now;
    this.inFlightMs = options.inFlightMs ?? 5000;
    this.places = options.places ?? placesFor(environment, folder);
    this.who = { user: accountName(), surface, ...(client !== undefined && { client }) };
    this.state = new StateFolder(stateFolderPath(environment));
    this.journal = new Journal(this.state, this.who, now);
    this.changes = new ChangeStore(this.state);
    this.approvals = new ApprovalStore(this.state);
    this.#ownPolicy = policy;
  }

  policy(): PolicyInForce {
    if (this.#ownPolicy === undefined) return policyInForce(this.places, this.journal);
    const base = parseLayer(this.#ownPolicy, 'built in', 'the sandbox’s own policy');
    return { base, tightening: [], approvers: { list: [], file: '', place: 'user' }, hash: base.hash, warnings: [] };
  }

  /** What policy says of a call. */
  decide(question: Question, policy = this.policy()): Decision {
    return decide(question, policy.base, policy.tightening);
  }

  /** @throws PolicyError when policy denies a read; that it was tried is written down. */
  refuseDeniedRead(question: Question): void {
    const decision = this.decide(question);
    if (decision.verdict !== 'deny') return;
    const { operation, connection } = question;
    this.journal.append({ type: 'refused', operation: operation.id, connection, reason: decision.reason });
    throw new PolicyError('denied', `${operation.id} is denied: ${decision.reason} (${decision.decidedBy}).`, {
      hint: 'Whoever keeps that policy can change it. Which rule decides can be explained.',
      advice: { action: 'explain_policy' },
    });
  }

  head(): Head {
    return this.journal.head();
  }

  /** What a person does to agree to a change. */
  howToApprove(change: string): Notice {
    if (this.#ownPolicy !== undefined) {
      return {
        text: 'This sandbox ends with its process, so only that process can ask for approval, and it cannot here. To try approvals, run a sandbox that lasts and connect to it.',
        advice: { action: 'run_sandbox' },
      };
    }
    return { text: 'A person approves it at a terminal.', advice: { action: 'approve', change } };
  }

  close(): void {
    this.journal.close();
  }
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
