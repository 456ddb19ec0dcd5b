// node measure_repaint.mjs CASE_FOLDER [TIMES]: milliseconds from the press on a lock to the painted count, and what the server took of it.
// The case is copied; nothing is written to it. Example:
//   tools/make_large_case.py /tmp/large 1200 && node tests/web/measure_repaint.mjs /tmp/large 20
import { start } from './browser.mjs';

const [folder, times = '20'] = process.argv.slice(2);
if (!folder) { console.error('node measure_repaint.mjs CASE_FOLDER [TIMES]'); process.exit(2); }
const house = await start({ case_folder: folder });
const page = await house.page({ hash: '#/settlement?lang=en', wait: 300000 });
await page.waitForSelector('.v-locks tr[data-line] .v-lockbtn', { timeout: 300000 });
const rows = await page.locator('.v-locks tr[data-line]').count();
for (let k = 0; k < Number(times); k += 1) {
  await page.locator('.v-lockbtn').nth((k >> 1) % rows).click();   // each released, then locked again
  await page.waitForFunction((n) => performance.getEntriesByName('settle-repaint').length > n, k, { timeout: 60000 });
  await page.waitForFunction((n) => performance.getEntriesByName('settle-whole').length > n, k, { timeout: 60000 });
  await page.waitForTimeout(120);
}
const taken = await page.evaluate(() => performance.getEntriesByName('settle-repaint').map((e) => e.duration));
const server = await page.evaluate(() => performance.getEntriesByType('resource').filter((e) => /\/settle\?/.test(e.name)).flatMap((e) => e.serverTiming.map((s) => s.duration)));
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)]?.toFixed(0);
console.log(`${rows} red lines, ${taken.length} presses: median ${at(taken, 0.5)} ms, 90% within ${at(taken, 0.9)} ms, slowest ${Math.max(...taken).toFixed(0)} ms; the server: median ${at(server, 0.5)} ms`);
const whole = await page.evaluate(() => performance.getEntriesByName('settle-whole').map((e) => e.duration));
console.log(`the rest of the page below it: median ${at(whole, 0.5)} ms, slowest ${Math.max(...whole).toFixed(0)} ms`);
console.log(`released: median ${at(taken.filter((_, k) => k % 2 === 0), 0.5)} ms; locked again: median ${at(taken.filter((_, k) => k % 2 === 1), 0.5)} ms`);
await house.stop();
