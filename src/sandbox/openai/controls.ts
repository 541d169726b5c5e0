import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';

type Control = (input: unknown) => unknown;

/** What can be done to the organisation from outside the API. */
export function openaiControls(_store: Store, _clock: Clock): Readonly<Record<string, Control>> {
  return {};
}
