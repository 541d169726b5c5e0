/** `1,234` up to five digits, then `1.23 M`: short enough for a column, exact in `--json`. */
export function shortNumber(value: number): string {
  if (Math.abs(value) < 100_000) return value.toLocaleString('en-US');
  for (const [size, letter] of units) {
    if (Math.abs(value) >= size) return `${(value / size).toPrecision(3)} ${letter}`;
  }
  return String(value);
}

const units: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
];
