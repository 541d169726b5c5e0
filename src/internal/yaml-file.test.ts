import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseYaml } from './yaml-file.ts';

const schema = z.strictObject({
  name: z.string(),
  limits: z.array(z.strictObject({ project: z.string(), dollars: z.int() })).exactOptional(),
  source: z.union([z.strictObject({ env: z.string() }), z.strictObject({ command: z.string() })]).exactOptional(),
});

const file = {
  file: 'house.yaml',
  schema,
  knownKeys: ['name', 'limits', 'project', 'dollars'],
  guide: 'docs/house.md',
};

const read = (text: string) => parseYaml(text, file);

describe('a file that is right', () => {
  const text = 'name: a\nlimits:\n  - project: x\n    dollars: 1\n  - project: y\n    dollars: 2\n';

  it('is read as its schema says', () => {
    expect(read(text).value).toEqual({
      name: 'a',
      limits: [
        { project: 'x', dollars: 1 },
        { project: 'y', dollars: 2 },
      ],
    });
  });

  it('knows the line of each value, and of the nearest one around what is not there', () => {
    const { lineAt } = read(text);
    expect(lineAt(['limits', 1])).toBe(5);
    expect(lineAt(['limits', 1, 'dollars'])).toBe(6);
    expect(lineAt(['limits', 1, 'nothing'])).toBe(5);
    expect(lineAt(['nothing'])).toBeUndefined();
  });
});

describe('a file that is wrong', () => {
  it('is refused with its name where it is not YAML', () => {
    expect(() => read('name: [a')).toThrow(
      expect.objectContaining({ code: 'config_not_yaml', message: expect.stringMatching(/^house\.yaml is not valid/) }),
    );
  });

  it('is refused with line and nearest name where a key is unknown', () => {
    expect(() => read('name: a\nlimits:\n  - project: x\n    dolars: 1\n')).toThrow(
      expect.objectContaining({
        code: 'config_unknown_key',
        message: 'house.yaml, line 4: unknown key «dolars».',
        hint: 'Did you mean «dollars»?',
      }),
    );
    expect(() => read('name: a\nzzz: 1\n')).toThrow(
      expect.objectContaining({ hint: 'Known keys: name, limits, project, dollars.' }),
    );
  });

  it('is refused with line, place and guide where a value is', () => {
    expect(() => read('name: a\nlimits:\n  - project: x\n    dollars: some\n')).toThrow(
      expect.objectContaining({
        code: 'config_invalid',
        message: expect.stringMatching(/^house\.yaml, line 4: limits\.0\.dollars: /),
        hint: 'docs/house.md shows a complete file.',
      }),
    );
  });

  it('is refused for what the branch that was meant says, inside a union', () => {
    expect(() => read('name: a\nsource:\n  env: 1\n')).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/line 3: source\.env: /) }),
    );
  });

  it('is refused where nothing stands in it, by what is missing', () => {
    expect(() => read('')).toThrow(expect.objectContaining({ message: expect.stringMatching(/^house\.yaml: name: /) }));
  });
});
