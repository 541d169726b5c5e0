/** One line of the result: what was measured, what came out, and what it should reach. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly bar?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
