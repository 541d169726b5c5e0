/** Eighths of a block, for charts that fit in a line of text. */
const columns = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const slivers = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** One column per value. Longer series are averaged into as many columns as there is room for. */
export function sparkline(values: readonly number[], room: number): string {
  const series = values.length > room ? averaged(values, room) : values;
  const highest = Math.max(...series, 0);
  if (highest === 0) return columns[0]?.repeat(series.length) ?? '';
  return series.map((value) => columns[Math.max(0, Math.min(7, Math.floor((value / highest) * 8)))]).join('');
}

function averaged(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * values.length) / count);
    const part = values.slice(from, Math.floor(((index + 1) * values.length) / count));
    return part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length);
  });
}

/** A horizontal bar for a share of the whole, up to `width` cells long. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (slivers[eighths % 8] ?? '');
}
