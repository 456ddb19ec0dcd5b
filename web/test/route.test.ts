import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { voiceName } from '../src/frame/names';
import { apiQuery, format, listOf, listText, parse } from '../src/frame/route';
import type { CaseInfo } from '../src/frame/types';

test('an address survives being read and written', () => {
  for (const address of ['#/matrix', '#/ladder?as_of=2025-12-16&issue=territory&lang=zh', '#/reader?languages=en,zh-Hans&doc=d1&rec=r2&ev=r1,r2&evt=%E4%B9%8C%E5%85%8B%E5%85%B0']) {
    const once = format(parse(address));
    assert.equal(format(parse(once)), once);
    assert.deepEqual(parse(once), parse(address));
  }
});
test('the evidence and the dates of an address are understood', () => {
  const route = parse('#/matrix?since=2024-12-04&as_of=2025-12-16&provenance=relayed&ev=r1,r2&party=UKR');
  assert.deepEqual(route.evidence, ['r1', 'r2']);
  assert.deepEqual(route.shared, { since: '2024-12-04', as_of: '2025-12-16', provenance: 'relayed' });
  assert.deepEqual(route.params, { party: 'UKR' });
});
test('nonsense in the address is dropped, not sent on', () => {
  const route = parse('#/matrix?as_of=yesterday&provenance=<script>&min_confidence=1000&lang=xx');
  assert.deepEqual(route.shared, {});
  assert.equal(route.lang, '');
  assert.equal(apiQuery(route.shared, 'en'), 'lang=en');
});
test('an empty address is the home view', () => { assert.equal(parse('').view, ''); assert.equal(parse('#').view, ''); assert.equal(parse('#/').view, ''); });

test('an outlet with a comma in its name is one outlet, in the address and in the question', () => {
  const names = ['Ora Echo, Sunday', '100% News', 'plain'];
  assert.deepEqual(listOf(listText(names)), names);
  const route = parse(format({ ...parse('#/matrix'), shared: { outlets: listText(names) } }));
  assert.deepEqual(new URLSearchParams(apiQuery(route.shared, 'en')).getAll('outlets'), names);
  assert.deepEqual(listOf(undefined), []);
});
test('a state within a group is named beside the group, a party of its own and a stranger alone', () => {
  const name = (en: string) => ({ en, zh: `${en}-zh` });
  const info = { parties: [{ id: 'ISLES', name: name('the Isles'), signs: false, includes: ['OAK', 'ELM'], states: { OAK: name('Oak') } }, { id: 'SHORE', name: name('Shore'), signs: true }], issues: [] } as unknown as CaseInfo;
  assert.equal(voiceName(info, 'en', 'OAK'), 'the Isles (Oak)');
  assert.equal(voiceName(info, 'zh', 'OAK'), 'the Isles-zh\uff08Oak-zh\uff09');
  assert.equal(voiceName(info, 'en', 'ELM;SHORE'), 'the Isles (ELM), Shore');
  assert.equal(voiceName(info, 'en', 'ASH'), 'ASH');
});
