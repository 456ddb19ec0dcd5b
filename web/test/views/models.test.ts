// What the views compute from the server's JSON: figures, locks, clauses, arcs, timelines, bands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareCounts, dayNumber, dayText, grouped, isZero, joinNames, percent, percentRange, share } from '../../src/views/model/format';
import { compareSettlements, draftAsFix, forbids, groupLines, knownHow, linesOf, optionTable, orderOpenings, packPin, readAsk, readOwn, smallestClash, strip, toggled, unpackPin, writeFix, writeOwn } from '../../src/views/model/settle';
import { alignClauses, chosenDrafts, csvTable, tally, untouched } from '../../src/views/model/drafts';
import { axesOf, lineOf } from '../../src/views/model/parallel';
import { barParts, chains, layout, shareRows } from '../../src/views/model/relays';
import { between, matrix, timeline, window48 } from '../../src/views/model/contacts';
import { bandPath, bandRows, gateRows, levers, orderAssumptions, readSetting, stateRows } from '../../src/views/model/outlook';
import type { CaseInfo, Contact, Draft, DraftAnswer, RedLine, WhatIf } from '../../src/views/model/types';

const both = (t: string) => ({ en: t, zh: t });
const port = {
  id: 'harbour', title: both('Harbour'),
  parties: [{ id: 'N', name: both('North'), signs: true }, { id: 'S', name: both('South'), signs: true }],
  issues: [
    { id: 'port', name: both('port'), ordered: true, options: ['closed', 'shared', 'open'].map((id) => ({ id, name: both(id) })) },
    { id: 'tolls', name: both('tolls'), ordered: true, options: ['none', 'low', 'high'].map((id) => ({ id, name: both(id) })) },
  ],
} as unknown as CaseInfo;
const line = (id: string, party: string, rule: string, more: Partial<RedLine> = {}): RedLine => ({
  id, party, issues: [rule.split(' ')[0] ?? ''], rule, words: both(rule), since: null, first_hand: true, via: [], source: 'read', evidence: [], ...more,
});
const lines = [line('S.tolls', 'S', 'tolls != none'), line('S.port', 'S', 'port = closed'), line('N.port', 'N', 'port != closed')];
const none: WhatIf = { zone: { open: { passing: 0, of: 9 }, strict: { passing: 0, of: 9 }, verdict: 'proved' }, clashes: [['N.port', 'S.port']], openings: [], lines: [], passing: [] };

test('figures are grouped at any size and stay text when they are none', () => {
  assert.equal(grouped(4478976), '4,478,976');
  assert.equal(grouped('10000000000000000000000'), '10,000,000,000,000,000,000,000');
  assert.equal(grouped(undefined), '?');
  assert.equal(grouped('<b>'), '<b>');
  assert.ok(isZero('0') && isZero(0) && !isZero('10') && !isZero(undefined));
});

test('shares and order hold beyond 2^53', () => {
  assert.equal(share('1', '10000000000000000000000'), 1e-12);
  assert.equal(share(5, 0), 0);
  assert.equal(share(9, 3), 1);
  assert.equal(compareCounts('9007199254740993', '9007199254740992'), 1);
});

test('a per cent never rounds to certainty, a range is never one point unless it is one', () => {
  assert.equal(percent(0.999), '>99%');
  assert.equal(percent(0.001), '<1%');
  assert.equal(percent(NaN), '?');
  assert.equal(percentRange(0.97, 0.67, 'en'), '67% to 97%');
  assert.equal(percentRange(0.5, 0.501, 'en'), '50%');
});

test('days', () => {
  assert.equal(dayText((dayNumber('2025-02-28') ?? 0) + 1), '2025-03-01');
  assert.equal(dayNumber('yesterday'), null);
  assert.equal(joinNames(['a', 'b', 'c'], 'en'), 'a, b and c');
});

test('the address gives what is released and chosen; what the case does not have is dropped', () => {
  const ask = readAsk({ release: 'S.port,nobody', fix: 'tolls:low,port:moon,x:y' }, port, lines);
  assert.deepEqual(ask, { release: ['S.port'], fix: { tolls: 'low' }, add: [] });
  assert.equal(writeFix({ tolls: 'low', port: 'open' }), 'port:open,tolls:low');
  assert.deepEqual(toggled(['a'], 'a'), []);
});

test('lines stand by party in the order of the case', () => {
  assert.deepEqual(groupLines(lines, port).map((g) => [g.party, g.lines.map((l) => l.id)]), [['N', ['N.port']], ['S', ['S.port', 'S.tolls']]]);
});

