import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { asDay, find, rank, type Entry } from '../src/frame/command';
import { every_word, fill } from '../src/frame/words';

const entry = (id: string, ...words: string[]): Entry => ({ kind: 'issue', id, label: words[0] ?? id, words });
const entries = [entry('territory', 'territory', '\u9886\u571f'), entry('nato', 'NATO membership of Ukraine', '\u4e4c\u514b\u5170\u52a0\u5165\u5317\u7ea6'), entry('ceasefire', 'ceasefire', '\u505c\u706b')];
const ids = (query: string) => find(entries, query).map((one) => one.id);

test('found by English, characters, pinyin and initials', () => {
  assert.deepEqual(ids('terr'), ['territory']);
  assert.deepEqual(ids('\u9886\u571f'), ['territory']);
  assert.deepEqual(ids('lingtu'), ['territory']);
  assert.deepEqual(ids('ling tu'), ['territory']);
  assert.deepEqual(ids('lt'), ['territory']);
  assert.deepEqual(ids('beiyue'), ['nato']);
  assert.deepEqual(ids('tinghuo'), ['ceasefire']);
});
test('the closest match comes first; nothing is found for nonsense', () => {
  assert.equal(rank(['ceasefire'], 'ceasefire'), 0);
  assert.equal(rank(['NATO membership'], 'member'), 2);
  assert.equal(rank(['ceasefire'], 'xyzzy'), undefined);
});
test('dates as people type them', () => {
  for (const text of ['2025-12-16', '2025/12/16', '20251216', '2025\u5e7412\u670816\u65e5', ' 2025.12.16 ']) assert.equal(asDay(text), '2025-12-16', text);
  assert.equal(asDay('2024-02'), '2024-02-29');
  for (const text of ['2025-13-01', '2025-02-30', 'ceasefire', '16']) assert.equal(asDay(text), undefined, text);
});
test('every word of the frame stands in both languages with the same values', () => {
  for (const [key, [en, zh]] of Object.entries(every_word)) {
    assert.ok(en && zh, key);
    const slots = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((one) => one[0]).sort().join();
    assert.equal(slots(en), slots(zh), key);
  }
  assert.equal(fill('{n} of {m}', { n: 1 }), '1 of {m}');
});
