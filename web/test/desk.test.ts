import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { RedLine } from '../src/frame/types';
import { lintGroups, lintPlace } from '../src/views/desk/lint';
import { cutAt, piecesOf, type Block } from '../src/views/reading/pieces';
import type { Rec } from '../src/frame/types';

test('warnings stand by kind, a place once', () => {
  const row = (kind: string, where: string) => ({ kind, where, what: '' });
  assert.deepEqual(lintGroups([row('stale', 'a'), row('undated', 'a'), row('stale', 'b'), row('stale', 'a')]).map((one) => [one.kind, one.rows.length]), [['stale', 2], ['undated', 1]]);
});
test('a warning points at its cell; what is not understood stays as it is', () => {
  const red = { id: 'A.x.1', party: 'A', issues: ['x', 'y'] } as RedLine;
  assert.deepEqual(lintPlace('stance A x o', { red_lines: [] }), { kind: 'stance', party: 'A', issue: 'x', option: 'o' });
  assert.deepEqual(lintPlace('red line A.x.1', { red_lines: [red] }), { kind: 'red line', party: 'A', issue: 'x', option: 'A.x.1' });
  assert.equal(lintPlace('red line gone', { red_lines: [] }).kind, 'other');
});

const rec = (id: string, from: number, to: number): Rec => ({ id, char_start: from, char_end: to } as Rec);
const block = (runs: Block['runs']): Block => ({ role: 'body', is_article: true, char_start: runs[0]?.c0 ?? 0, char_end: runs[runs.length - 1]?.c1 ?? 0, language: 'en', runs });

test('pieces give the block back, whole, with the shortest record first', () => {
  const pieces = piecesOf(block([{ c0: 10, c1: 30, t: 'We accept a ceasefir' }]), [rec('long', 10, 30), rec('short', 13, 19), rec('elsewhere', 90, 99)]);
  assert.equal(pieces.map((one) => one.text).join(''), 'We accept a ceasefir');
  assert.deepEqual(pieces.map((one) => one.records), [['long'], ['short', 'long'], ['long']]);
});
test('characters beyond the first plane count as one', () => {
  const pieces = piecesOf(block([{ c0: 0, c1: 5, t: 'a\u{20000}b\u{1f600}c' }]), [rec('r', 2, 4)]);
  assert.deepEqual(pieces.map((one) => one.text), ['a\u{20000}', 'b\u{1f600}', 'c']);
});
test('a reference of the page is never cut', () => {
  const pieces = piecesOf(block([{ c0: 0, c1: 3, t: 'abc' }, { c0: 3, c1: 10, t: '\u2019' }, { c0: 10, c1: 12, t: 'de' }]), [rec('r', 1, 6)]);
  assert.equal(pieces.map((one) => one.text).join(''), 'abc\u2019de');
  assert.deepEqual(pieces.map((one) => one.text), ['a', 'bc\u2019', 'de']);
});
test('markup in a report is text', () => {
  const pieces = piecesOf(block([{ c0: 0, c1: 8, t: '<script>' }]), []);
  assert.deepEqual(pieces.map((one) => one.text), ['<script>']);
});
test('a caret becomes a place in the report, never at an end', () => {
  assert.equal(cutAt({ char_start: 100, char_end: 104 }, 'a\u{20000}bc', 3), 102);
  assert.equal(cutAt({ char_start: 100, char_end: 104 }, 'abcd', 0), undefined);
  assert.equal(cutAt({ char_start: 100, char_end: 104 }, 'abcd', 4), undefined);
  assert.equal(cutAt({ char_start: 100, char_end: 110 }, 'abcd', 2), undefined);
});
