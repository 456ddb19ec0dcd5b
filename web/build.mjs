// Builds the workbench: index.html, app.js and app.css, flat, into --out DIR (default ../build/release/web).
// `--tests DIR` bundles the unit tests for node instead. Nothing is fetched; esbuild comes from node_modules.
import { build } from 'esbuild';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1] && !process.argv[at + 1].startsWith('--') ? process.argv[at + 1] : fallback;
};
const common = { bundle: true, absWorkingDir: here, jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning', charset: 'ascii' };

async function tests(out) {
  await rm(out, { recursive: true, force: true });
  const files = (await readdir(join(here, 'test'), { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  await build({ ...common, entryPoints: files.map((name) => join(here, 'test', name)), outbase: join(here, 'test'), outdir: out,
    platform: 'node', format: 'esm', target: 'node18', outExtension: { '.js': '.mjs' } });
}

async function bundle(out) {
  await mkdir(out, { recursive: true });
  await build({ ...common, entryPoints: { app: join(here, 'src/main.tsx') }, outdir: out, format: 'esm', target: 'es2022',
    minify: true, legalComments: 'inline', define: { 'process.env.NODE_ENV': '"production"' } });
  await copyFile(join(here, 'src/index.html'), join(out, 'index.html'));
}

if (process.argv.includes('--tests')) await tests(resolve(option('--tests', join(here, 'build-tests'))));
else await bundle(resolve(option('--out', join(here, '../build/release/web'))));
