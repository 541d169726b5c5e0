/** A change as far as the model knows it. */
export interface Modelled {
  readonly id: string;
  readonly needs: 'terminal' | 'signature';
  readonly policy: number;
  readonly proposedAt: number;
  readonly expiresAt: number;
  agreed: boolean;
  over: boolean;
  applied: boolean;
}

export const lifeMs = 3_600_000;

/** What a store, its people and its clock are like, and so what may be sent. */
export class Model {
  changes: Modelled[] = [];
  policy: number;
  stopped = false;
  /** The machine's clock, and the newest time that the journal has seen. */
  time: number;
  seen: number;

  constructor(time: number, policy: number) {
    this.time = time;
    this.seen = time;
    this.policy = policy;
  }

  propose(id: string, needs: Modelled['needs']): void {
    const [proposedAt, expiresAt] = [this.time, this.time + lifeMs];
    this.changes.push({
      id,
      needs,
      policy: this.policy,
      proposedAt,
      expiresAt,
      agreed: false,
      over: false,
      applied: false,
    });
  }

  /** It can be looked at and agreed to: not over, not expired by either clock, and of the policy of now. */
  isOpen(change: Modelled): boolean {
    return !change.over && change.policy === this.policy && change.expiresAt > Math.max(this.time, this.seen);
  }

  agree(change: Modelled): void {
    change.agreed ||= this.time >= change.proposedAt && this.time <= change.expiresAt;
  }

  maySend(change: Modelled): boolean {
    return this.isOpen(change) && change.agreed && !this.stopped;
  }
}
