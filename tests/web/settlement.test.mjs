// A newcomer's first three minutes: open the case, release one red line, see a settlement appear, read the sentence behind it. Then
// why none, openings, choices, pins and drafts; the address that holds it all; the time a repaint takes.
import assert from 'node:assert/strict';
import { cpus, loadavg } from 'node:os';
import { after, before, test } from 'node:test';
import { axe, missing, settled, start } from './browser.mjs';

const why = missing();
let house;
before(async () => { if (!why) house = await start(); });
after(async () => { if (house) await house.stop(); });

const passing = (page) => page.locator('[data-testid="passing"]').innerText();
const counted = (page, text) => page.waitForFunction((t) => document.querySelector('[data-testid="passing"]')?.textContent === t && !document.querySelector('.v-counter[aria-busy="true"]'), text);
const lock = (page, id) => page.locator(`tr[data-line="${id}"] .v-lockbtn`);

for (const lang of ['en', 'zh']) {
  test(`${lang}: from the first page to the sentence behind a settlement`, { skip: why || false }, async () => {
    const began = Date.now();
    const page = await house.page({ hash: `#/matrix?lang=${lang}` });
    await page.getByRole('link', { name: lang === 'zh' ? '\u65b9\u6848\u63a2\u7d22' : 'Settlement explorer' }).click();
    await page.waitForSelector('.v-locks');
    assert.equal(await passing(page), '0');
    await lock(page, 'RUS.territory.1').click();
    await counted(page, '41,472');
    await page.waitForSelector('#passing table tbody tr');   // painted after the count
    await page.locator('tr[data-line="RUS.territory.1"] .v-evidence').click();
    await page.waitForSelector('aside blockquote');
    assert.ok((await page.locator('aside blockquote').first().innerText()).length > 5, 'the sentence stands in the drawer');
    assert.match(page.url(), /release=RUS\.territory\.1/);
    assert.ok(Date.now() - began < 180000, 'within three minutes');
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  for (const width of [1280, 390]) {
    test(`${lang} ${width}: no finding of axe, nothing wider than the page`, { skip: why || false }, async () => {
      const page = await house.page({ width, hash: `#/settlement?release=RUS.territory.1&lang=${lang}` });
      await page.waitForSelector('.v-locks');
      await settled(page);
      assert.deepEqual(await axe(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.context().close();
    });
  }
}

test('a released lock is counted and painted in less than 100 ms', { skip: why || false }, async (t) => {
  const page = await house.page({ hash: '#/settlement?lang=en' });
  await page.waitForSelector('.v-locks');
  for (let k = 0; k < 6; k += 1) {
    await lock(page, 'UKR.territory.1').click();
    await counted(page, k % 2 === 0 ? '20,736' : '0');
    await page.waitForFunction((n) => performance.getEntriesByName('settle-repaint').length > n, k);
  }
  const times = await page.evaluate(() => performance.getEntriesByName('settle-repaint').map((e) => e.duration).sort((a, b) => a - b));
  const said = `median of ${times.map((ms) => ms.toFixed(0)).join(', ')} ms at a load of ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`;
  t.diagnostic(said);
  if (loadavg()[0] <= cpus().length * 1.5) assert.ok(times[Math.floor(times.length / 2)] < 100, said);  // a crowded machine says nothing about it
  await page.context().close();
});

test('why none names both lines and a sentence; an opening says who moves and who still blocks', { skip: why || false }, async () => {
  const page = await house.page({ hash: '#/settlement?lang=en' });
  await page.waitForSelector('#why-none .v-clash-line');
  assert.equal(await page.locator('#why-none .v-clash-line').count(), 2);
  assert.ok(await page.locator('#why-none blockquote').count() > 0);
  const first = page.locator('.v-opening').first();
  assert.match(await first.innerText(), /Russia would have to move[\s\S]*41,472 of 4,478,976[\s\S]*Silent so far/);
  await first.getByRole('button', { name: 'Release this here' }).click();
  await counted(page, '41,472');
  await page.goBack();
  await counted(page, '0');
  await page.context().close();
});

test('an option is held, a settlement pinned twice and compared, by keyboard alone', { skip: why || false }, async () => {
  const page = await house.page({ hash: '#/settlement?release=RUS.territory.1&lang=en' });
  await page.waitForSelector('#passing table');
  const cell = page.locator('.v-cell', { hasText: 'like Article 5, permanent' });
  await cell.focus();
  await page.keyboard.press('Enter');
  await counted(page, '20,736');
  for (const n of [0, 1]) {
    await page.locator('#passing table button').nth(n).focus();
    await page.keyboard.press('Space');
  }
  await page.waitForSelector('#pins');
  assert.match(await page.locator('#pins .v-note').innerText(), /differ on \d+ of \d+ issues/);
  assert.match(page.url(), /fix=security_guarantees:article5_like_permanent/);
  await page.reload();
  await page.waitForSelector('#pins');
  assert.equal(await passing(page), '20,736', 'the address holds the state');
  await page.context().close();
});

test('a draft is loaded as choices; what it leaves open is said', { skip: why || false }, async () => {
  const page = await house.page({ hash: '#/settlement?lang=en' });
  await page.waitForSelector('#v-draft');
  await page.locator('#v-draft').selectOption('plan-28');
  await page.waitForFunction(() => location.hash.includes('fix='));
  await counted(page, '0');
  await page.waitForFunction(() => /Wording not known:/.test(document.querySelector('.v-page')?.textContent ?? ''));
  await page.context().close();
});
