// Starts `locarno serve` on a copy of the bundled case and Debian's chromium; closes both. For the tests in this folder.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const locarno = process.env.LOCARNO_BINARY ?? join(root, 'build/release/locarno');
const chromium_path = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync) ?? '';

/** Why the tests cannot run here, or ''. */
export function missing() {
  if (!existsSync(locarno)) return `no binary at ${locarno}`;
  if (!existsSync(chromium_path)) return 'no chromium';
  if (!existsSync(join(here, 'node_modules/playwright-core/package.json'))) return 'playwright-core is not fetched: cd tests/web && npm ci --ignore-scripts';
  return '';
}

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** `reports`: {name: text} to lie beside those of the case. Answers {origin, page(options), stop()}. */
/** `added`: called with the copy before the server starts. */
export async function start({ reports = {}, case_folder = join(root, 'cases/ukraine-2025'), added = () => undefined } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'locarno-web-'));
  const copy = join(folder, 'case');
  cpSync(case_folder, copy, { recursive: true, filter: (path) => !path.includes('.locarno') });
  for (const [name, text] of Object.entries(reports)) writeFileSync(join(copy, 'reports', name), text);
  added(copy);
  const server = spawn(locarno, ['serve', copy, '--no-open', ...(process.env.LOCARNO_WEB ? ['--web', process.env.LOCARNO_WEB] : [])], { stdio: ['ignore', 'pipe', 'pipe'] });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`no address from the server: ${said}`)), 30000);
    server.stdout.on('data', (bytes) => {
      said += bytes;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said);
      if (found) { clearTimeout(timer); resolve(found[0]); }
    });
    server.stderr.on('data', (bytes) => { said += bytes; });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: chromium_path, args: flags });
  const origin = new URL(address).origin;
  let state;
  return {
    origin,
    /** A page in a context of its own; all requests and problems are kept on it. */
    async page({ width = 1280, height = 860, scale = 1, locale = 'en-US', hash = '#/matrix', wait = 30000 } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale, reducedMotion: 'reduce', ...(state ? { storageState: state } : {}) });
      const page = await context.newPage();
      page.requests = [];
      page.problems = [];
      page.on('request', (request) => page.requests.push(request.url()));
      page.on('pageerror', (error) => page.problems.push(error.message));
      page.on('dialog', (dialog) => { page.problems.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
      page.on('console', (message) => { if (message.type() === 'error' && !/status of (404|409|422)/.test(message.text())) page.problems.push(message.text()); });
      if (!state) { await page.goto(address); state = { cookies: (await context.storageState()).cookies, origins: [] }; }
      await page.goto(`${origin}/${hash}`);
      await page.waitForSelector('.shell main h1', { timeout: wait });
      return page;
    },
    async stop() {
      await browser.close();
      server.removeAllListeners('exit');
      server.kill('SIGTERM');
      await new Promise((resolve) => { if (server.exitCode !== null) resolve(); else server.on('exit', resolve); });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** axe-core's findings on the page as lines; none is the wish. */
export async function axe(page) {
  await page.evaluate(readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const result = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), tags);
  return result.violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

export const settled = async (page) => { await page.waitForFunction(() => !document.querySelector('.waiting, [aria-busy="true"]')); };
