// Bundles the command and the library into dist/. Splitting keeps the provider SDKs in chunks that load on first use.
import { chmod, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

const requireForBundledCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** We print our own sentences, so of zod's fifty languages one is enough. */
const oneLanguage: Plugin = {
  name: 'one-language',
  setup(build) {
    build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

const { metafile } = await build({
  entryPoints: {
    steward: 'src/surfaces/main.ts',
    index: 'src/index.ts',
    sandbox: 'src/sandbox/index.ts',
    functions: 'src/surfaces/functions/index.ts',
  },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  external: ['@napi-rs/keyring'],
  // Its CommonJS form hides its own parts from a bundler.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  plugins: [oneLanguage],
  logLevel: 'warning',
  metafile: true,
  banner: { js: requireForBundledCommonJs },
});
await chmod('dist/steward.js', 0o755);

await Promise.all(
  Object.keys(metafile.outputs)
    .filter((file) => file.endsWith('.map'))
    .map(withOurSourcesOnly),
);

const current = new Set(Object.keys(metafile.outputs).map((file) => path.resolve(file)));
for (const chunk of await readdir('dist/chunks')) {
  const file = path.resolve('dist/chunks', chunk);
  if (!current.has(file)) await rm(file, { force: true });
}

await carryBundle('packaging/claude-code/server');

/** The plugin has the program in its own folder: whatever it is started beside decides nothing of what runs. */
async function carryBundle(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp('dist', folder, { recursive: true, filter: (source) => !/(?:\.map|types)$/.test(source) });
}

/** The sources of packages would be two thirds of what is published; whoever wants them has the packages. */
async function withOurSourcesOnly(file: string): Promise<void> {
  const map = JSON.parse(await readFile(file, 'utf8')) as { sources: string[]; sourcesContent: (string | null)[] };
  const isOurs = (place: number) => !map.sources[place]?.includes('node_modules');
  const sourcesContent = map.sourcesContent.map((text, place) => (isOurs(place) ? text : null));
  await writeFile(file, JSON.stringify({ ...map, sourcesContent }));
}
