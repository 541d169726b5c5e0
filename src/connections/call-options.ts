import type { OnProgress } from '../internal/progress.ts';
import type { Pacer } from './pacing.ts';

/** What a call keeps to, and who hears of it. */
export interface CallOptions {
  readonly pacer: Pacer;
  readonly signal?: AbortSignal | undefined;
  /** Hears how far the work is, and when the provider's pace makes it wait. */
  readonly onProgress?: OnProgress | undefined;
  /** Observes what goes out; used to look at the wire, never to change it. */
  readonly onRequest?: (request: { readonly method: string; readonly url: URL }) => void;
}