test('how a line is known: set beats read, relayed is never first hand', () => {
  assert.equal(knownHow(line('x', 'N', 'port = open', { source: 'analyst', via: ['B'] })), 'set');
  assert.equal(knownHow(line('x', 'N', 'port = open', { via: ['B'] })), 'relayed');
  assert.equal(knownHow(line('x', 'N', 'port = open', { told_by_narrator: true, first_hand: false })), 'narrated');
  assert.equal(knownHow(line('x', 'N', 'port = open')), 'first_hand');
});

test('a rule of one issue forbids what it says and nothing else; longer rules are not guessed', () => {
  const order = ['closed', 'shared', 'open'];
  assert.ok(forbids(line('x', 'N', 'port = closed'), 'port', 'open', order));
  assert.ok(!forbids(line('x', 'N', 'port = closed'), 'port', 'closed', order));
  assert.ok(forbids(line('x', 'N', 'port >= shared'), 'port', 'closed', order));
  assert.ok(forbids(line('x', 'N', 'not (port in [open, shared])'), 'port', 'shared', order));
  assert.ok(!forbids(line('x', 'N', 'port = closed'), 'tolls', 'low', order));
  assert.ok(!forbids(line('x', 'N', 'port = closed or tolls = low'), 'port', 'open', order));
});

test('the option table: nothing passes means no option is said to', () => {
  const rows = optionTable(port, lines, none, { release: [], fix: {}, add: [] });
  assert.deepEqual(rows[0]?.cells.map((c) => c.forbidders.length), [1, 1, 1]);
  assert.ok(rows.every((r) => r.cells.every((c) => c.passes === false)));
  const freed = optionTable(port, lines, { ...none, zone: { ...none.zone, open: { passing: 4, of: 9 } }, passing: [{ port: 'open' }] }, { release: ['S.port'], fix: { port: 'open' }, add: [] });
  assert.deepEqual(freed[0]?.cells.map((c) => [c.chosen, c.passes]), [[false, null], [false, null], [true, true]]);
  assert.ok(freed[1]?.cells.every((c) => c.passes === true), 'an issue that is left out may go either way');
});

test('the strip is a share of the longest bar', () => {
  const bars = strip(none.zone, lines, [{ line: 'S.port', party: 'S', opens: 4, removes: 6, verdict: 'proved' }, { line: 'N.port', party: 'N', opens: 2, removes: 3, verdict: 'proved' }], ['N.port']);
  assert.deepEqual(bars.map((b) => [b.id, b.length, b.released]), [['now', 0, false], ['S.tolls', 0, false], ['S.port', 1, false], ['N.port', 0.5, true]]);
});

test('clash, openings, evidence of lines', () => {
  assert.deepEqual(smallestClash([['a', 'b', 'c'], ['a', 'd'], ['e', 'f']]), ['a', 'd']);
  assert.equal(smallestClash([]), null);
  const o = orderOpenings([{ relax: ['a', 'b'], movers: [], opens: 99 }, { relax: ['c'], movers: [], opens: 1 }, { relax: ['d'], movers: [], opens: 5 }]);
  assert.deepEqual(o.map((x) => x.relax[0]), ['d', 'c', 'a']);
  const quoted = linesOf({ ...none, red_lines: [lines[0] as RedLine], lines: [{ ...(lines[0] as RedLine), evidence: undefined as unknown as string[], quotes: [{ record: 'r1' }] as RedLine['quotes'] }] });
  assert.deepEqual(quoted[0]?.evidence, ['r1']);
});

test('pins survive the address; broken ones are refused', () => {
  assert.deepEqual(unpackPin(port, packPin(port, { port: 'open', tolls: 'none' })), { port: 'open', tolls: 'none' });
  assert.deepEqual(unpackPin(port, '2.-'), { port: 'open' });
  assert.equal(unpackPin(port, '2'), null);
  assert.equal(unpackPin(port, '9.0'), null);
  assert.deepEqual(compareSettlements(port, [{ port: 'open', tolls: 'low' }, { port: 'open', tolls: 'high' }]).map((r) => r.differs), [false, true]);
});

