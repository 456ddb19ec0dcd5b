// Drafts side by side, and the brief composed and saved.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { axe, missing, settled, start } from './browser.mjs';

const why = missing();
let house;
before(async () => { if (!why) house = await start(); });
after(async () => { if (house) await house.stop(); });

for (const lang of ['en', 'zh']) {
  test(`${lang}: drafts are compared clause by clause`, { skip: why || false }, async () => {
    const page = await house.page({ hash: `#/drafts?ids=plan-28,counter-28&lang=${lang}` });
    await page.waitForSelector('.v-drafts tbody tr');
    assert.equal(await page.locator('.v-drafts thead th').count(), 3);
    assert.ok(await page.locator('.v-drafts td.v-changed').count() >= 5, 'changes are marked');
    assert.match(await page.locator('.v-drafts').innerText(), /\[ .* \| .* \]/, 'brackets stand as brackets');
    assert.ok(await page.locator('.v-hit').count() >= 2, 'red lines hit');
    await page.locator('.v-drafts td .v-evidence').first().click();
    await page.waitForSelector('aside blockquote');
    const saved = page.waitForEvent('download');
    await page.locator('.v-actions .v-btn').click();
    const file = await saved;
    assert.match(readFileSync(await file.path(), 'utf8'), /^\ufeff.*\r\n/);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test(`${lang}: the brief is composed, switched to the other language and saved`, { skip: why || false }, async () => {
    const page = await house.page({ hash: `#/brief?lang=${lang}` });
    const frame = page.frameLocator('.v-frame');
    await frame.locator('h1').waitFor();
    const other = lang === 'en' ? 'zh' : 'en';
    await page.locator('#v-b-lang').selectOption(other);
    await frame.locator(`html[lang^="${other}"] h1`).waitFor();
    await page.locator('#v-b-asof').fill('2025-12-15');
    await page.waitForFunction(() => location.hash.includes('as_of=2025-12-15'));
    await frame.locator('text=2025-12-15').first().waitFor();
    const saved = page.waitForEvent('download');
    await page.locator('.v-toolbar .v-btn-strong').click();
    const file = await saved;
    const text = readFileSync(await file.path(), 'utf8');
    assert.match(text, /^<!doctype html>/i);
    assert.match(text, /2025-12-15/);
    assert.match(file.suggestedFilename(), new RegExp(`2025-12-15.*\\.html$|brief.*\\.html$`));
    assert.ok(page.requests.every((url) => url.startsWith(house.origin) || url.startsWith('data:') || url.startsWith('blob:')), 'no request leaves the machine');
    await page.context().close();
  });

  for (const width of [1280, 390]) {
    test(`${lang} ${width}: no finding of axe, nothing wider than the page`, { skip: why || false }, async () => {
      for (const view of ['drafts', 'brief']) {
        const page = await house.page({ width, hash: `#/${view}?lang=${lang}` });
        await page.waitForSelector('.v-page');
        await settled(page);
        assert.deepEqual(await axe(page), [], view);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
        await page.context().close();
      }
    });
  }
}
