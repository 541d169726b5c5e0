import xterm from '@xterm/headless';

/** What a terminal shows of a text, line by line, without blanks at the ends. */
export async function screenOf(text: string, columns: number): Promise<string[]> {
  const rows = 2000;
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 100_000, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(text.replaceAll('\n', '\r\n'), resolve));
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: active.length },
    (_, index) => active.getLine(index)?.translateToString().trimEnd() ?? '',
  );
  terminal.dispose();
  while (lines.at(-1) === '') lines.pop();
  return lines;
}
