import { type OnProgress, progressText } from '../../internal/progress.ts';

/** What a progress notification says besides whose it is. */
export interface Said {
  readonly progress: number;
  readonly total?: number;
  readonly message: string;
}

/** The least by which a number grows that has nothing to count. */
const leastStep = 0.001;

/**
 * Progress as the protocol wants it: a number that grows with every notification of a call, also when one piece of work
 * follows another, and while it only waits.
 */
export function risingProgress(notify: (said: Said) => void): OnProgress {
  let shown = 0;
  let before = 0;
  let what: string | undefined;
  return (progress) => {
    let total: number | undefined;
    let reached = shown;
    if (progress.kind === 'work') {
      if (what !== undefined && progress.what !== what) before = shown;
      what = progress.what;
      reached = before + progress.done;
      total = progress.of === undefined ? undefined : before + progress.of;
    }
    shown = Math.max(reached, shown + leastStep);
    notify({
      progress: shown,
      message: progressText(progress),
      ...(total !== undefined && total >= shown && { total }),
    });
  };
}
