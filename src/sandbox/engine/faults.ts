import { unit } from '../../internal/hash.ts';
import type { Clock } from './clock.ts';
import type { Reply, SandboxRequest } from './exchange.ts';
import { type Fault, type FaultInput, faultSchema } from './fault.ts';
import { type FaultContext, faultKinds } from './fault-kinds.ts';
import type { Plugin } from './plugin.ts';

/** The faults that are set, and what they do to requests and answers. Later faults see what earlier ones made. */
export class Faults {
  readonly #seed: number;
  readonly #clock: Clock;
  #faults: Fault[] = [];
  #added = 0;

  constructor(seed: number, clock: Clock) {
    this.#seed = seed;
    this.#clock = clock;
  }

  /** Sets a fault and gives its id. Throws a ZodError for one that cannot be. */
  add(input: FaultInput): string {
    const parsed = faultSchema.parse(input);
    this.#added += 1;
    const fault: Fault = { ...parsed, id: `fault_${this.#added}`, met: 0, struck: 0, memory: new Map() };
    this.#faults.push(fault);
    return fault.id;
  }

  /** Takes one fault away, or all; after all, ids count from the beginning again. */
  clear(id?: string): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
    if (id === undefined) this.#added = 0;
  }

  list(): readonly Omit<Fault, 'memory'>[] {
    return this.#faults.map(({ memory: _memory, ...fault }) => fault);
  }

  /** Lets the faults act around the provider's own answer. */
  async around(request: SandboxRequest, plugin: Plugin, answer: () => Promise<Reply>): Promise<Reply> {
    if (this.#faults.length === 0) return answer();
    const path = request.target.split('?')[0] ?? '';
    const striking = this.#faults.filter((fault) => matches(fault.route, request.method, path) && this.#strikes(fault));
    const contexts = striking.map((fault): [Fault, FaultContext] => [
      fault,
      { request, path, plugin, fault, now: this.#clock.now() },
    ]);
    for (const [fault, context] of contexts) {
      const instead = await faultKinds[fault.kind].before?.(context);
      if (instead) return instead;
    }
    let reply = await answer();
    for (const [fault, context] of contexts) reply = faultKinds[fault.kind].after?.(reply, context) ?? reply;
    return reply;
  }

  #strikes(fault: Fault): boolean {
    fault.met += 1;
    if (fault.met <= (fault.skip ?? 0)) return false;
    if (fault.count !== undefined && fault.struck >= fault.count) return false;
    if (fault.probability !== undefined && unit(this.#seed, fault.id, fault.met) >= fault.probability) return false;
    fault.struck += 1;
    return true;
  }
}

function matches(route: string, method: string, path: string): boolean {
  const [wantedMethod = '', pattern = ''] = route.split(' ');
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}