const silent = { N: 'silent', S: 'rejected' } as const;
const plan = (id: string, parent: string | null, options: string[]): Draft => ({
  id, title: both(id), date: null, by: both(''), parent, source: '', points: 4, known: 1, accepted_by_all: { accepted: 0, accepted_or_if: 0, of: 4 }, accepted_by: {},
  clauses: { port: { options, rows: [0], standing: silent } }, evidence: [], completions: [],
  rows: [{ row: 0, number: 3, title: both('p'), settles: { port: options }, standing: silent, accepted_by_all: false, evidence: ['r7'], from: null }],
  hits: [{ rows: [0], points: [3], red_line: 'N.port', party: 'N', only_option: null, evidence: [] }],
});
const pair: DraftAnswer = {
  drafts: [plan('a', null, ['closed']), plan('b', 'a', ['shared', 'open'])], red_lines: lines, later_drafts: [], zone: none.zone,
  draft_changes: [{ from: 'a', to: 'b', kept: 0, clauses: [{ issue: 'port', was: ['closed'], now: ['shared', 'open'], for: { N: 'better', S: 'not_known' } }], new_hits: [], gone_hits: ['N.port'] }],
};

test('drafts: brackets, changes, hits and issues that none touches', () => {
  const [row] = alignClauses(pair, port);
  assert.deepEqual(row?.cells.map((c) => [c.kind, c.changed, c.points, c.hits, c.evidence]), [['said', false, [3], ['N.port'], ['r7']], ['bracket', true, [3], ['N.port'], ['r7']]]);
  assert.deepEqual(untouched(pair, port), ['tolls']);
  assert.deepEqual(tally(pair.draft_changes[0] as DraftAnswer['draft_changes'][0], ['N', 'S']).map((t) => t.counts.better), [1, 0]);
  assert.deepEqual(draftAsFix(plan('c', null, ['open'])), { fix: { port: 'open' }, open: [], unknown: [] });
  assert.deepEqual(draftAsFix(plan('c', null, [])).unknown, ['port']);
});

test('at most eight drafts, in the order of the list', () => {
  const many = Array.from({ length: 10 }, (_, k) => ({ id: `d${k}` }));
  assert.equal(chosenDrafts(many, []).length, 8);
  assert.deepEqual(chosenDrafts(many, ['d4', 'd1', 'nobody']), ['d1', 'd4']);
});

test('what a spreadsheet would run is saved as text', () => {
  assert.equal(csvTable([['=1+1', 'a,b', 'he said "no"']]), "'=1+1,\"a,b\",\"he said \"\"no\"\"\"\r\n");
});

test('relays: chains add up, the picture is the same for any order of input', () => {
  const arcs = [
    { party: 'S', speaker: 'Sa', relays: ['Nb'], outlet: 'Post', count: 2, records: ['1', '2'] },
    { party: 'S', speaker: 'Sa', relays: ['Nb'], outlet: 'Wire', count: 1, records: ['3'] },
    { party: 'N', speaker: 'Nb', relays: [], outlet: 'Post', count: 5, records: ['4', '5', '6', '7', '8'] },
  ];
  assert.deepEqual(chains(arcs).map((c) => [c.count, c.outlets, c.known]), [[5, ['Post'], 'first_hand'], [3, ['Post', 'Wire'], 'relayed']]);
  const picture = layout(arcs, 'itself', 'told');
  assert.deepEqual(layout([...arcs].reverse(), 'itself', 'told').arcs.map((a) => [a.path, a.count]), picture.arcs.map((a) => [a.path, a.count]));
  assert.equal(picture.arcs.filter((a) => a.known === 'relayed').reduce((n, a) => n + a.count, 0), 6, 'both halves of three relayed quotations');
  assert.equal(layout(arcs, 'itself', 'told', 1).left_out, 3);
  assert.equal(chains([{ ...(arcs[2] as (typeof arcs)[0]), provenance: 'told' as const }])[0]?.known, 'told', 'the report itself is no first hand');
  const rows = shareRows({ arcs, shares: [{ party: 'S', records: 3, first_hand: 0, relayed: 3, narrated: 0, only_relayed_cells: [{ issue: 'port', via: ['Nb'] }] }] }, ['N', 'S']);
  assert.deepEqual(rows.map((r) => [r.party, r.records]), [['S', 3], ['N', 0]]);
  assert.deepEqual(barParts(rows[0] as (typeof rows)[0]).map((p) => p.part), [0, 1, 0]);
});

