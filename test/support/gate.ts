import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Gate, type GateOptions } from '../../src/gate/gate.ts';

export interface TestGate {
  readonly gate: Gate;
  /** Home of a made-up user: state, configuration. */
  readonly home: string;
  writePolicy(text: string): void;
  /** The same folders, as another process would open them. */
  reopen(options?: Partial<GateOptions>): Gate;
  remove(): void;
}

/** Lets everything be proposed, and approved at a terminal. */
export const easyPolicy = `version: 1
mode: ask
approvals: { write: terminal, spend: terminal, access: terminal, destructive: terminal }
guards: { destructive_per_hour: 100000 }
`;

/** A gate with folders of its own, and nothing of this machine's configuration around it. */
export function openGate(policy?: string, options: Partial<GateOptions> = {}): TestGate {
  const home = mkdtempSync(path.join(tmpdir(), 'steward-gate-'));
  const environment = { HOME: home };
  const places = {
    system: path.join(home, 'etc'),
    administrator: process.getuid?.() ?? 0,
    user: path.join(home, '.config', 'steward'),
    project: home,
  };
  mkdirSync(places.user, { recursive: true });
  const writePolicy = (text: string) => writeFileSync(path.join(places.user, 'policy.yaml'), text);
  if (policy !== undefined) writePolicy(policy);
  const opened: Gate[] = [];
  const reopen = (more: Partial<GateOptions> = {}) => {
    const gate = new Gate({ environment, folder: home, surface: 'test', places, ...options, ...more });
    opened.push(gate);
    return gate;
  };
  return {
    gate: reopen(),
    home,
    writePolicy,
    reopen,
    remove() {
      for (const gate of opened) gate.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
