import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';

type Control = (input: unknown) => unknown;

/** What can be done to the organisations from outside the API. */
export function anthropicControls(
  _stores: { readonly console: Store; readonly enterprise: Store },
  _clock: Clock,
): Readonly<Record<string, Control>> {
  return {};
}
