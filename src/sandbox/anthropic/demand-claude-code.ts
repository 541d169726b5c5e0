import { unit } from '../../internal/hash.ts';
import type { Stream } from '../demand/demand.ts';
import { pick } from '../demand/demand-plan.ts';
import type { Store } from '../engine/store.ts';
import { profiles } from './demand-profiles.ts';
import { addWay, type Demand } from './demand-ways.ts';

/** Claude Code: tokens and activity come from the same streams, so that its report agrees with the others. */

const terminals = ['vscode', 'iTerm.app', 'ghostty', 'tmux', 'Apple_Terminal', 'cursor'];

/** What a request does to the code, in the mean. */
const activity = {
  sessions: 0.011,
  lines_added: 0.9,
  lines_removed: 0.31,
  commits: 0.008,
  pull_requests: 0.002,
  'edit_tool.accepted': 0.07,
  'edit_tool.rejected': 0.006,
  'multi_edit_tool.accepted': 0.004,
  'multi_edit_tool.rejected': 0.0005,
  'write_tool.accepted': 0.02,
  'write_tool.rejected': 0.0015,
  'notebook_edit_tool.accepted': 0.001,
  'notebook_edit_tool.rejected': 0.0002,
};

/** What one person, or one key of automation, does with Claude Code. */
export function addClaudeCode(store: Store, demand: Demand, now: number): void {
  const { id, dimensions } = demand;
  const local = { terminal_type: pick(terminals, id, 'terminal'), is_remote: false };
  const remote = { terminal_type: 'web', is_remote: true };
  const family = unit(id, 'family') < 0.3 ? 'opus' : 'sonnet';
  const product = 'claude_code';
  const profile = profiles.code;
  const at = (place: Stream['dimensions']): Demand => ({ ...demand, dimensions: { ...dimensions, ...place } });
  addWay(store, at(local), { family, profile, product, part: 0.8, perRequest: activity }, now);
  addWay(store, at(local), { family: 'haiku', profile: profiles.classify, product, part: 0.03 }, now);
  if (unit(id, 'remote') < 0.3)
    addWay(store, at(remote), { family, profile, product, part: 0.17, perRequest: activity }, now);
}
