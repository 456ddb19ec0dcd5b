// What a page must bear: a magnified one, errors in the reader's language, joined records, a question kept for later.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, missing, settled, start } from './browser.mjs';

const why = missing();
const options = { skip: why || false };
const views = ['desk', 'reader', 'matrix', 'ladder', 'relays', 'contacts', 'settlement', 'drafts', 'stability', 'home', 'hold', 'watch', 'brief', 'ledger'];
let house;
before(async () => { if (!why) house = await start(); });
after(async () => { if (house) await house.stop(); });

const wordsOn = (page) => page.evaluate(() => [...document.querySelectorAll('main :is(h1, h2, h3, th, button, a, label, summary)')].map((one) => one.textContent.trim()).filter(Boolean));

/** A second answer may come to one page before the other: compared once the plain page says the same twice and the other has it all, or after ten seconds. */
async function lostWhenMagnified(plain, zoomed) {
  let before = '';
  for (const until = Date.now() + 10000; ;) {
    const words = await wordsOn(plain), other = await wordsOn(zoomed);
    const gone = words.filter((one) => !other.includes(one)), now = words.join('\n');
    if ((now === before && gone.length === 0) || Date.now() > until) return gone;
    before = now;
    await plain.waitForTimeout(250);
    await settled(plain);
    await settled(zoomed);
  }
}

for (const lang of ['en', 'zh']) {
  test(`${lang}: at 200% nothing is lost, nothing is wider than the page, axe finds nothing`, options, async () => {
    const plain = await house.page({ hash: `#/matrix?lang=${lang}` });
    const zoomed = await house.page({ width: 640, height: 430, scale: 2, hash: `#/matrix?lang=${lang}` });   // 1280 by 860 magnified twice
    for (const view of views) {
      for (const page of [plain, zoomed]) {
        await page.evaluate(([to, l]) => { location.hash = `#/${to}?lang=${l}`; }, [view, lang]);
        await page.waitForFunction((to) => location.hash.startsWith(`#/${to}`) && document.querySelector('main h1'), view);
        await settled(page);
      }
      assert.deepEqual(await lostWhenMagnified(plain, zoomed), [], `${view}: lost when magnified`);
      const wide = await zoomed.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${view}: ${wide} px wider than the page`);
      const hidden = await zoomed.evaluate(() => [...document.querySelectorAll('main button')].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.right > innerWidth + 1 && !one.closest('.v-scroll, .scroll, [role="region"], .matrix, svg');
      }).map((one) => one.textContent));
      assert.deepEqual(hidden, [], `${view}: beyond the edge`);
      assert.deepEqual(await axe(zoomed), [], view);
    }
    await plain.context().close();
    await zoomed.context().close();
  });
}

test('reduced motion: nothing moves by itself', options, async () => {
  const page = await house.page({ hash: '#/reader?lang=en' });
  await settled(page);
  await page.waitForSelector('.margin');
  await page.keyboard.press('j');
  await page.waitForSelector('.margin.chosen');
  const moving = await page.evaluate(() => ({ running: document.getAnimations().filter((one) => one.playState === 'running').length,
    styled: [...document.querySelectorAll('*')].filter((one) => { const s = getComputedStyle(one); return s.transitionDuration.split(',').some((d) => parseFloat(d) > 0) || (s.animationName !== 'none' && parseFloat(s.animationDuration) > 0); }).length }));
  assert.deepEqual(moving, { running: 0, styled: 0 });
  await page.context().close();
});

test('two records of one report are joined by a button, and parted again by undo', options, async () => {
  const page = await house.page({ hash: '#/reader?lang=en' });
  await settled(page);
  const cards = () => page.locator('.margin').count();
  let had = 0;
  for (let k = 0; k < 40; k += 1) {   // the first record that another follows in the same paragraph
    await page.keyboard.press('j');
    await page.waitForSelector('.margin.chosen');
    const join = page.locator('.margin.chosen').getByRole('button', { name: 'Join with the next' });
    if (!await join.count()) continue;
    had = await cards();
    await join.click();
    await page.waitForFunction((n) => document.querySelectorAll('.margin').length === n - 1 || document.querySelector('main [role="alert"]'), had);
    if (await cards() === had - 1) break;
    assert.match(await page.locator('main [role="alert"]').innerText(), /two paragraphs|only records of one report/);
  }
  assert.equal(await cards(), had - 1, 'two became one');
  await page.keyboard.press('u');
  await page.waitForFunction((n) => document.querySelectorAll('.margin').length === n, had);
  await page.context().close();
});

test('a Chinese page says in Chinese what the server refused', options, async () => {
  const page = await house.page({ hash: '#/reader?lang=zh' });
  await settled(page);
  await page.waitForSelector('.margin');
  await page.keyboard.press('j');
  await page.waitForSelector('.margin.chosen');
  await page.keyboard.press('e');
  const form = page.locator('.review-form');
  await form.locator('input[id$="-date"]').fill('2025-19-99');
  await form.locator('input[id$="-date"]').press('Enter');
  const said = page.locator('main [role="alert"]');
  await said.waitFor();
  assert.match(await said.innerText(), /\u4e0d\u80fd\u662f\u201c2025-19-99\u201d/);
  assert.doesNotMatch(await said.innerText(), /cannot be/);
  await page.context().close();
});

test('a what-if question is kept under a name, opened by another browser, and removed', options, async () => {
  const page = await house.page({ hash: '#/settlement?release=RUS.territory.1&lang=en' });
  await page.waitForSelector('#kept-questions form');
  await page.locator('#v-keep-name').fill('If Moscow moved on territory');
  await page.locator('#v-keep-note').fill('for Thursday');
  await page.getByRole('button', { name: 'Keep this question' }).click();
  await page.waitForSelector('#kept-questions li');
  const other = await house.page({ hash: '#/settlement?lang=en' });
  await other.getByRole('button', { name: 'Open If Moscow moved on territory' }).click();
  await other.waitForFunction(() => location.hash.includes('release=RUS.territory.1'));
  await other.waitForFunction(() => document.querySelector('[data-testid="passing"]')?.textContent === '41,472');
  const copy = await other.evaluate(async () => (await fetch('/api/v1/export')).text());
  assert.ok(!copy.includes('Thursday'), 'no export holds it');
  await other.locator('#kept-questions').getByRole('button', { name: /^Remove/ }).click();
  await other.waitForFunction(() => !document.querySelector('#kept-questions li'));
  assert.deepEqual(page.problems, []);
  await page.context().close();
  await other.context().close();
});

test('a count goes on piece by piece: it never falls, and ends', options, async () => {
  const page = await house.page({ hash: '#/settlement?lang=en' });
  await settled(page);
  const told = await page.evaluate(async () => {
    const { id } = await (await fetch('/api/v1/jobs', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ what: 'what_if', query: {}, release: ['RUS.territory.1'] }) })).json();
    return new Promise((resolve) => {
      const seen = [];
      const source = new EventSource(`/api/v1/jobs/${id}/events`);
      const take = (e) => { const job = JSON.parse(e.data); if (job.partial) seen.push(Number(job.partial.zone.open.passing)); return job; };
      source.addEventListener('progress', take);
      source.addEventListener('done', (e) => { const job = take(e); source.close(); resolve({ seen, result: Number(job.result.zone.open.passing) }); });
    });
  });
  assert.equal(told.result, 41472);
  assert.ok(told.seen.length > 0 && told.seen.every((n, k) => k === 0 || n >= told.seen[k - 1]) && told.seen.every((n) => n <= told.result), JSON.stringify(told.seen));
  await page.context().close();
});
