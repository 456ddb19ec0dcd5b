import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { steps } from '../src/views/positions/spark';
import type { CaseInfo, Stance } from '../src/frame/types';
import { cellsOf, difference, distance, linesOf } from '../src/views/positions/cells';
import { conditionWords } from '../src/views/positions/condition';
import { dotsOf, extent, overlaps, segmentsOf, standing, type Ladder } from '../src/views/positions/lanes';

const both = (en: string) => ({ en, zh: `${en}*` });
const info: CaseInfo = {
  id: 'c', title: both('c'), no_case: false, drafts: [], gates: [], promises: [], watch: [], red_lines: [], outlets: [], languages: [], days: [], stale_after_days: 60,
  has: { stability: false, ratify: false, hold: false, scores: false, drafts: false },
  parties: [{ id: 'A', name: both('A-land'), signs: true }, { id: 'B', name: both('B-land'), signs: true }],
  issues: [{ id: 'troops', name: both('troops'), ordered: true, options: [{ id: 'none', name: both('no troops') }, { id: 'few', name: both('a few') }, { id: 'many', name: both('many') }] }],
};
const said = (party: string, option: string, stance: Stance['stance'], more: Partial<Stance> = {}): Stance =>
  ({ party, issue: 'troops', option, stance, condition: null, since: '2025-03-01', first_hand: true, via: [], source: 'read', evidence: [`${party}${option}`], ...more });

test('options with one answer on one word stand on one line; silence makes none', () => {
  const lines = linesOf([said('A', 'none', 'accepts'), said('A', 'few', 'accepts', { since: '2025-03-05' }), said('A', 'many', 'silent')], '2025-03-10', 60);
  assert.equal(lines.length, 1);
  assert.deepEqual(lines[0]?.options, ['none', 'few']);
  assert.equal(lines[0]?.since, '2025-03-05');
  assert.deepEqual(linesOf([said('A', 'none', 'silent')], '2025-03-10', 60), []);
});
test('relayed and first-hand words never share a line', () => {
  const lines = linesOf([said('A', 'none', 'accepts'), said('A', 'few', 'accepts', { first_hand: false, via: ['B'] })], '2025-03-10', 60);
  assert.equal(lines.length, 2);
});
test('an old line is old only when all of it is', () => {
  assert.equal(linesOf([said('A', 'none', 'accepts', { since: '2024-01-01' })], '2025-03-10', 60)[0]?.old, true);
  assert.equal(linesOf([said('A', 'none', 'accepts', { since: '2024-01-01' }), said('A', 'few', 'accepts')], '2025-03-10', 60)[0]?.old, false);
});
test('a repetition is no difference; a new word and a change are told apart', () => {
  const cell = (stances: Stance[]) => cellsOf(info, stances, [], '2025-03-10').get('troops/A');
  const before = cell([said('A', 'none', 'accepts')]);
  assert.equal(difference(before, cell([said('A', 'none', 'accepts', { since: '2025-03-09', evidence: ['other'] })])), 'same');
  assert.equal(difference(before, cell([said('A', 'none', 'rejects')])), 'changed');
  assert.equal(difference(cell([]), before), 'first_said');
  assert.equal(difference(before, cell([])), 'gone');
});
test('parties are apart where one accepts what the other rejects', () => {
  assert.equal(distance(info, cellsOf(info, [said('A', 'many', 'accepts'), said('B', 'many', 'rejects')], [], '2025-03-10'), 'troops'), 1);
  assert.equal(distance(info, cellsOf(info, [said('A', 'many', 'accepts'), said('B', 'many', 'accepts')], [], '2025-03-10'), 'troops'), 0);
});
test('a condition is put in words of the case; what is unknown stays', () => {
  assert.equal(conditionWords(info, 'en', 'troops >= few'), 'troops at least \u201ca few\u201d');
  assert.equal(conditionWords(info, 'en', 'troops in [few, many] and not (x = 1)'), 'troops one of \u201ca few\u201d, \u201cmany\u201d and not (x is 1)');
  assert.equal(conditionWords(info, 'en', '<script>'), 'short of script beyond');
});

const ladder: Ladder = { issue: 'troops', options: ['none', 'few', 'many'], parties: [
  { party: 'A', red_lines: [], dots: [{ record: 'r1', date: '2025-01-10', option: 'none', first_hand: true, text: '' }, { record: 'r1', date: '2025-01-10', option: 'few', first_hand: true, text: '' }],
    steps: [{ from: '2020-01-01', until: '2025-02-01', values: { none: 'accepts' } }, { from: '2025-02-01', until: null, values: { none: 'accepts', few: 'accepts_if', many: 'rejects' } }] },
  { party: 'B', red_lines: [], dots: [], steps: [{ from: '2025-03-01', until: null, values: { few: 'accepts' } }] }] };

test('a line goes on where the answer stays; what began before the picture says so', () => {
  const [low, high] = extent(ladder, '2025-04-01');
  const of = segmentsOf(ladder.parties[0] as Ladder['parties'][0], ladder.options, low, high);
  assert.deepEqual(of.map((one) => [one.option, one.value, one.earlier]), [['none', 'accepts', true], ['few', 'accepts_if', false], ['many', 'rejects', false]]);
  assert.ok(of.every((one) => one.from >= low && one.until <= high));
});
test('a quotation that speaks of two options is one dot', () => {
  assert.deepEqual(dotsOf(ladder.parties[0] as Ladder['parties'][0]).map((one) => one.options), [['none', 'few']]);
});
test('an overlap lasts as long as two accept, and only that', () => {
  const [low, high] = extent(ladder, '2025-04-01');
  const segments = ladder.parties.flatMap((party) => segmentsOf(party, ladder.options, low, high));
  const found = overlaps(segments, ['A', 'B']);
  assert.equal(found.length, 1);
  assert.equal(found[0]?.option, 'few');
  assert.equal(found[0]?.from, Date.parse('2025-03-01') / 86400000);
  assert.equal(standing(found, high).length, 1);
  assert.deepEqual(overlaps(segments, ['A']), []);
});

test('a step line stands still without a move and steps on the day of one; no accepted option is the foot', () => {
  const issue = { id: 'port', name: { en: 'port', zh: '' }, ordered: true, options: ['open', 'shared', 'closed'].map((id) => ({ id, name: { en: id, zh: '' } })) };
  const end = (option: string, stance = 'accepts') => [{ option, stance, condition: null }];
  const move = { party: 'N', issue: 'port', from: end('open'), to: end('closed', 'rejects'), date: '2025-01-06', evidence: [] };
  assert.equal(steps(issue, [], '2025-01-01', '2025-01-11', 40, 11), '');
  assert.equal(steps(issue, [move], '2025-01-01', '2025-01-11', 40, 11), '0,1.0 20.0,1.0 20.0,10.0 40,10.0');
  assert.equal(steps(issue, [move], '2025-01-01', '2025-01-02', 40, 11), '', 'not before its day');
});
