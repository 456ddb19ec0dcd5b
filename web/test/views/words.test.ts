// Every text of the views exists in both languages, with the same places to fill.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import desk from '../../src/views/desk/words.json';
import frame from '../../src/frame/words.json';
import positions from '../../src/views/positions/words.json';
import reading from '../../src/views/reading/words.json';
import words from '../../src/views/words.json';

const table = words as unknown as Record<string, string[]>;
const places = (text: string): string => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join();

test('both languages, the same places', () => {
  for (const [key, pair] of [table, frame, desk, reading, positions].flatMap((one) => Object.entries(one as unknown as Record<string, string[]>))) {
    assert.equal(pair.length, 2, key);
    assert.equal(places(pair[0] as string), places(pair[1] as string), key);
    assert.ok(key === 'space' || (pair[0] && pair[1]), `${key} is empty`);
  }
});

test('sources are ASCII; other characters stand in words.json', (t) => {
  const here = join(process.cwd(), 'src');
  let files: string[];
  try { files = (readdirSync(here, { recursive: true }) as string[]).filter((f) => /\.(tsx?|css|html)$/.test(f)); } catch { t.skip('run from web/'); return; }
  assert.ok(files.length > 30);
  for (const file of files) assert.doesNotMatch(readFileSync(join(here, file), 'utf8'), /[^\x00-\x7f]/, file);
});

test('no text recommends, and none speaks of a probability of peace', () => {
  for (const [key, pair] of Object.entries(table)) {
    assert.doesNotMatch(pair[0] as string, /\brecommends?\b|we recommend|probability of peace|spoiler/i, key);
    assert.doesNotMatch(pair[1] as string, /\u5efa\u8bae\u91c7\u53d6|\u548c\u5e73\u6982\u7387/, key);
  }
});

test('every key that a view asks for is there', (t) => {
  const here = join(process.cwd(), 'src/views');
  let files: string[];
  try { files = readdirSync(here).filter((f) => f.endsWith('.tsx')); } catch { t.skip('run from web/'); return; }
  for (const file of files) {
    const source = readFileSync(join(here, file), 'utf8');
    for (const m of source.matchAll(/\bw\((?:props\.)?app, (?:[^'()]*\? )?'(\w+)'(?: : '(\w+)')?/g)) {
      for (const key of [m[1], m[2]]) if (key) assert.ok(table[key], `${file}: ${key}`);
    }
  }
});
