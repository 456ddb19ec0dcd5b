// The frame and the reading views in a real browser, in both languages.
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { axe, missing, settled, start } from './browser.mjs';

const why_not = missing();
const hostile = [
  'Harbour Daily, 2025-12-16 09:00 UTC', '',
  '<script>alert("report")</script><img src=x onerror=alert(1)> talks go on', '',
  'Ukraine\'s president Volodymyr Zelenskyy said on 16 December 2025 that "Kyiv rejects <img src=http://192.0.2.1/x onerror=alert(2)> any withdrawal from its territory".', '',
  'Russia\'s foreign minister said Moscow supports a ceasefire "javascript:alert(3) <svg onload=alert(4)>".', '',
].join('\n');
const words = {
  en: { locale: 'en-US', title: 'Where each party stands', evidence: 'Evidence', differ: /\d+ of \d+ cells differ/, accepts: 'accepts', offline: 'Offline' },
  zh: { locale: 'zh-CN', title: '\u5404\u65b9\u7acb\u573a', evidence: '\u4f9d\u636e', differ: /\d+ \u683c\u4e2d\u6709 \d+ \u683c\u4e0d\u540c/, accepts: '\u63a5\u53d7', offline: '\u79bb\u7ebf' },
};
let bench;
before(async () => { if (!why_not) bench = await start({ reports: { '2025-12-16-hostile.txt': hostile } }); });
after(async () => { await bench?.stop(); });
const options = { skip: why_not || false };

for (const [lang, word] of Object.entries(words)) {
  test(`${lang}: the case opens on the matrix; a cell opens the words, first hand or relayed`, options, async () => {
    const page = await bench.page({ locale: word.locale });
    await settled(page);
    assert.equal(await page.textContent('main h1'), word.title);
    assert.equal(await page.getAttribute('html', 'lang'), lang === 'zh' ? 'zh-Hans' : 'en');
    await page.click('[data-cell="nato_membership/UKR"]');
    await page.waitForSelector('#evidence .card blockquote');
    assert.match(page.url(), /ev=r/);
    const again = await bench.page({ locale: word.locale, hash: new URL(page.url()).hash });
    await again.waitForSelector('#evidence .card blockquote');
    assert.equal(await again.locator('#evidence .card').count(), await page.locator('#evidence .card').count());
    assert.deepEqual(page.problems, []);
    await page.context().close(); await again.context().close();
  });
  test(`${lang}: two dates side by side`, options, async () => {
    const page = await bench.page({ locale: word.locale, hash: '#/matrix?since=2025-02-20' });
    await page.waitForSelector('.diff-head');
    assert.match(await page.textContent('.diff-head'), word.differ);
    assert.ok(await page.locator('[data-cell="nato_membership/UKR"] .diff-mark').count());
    await page.fill('#date-since', '2024-12-10');
    await page.press('#date-since', 'Enter');
    await page.waitForFunction(() => location.hash.includes('since=2024-12-10'));
    await page.context().close();
  });
  test(`${lang}: a record corrected in the reader changes the matrix, and undo brings it back`, options, async () => {
    const matrix = await bench.page({ locale: word.locale, hash: '#/matrix?cell=root_causes/RUS' });
    await settled(matrix);
    const cell = '[data-cell="root_causes/RUS"]';
    const was = await matrix.textContent(cell);
    assert.match(was, /\u25cf/);
    await matrix.waitForSelector('#evidence .card .actions a');
    await matrix.click('#evidence .card .actions a');
    await matrix.waitForSelector('.margin.chosen');
    await matrix.keyboard.press('x');
    await matrix.waitForSelector('.margin.chosen.is-rejected');
    await matrix.evaluate(() => { location.hash = '#/matrix'; });
    await matrix.waitForFunction(([at, text]) => { const now = document.querySelector(at)?.textContent; return now && now !== text; }, [cell, was]);
    await matrix.keyboard.press('Control+z');
    await matrix.waitForFunction(([at, text]) => document.querySelector(at)?.textContent === text, [cell, was]);
    assert.deepEqual(matrix.problems, []);
    await matrix.context().close();
  });
  test(`${lang}: axe finds nothing on any view, wide and narrow`, options, async () => {
    for (const width of [1280, 390]) {
      const page = await bench.page({ locale: word.locale, width });
      const addresses = await page.$$eval('.rail nav a', (links) => links.map((link) => link.getAttribute('href')));
      assert.ok(addresses.length >= 4);
      const found = [];
      for (const address of [...addresses, '#/matrix?since=2025-02-20&cell=nato_membership/UKR', '#/reader?rec=none']) {
        await page.evaluate((to) => { location.hash = to; }, address);
        await page.waitForTimeout(150);
        await settled(page);
        found.push(...(await axe(page)).map((one) => `${address} at ${width}: ${one}`));
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${address} at ${width}: wider than the window`);
      }
      assert.deepEqual([...found, ...page.problems], []);
      await page.context().close();
    }
  });
}

test('a hostile report is shown as text and fetches nothing', options, async () => {
  const page = await bench.page({ hash: '#/reader?doc=2025-12-16-hostile.txt' });
  await page.waitForSelector('.sheet');
  const text = await page.textContent('.sheet');
  assert.ok(text.includes('<script>alert("report")</script><img src=x onerror=alert(1)>'));
  assert.equal(await page.locator('main script, main img, main svg[onload]').count(), 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('no request leaves the machine', options, async () => {
  const page = await bench.page();
  for (const address of await page.$$eval('.rail nav a', (links) => links.map((link) => link.getAttribute('href')))) {
    await page.evaluate((to) => { location.hash = to; }, address);
    await page.waitForTimeout(150);
    await settled(page);
  }
  const elsewhere = page.requests.filter((url) => !url.startsWith(`${bench.origin}/`) && !/^(data|about|blob):/.test(url));
  assert.deepEqual(elsewhere, []);
  await page.context().close();
});

test('the whole of it by keyboard: command bar in pinyin, cells by arrow, evidence and back', options, async () => {
  const page = await bench.page();
  await settled(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lingtu');
  await page.waitForSelector('#command-list li[aria-selected="true"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#/ladder?issue=territory'));
  await page.keyboard.press('Alt+3');
  await page.waitForSelector('table.matrix');
  await page.focus('.matrix .cell[tabindex="0"]');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#evidence .card, #evidence .drawer-note');
  await page.keyboard.press('Shift+E');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'evidence');
  await page.context().close();
});

test('two people on one record: the second is told and loses nothing', options, async () => {
  const one = await bench.page({ hash: '#/reader' }), two = await bench.page({ hash: '#/reader' });
  for (const page of [one, two]) { await settled(page); await page.waitForSelector('.margin'); await page.keyboard.press('j'); await page.waitForSelector('.margin.chosen'); }
  await one.keyboard.press('a');
  await one.waitForSelector('.margin.chosen .review');
  await two.keyboard.press('x');
  await two.waitForSelector('.conflict');
  await two.click('.conflict .btn:last-child');
  await two.waitForSelector('.margin.chosen.is-rejected');
  await one.context().close(); await two.context().close();
});
