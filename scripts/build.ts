// Bundles the command and the library into dist/. Splitting keeps the provider SDKs in chunks that load on first use.
import { chmod, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const requireForBundledCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const { metafile } = await build({
  entryPoints: { steward: 'src/surfaces/cli/main.ts', index: 'src/index.ts', sandbox: 'src/sandbox/index.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  minifySyntax: true,
  external: ['@napi-rs/keyring'],
  logLevel: 'warning',
  metafile: true,
  banner: { js: requireForBundledCommonJs },
});
await chmod('dist/steward.js', 0o755);

const current = new Set(Object.keys(metafile.outputs).map((file) => path.resolve(file)));
for (const chunk of await readdir('dist/chunks')) {
  const file = path.resolve('dist/chunks', chunk);
  if (!current.has(file)) await rm(file, { force: true });
}
