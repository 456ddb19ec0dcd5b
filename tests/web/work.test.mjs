// Long work: a count that goes on without a limit, its progress, a way to stop it. Lines of the reader's own, parallel coordinates, accounts
// that cannot all be right, the watch; words behind a cell on hover and focus; two outlets at once.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { axe, missing, settled, start } from './browser.mjs';

const why = missing();
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const locarno = process.env.LOCARNO_BINARY ?? join(root, 'build/release/locarno');
let house, truce, folder;
before(async () => {
  if (why) return;
  folder = mkdtempSync(join(tmpdir(), 'locarno-truce-'));
  cpSync(join(root, 'cases/river-truce'), folder, { recursive: true, filter: (path) => !path.includes('.locarno') });
  house = await start();
});
after(async () => { if (house) await house.stop(); if (truce) await truce.stop(); if (folder) rmSync(folder, { recursive: true, force: true }); });

const counted = (page, text) => page.waitForFunction((t) => document.querySelector('[data-testid="passing"]')?.textContent === t && !document.querySelector('.v-counter[aria-busy="true"]'), text);

test('a red line of the reader\'s own is marked as such, counted, and goes again', { skip: why || false }, async () => {
  const page = await house.page({ hash: '#/settlement?release=RUS.territory.1&lang=en' });
  await counted(page, '41,472');
  await page.locator('#v-own-issue').selectOption('security_guarantees');
  await page.locator('#v-own-kind').selectOption('=');
  await page.locator('#v-own-option').selectOption('article5_like_permanent');
  await page.getByRole('button', { name: 'Add the line' }).click();
  await counted(page, '20,736');
  assert.match(await page.locator('.v-own li').innerText(), /your assumption/);
  assert.match(page.url(), /add=/);
  await page.reload();
  await page.waitForSelector('.v-own li');
  await counted(page, '20,736');
  await page.locator('.v-own button').click();
  await counted(page, '41,472');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('parallel coordinates are reached by keyboard and read out', { skip: why || false }, async () => {
  const page = await house.page({ hash: '#/settlement?release=RUS.territory.1&lang=en' });
  await page.waitForSelector('#parallel svg polyline');
  const before_ = await page.locator('.v-way-words').innerText();
  await page.locator('#v-way').focus();
  await page.keyboard.press('ArrowDown');
  const after_ = await page.locator('.v-way-words').innerText();
  assert.notEqual(after_, before_);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#pins');
  await page.waitForSelector('.v-way-pinned');
  assert.match(await page.locator('#v-way').getAttribute('aria-valuetext'), /^2\. /);
  await page.context().close();
});

test('the words behind a cell show on focus and on hover, and Escape takes them away', { skip: why || false }, async () => {
  const page = await house.page({ hash: '#/matrix?lang=en' });
  const cell = page.locator('td.said .cell').first();
  await cell.focus();
  await page.waitForSelector('.cell-tip');
  assert.ok((await page.locator('.cell-tip').innerText()).length > 10);
  assert.equal(await cell.getAttribute('aria-describedby'), await page.locator('.cell-tip').getAttribute('id'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('.cell-tip'));
  await page.locator('td.said .cell').nth(3).hover();
  await page.waitForSelector('.cell-tip');
  assert.ok(await page.locator('svg.spark').count() > 0, 'a cell that moved has its course');
  await page.context().close();
});

test('accounts that cannot all be right stand side by side', { skip: why || false }, async () => {
  const page = await house.page({ hash: '#/ledger?tab=conflicts&lang=en' });
  await page.waitForSelector('.v-conflicts > li, .v-nothing', { timeout: 60000 });
  assert.ok(await page.locator('.v-conflicts > li').count() > 0);
  assert.ok(await page.locator('.v-conflicts > li').first().locator('blockquote').count() >= 1);
  await page.locator('.v-conflicts .v-evidence').first().click();
  await page.waitForSelector('aside blockquote');
  assert.deepEqual(await axe(page), []);
  await page.context().close();
});

test('two outlets are both let through; one alone leaves the other out', { skip: why || false }, async () => {
  const page = await house.page({ hash: '#/ledger?lang=en' });
  await page.waitForSelector('#v-tabpanel tbody tr');
  const choice = (name) => page.locator('.filters .choice', { hasText: name });
  const n = async (name) => Number(await choice(name).locator('.count').innerText());
  const rows = (of) => page.waitForFunction((k) => document.querySelectorAll('#v-tabpanel tbody tr').length === k, of);
  const first = await n('Harbour Daily'), both = first + await n('Hubin News Agency');
  await choice('Harbour Daily').locator('input').check();
  await rows(first);
  await choice('Hubin News Agency').locator('input').check();
  await rows(both);
  await page.context().close();
});

for (const lang of ['en', 'zh']) {
  test(`${lang}: a case without terms says what was looked for`, { skip: why || false }, async () => {
    const page = await house.page({ hash: `#/watch?lang=${lang}` });
    await page.waitForSelector('.v-nothing');
    assert.match(await page.locator('.v-nothing').innerText(), /\[watch\] in case\.toml/);
    await page.context().close();
  });
}

test('the watch: nothing added yet, then the board, the map, the timeline and alarms', { skip: why || false }, async () => {
  truce = await start({ case_folder: folder, added: (copy) => execFileSync(locarno, ['watch', 'add', copy, join(copy, 'reports')]) });
  for (const [lang, width] of [['en', 1280], ['zh', 1280], ['en', 390], ['zh', 390]]) {
    const page = await truce.page({ width, hash: `#/watch?lang=${lang}` });
    await page.waitForSelector('.v-board tbody tr');
    await page.waitForSelector('#v-learn');
    await settled(page);
    assert.equal(await page.locator('.v-board tbody tr').count(), 7);
    await page.waitForFunction(() => [...document.querySelectorAll('.v-watch-picture img')].length >= 2 && [...document.querySelectorAll('.v-watch-picture img')].every((img) => img.complete && img.naturalWidth > 0));
    assert.match(await page.locator('tr[data-clause="pull_back"]').innerText(), lang === 'en' ? /breached/ : /\u8fdd\u53cd/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});

test('a large case: a count that a limit cut goes on, tells how far it is, and stops when told to', { skip: why || (existsSync('/usr/bin/python3') ? false : 'no python3') }, async (t) => {
  const large = mkdtempSync(join(tmpdir(), 'locarno-large-'));
  let big;
  try {
    execFileSync('python3', [join(root, 'tools/make_large_case.py'), large, '1200', '20']);
    big = await start({ case_folder: large });
    const page = await big.page({ hash: '#/matrix?lang=en', wait: 240000 });
    await page.goto(`${big.origin}/#/settlement?lang=en&add=${encodeURIComponent(['railway', 'quarry', 'mint', 'canal', 'radar', 'ferry', 'tunnel', 'market'].map((one) => `USA|${one}_use = shared`).join(';'))}`);
    await page.waitForSelector('.v-patient', { timeout: 240000 });
    await page.evaluate(() => {   // what the work shows on its way is kept: a quick machine may be done, a slow one not begun, when it is looked at
      globalThis.shown = { progress: false, partial: '' };
      new MutationObserver(() => {
        if (document.querySelector('.v-job progress')) globalThis.shown.progress = true;
        globalThis.shown.partial = document.querySelector('.v-partial')?.textContent || globalThis.shown.partial;
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await page.locator('.v-patient').click({ timeout: 60000 });
    await page.waitForFunction(() => globalThis.shown.progress && globalThis.shown.partial, undefined, { timeout: 120000 });
    assert.match(await page.evaluate(() => globalThis.shown.partial), /0 of 205,891,132,094,649/);
    const went = await page.evaluate(() => new Promise((resolve) => {
      const began = performance.now();
      const stop = document.querySelector('.v-job button');
      if (stop === null) return resolve(-1);   // a quick machine was done first
      stop.click();
      const look = () => { if (document.querySelector('.v-job')) requestAnimationFrame(look); else resolve(performance.now() - began); };
      look();
    }));
    t.diagnostic(went < 0 ? 'the work ended before it could be stopped' : `stopped on the page after ${went.toFixed(0)} ms`);
    const job = page.requests.map((one) => /\/jobs\/(\w+)\/events/.exec(one)?.[1]).filter(Boolean).at(-1);
    assert.ok(job, 'the work was watched');
    await page.waitForFunction(async (id) => (await (await fetch(`/api/v1/jobs/${id}`)).json()).state !== 'running', job, { timeout: 60000, polling: 500 });
    await page.locator('tr[data-line] .v-lockbtn').first().click();
    await page.waitForFunction(() => performance.getEntriesByName('settle-repaint').length > 0, undefined, { timeout: 60000 });
    t.diagnostic(`released and repainted after ${(await page.evaluate(() => performance.getEntriesByName('settle-repaint')[0].duration)).toFixed(0)} ms`);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  } finally {
    if (big) await big.stop();
    rmSync(large, { recursive: true, force: true });
  }
});