const met = (day: string | null, state: Contact['state'] = 'held', last = day): Contact => ({ records: ['r'], parties: ['N', 'S'], participants: [], state, date: { first: day, last } });
test('contacts: quiet stretches are named, marks do not cover each other, no day is no place on the line', () => {
  const t = timeline([met('2025-01-01'), met('2025-01-01'), met('2025-03-01'), met(null)], 700);
  assert.equal(t.undated.length, 1);
  assert.deepEqual(t.marks.map((m) => m.lane), [0, 1, 0]);
  assert.deepEqual(t.quiet.map((q) => q.days), [59]);
  assert.equal(timeline([], 700).marks.length, 0);
  assert.deepEqual(window48(met('2025-01-01', 'held', '2025-01-02')), { from: '2024-12-30', to: '2025-01-04' });
  assert.equal(window48(met(null)), null);
  assert.equal(between([met('2025-01-01')], 'N', 'X').length, 0);
  const m = matrix({ contacts: [], pairs: [{ a: 'S', b: 'N', held: 1, planned: 0, denied: 0, last: null }] }, ['N', 'S']);
  assert.ok(m.rows[0]?.[1]?.pair && m.rows[1]?.[0]?.pair && !m.rows[0]?.[0]?.pair);
});

test('end states: who would leave, and those that hold under most concepts first', () => {
  const rows = stateRows({
    title: '', citation: '', source_seen: true, status_quo: 1, state_count: 2, verdict: 'proved', decision_makers: [{ name: 'N', options: [{ name: 'yields', direction: 'both' }] }],
    states: [{ id: 1, yn: 'N' }, { id: 2, yn: 'Y' }], equilibria: { R: [2] }, stable: { R: { N: [2] } },
  });
  assert.deepEqual(rows.map((r) => [r.id, r.taken, r.leavers['R'], r.quo]), [[2, ['yields'], [], false], [1, [], ['N'], true]]);
});

test('a vote is a range, a band has both ends, settings are numbers or ranges', () => {
  const g = gateRows({ institutions: [{ id: 's', correlated: 0.67, independent: 0.97, expected: 73, votes: 100, need: '2/3', gate: 'g', source: '' }], all: { product: 0, at_most: 1, at_least: 0 }, binding: 's', clauses: [] });
  assert.deepEqual([g[0]?.low, g[0]?.high, g[0]?.binds], [0.67, 0.97, true]);
  const band = { draws: 9, years: [0, 1, 2], p05: [1, 0.5, 0.25], p50: [1, 0.7, 0.5], p95: [1, 0.9, 0.8] };
  assert.deepEqual(bandRows(band, [1, 7]), [{ year: 1, low: 0.5, high: 0.9, low50: null, high50: null }]);
  assert.match(bandPath(band, 100, 10).p90, /^M0\.0 0\.0L50\.0 1\.0.*Z$/);
  assert.equal(readSetting('g0', ' 0.4..0.7 '), 'g0=0.4..0.7');
  assert.equal(readSetting('g0', '0.4; rm'), null);
  assert.equal(readSetting('g0 x', '1'), null);
});

test('levers and assumptions: what is given first, what does nothing left out', () => {
  const a = (name: string, origin: string, kind: string) => ({ name, value: 1, origin, kind, meaning: '', basis: '' });
  assert.deepEqual(orderAssumptions([a('w', 'default', 'world'), a('l', 'default', 'lever'), a('g', 'given', 'world')]).map((x) => x.name), ['g', 'l', 'w']);
  const found = levers({ why: { against: '', S5_bare: 0, log_rate: { denial: Math.log(0.5), share: 0 } } } as unknown as Parameters<typeof levers>[0]);
  assert.deepEqual(found.map((l) => [l.name, l.factor.toFixed(2)]), [['denial', '0.50']]);
});

test('lines of the reader\'s own: of known parties, issues and options; anything else is dropped', () => {
  const own = readOwn('N|port != closed;X|port != closed;S|port ~ open;S|tolls >= moon;S|tolls >= low', port);
  assert.deepEqual(own, [{ party: 'N', rule: 'port != closed' }, { party: 'S', rule: 'tolls >= low' }]);
  assert.deepEqual(readOwn(writeOwn(own), port), own);
  assert.deepEqual(readOwn(undefined, port), []);
});

test('parallel coordinates: an axis only where settlements differ; what is left open runs along the foot', () => {
  const list: Record<string, string>[] = [{ port: 'open', tolls: 'low' }, { port: 'closed', tolls: 'low' }, { tolls: 'low' }];
  const axes = axesOf(port, list);
  assert.deepEqual(axes.map((a) => a.issue), ['port']);
  assert.deepEqual(list.map((s) => lineOf(axes, s)), ['75,112', '75,44', '75,146']);
});
