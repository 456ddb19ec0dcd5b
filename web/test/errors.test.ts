import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ApiError } from '../src/frame/api';
import { inChinese, sentenceOf } from '../src/frame/errors';
import sentences from '../src/frame/sentences.json';

const rows = sentences as [string, string][];
const holes = (text: string): number => text.split('{}').length - 1;

test('a sentence of the server is said in Chinese, with what changes in it', () => {
  assert.equal(inChinese("there is no report 'r1.txt'"), '\u6ca1\u6709\u7f16\u53f7\u4e3a\u201cr1.txt\u201d\u7684\u62a5\u9053');
  assert.equal(inChinese("issue 'a' has no option 'b'"), '\u8bae\u9898\u201ca\u201d\u6ca1\u6709\u9009\u9879\u201cb\u201d');
  assert.equal(inChinese('something nobody has said yet'), undefined);
});

test('what has no Chinese is told by its kind, the words behind it; an English page keeps the words', () => {
  const said = sentenceOf('zh', new ApiError(422, 'bad_input', 'case.toml:3:1: strange'));
  assert.match(said, /[\u4e00-\u9fff].*case\.toml:3:1: strange$/);
  assert.equal(sentenceOf('en', new ApiError(404, 'not_found', "there is no report 'x'")), "there is no report 'x'");
  assert.doesNotMatch(sentenceOf('zh', new ApiError(404, 'not_found', "there is no report 'x'")), /there is/);
});

test('each pair has the same holes, Chinese in the Chinese, and is not hidden by one before it', () => {
  for (const [en, zh] of rows) {
    assert.ok(holes(zh) <= holes(en), en);
    assert.match(zh, /[\u4e00-\u9fff]/, en);
    const sample = en.replace(/\{\}/g, 'q');
    assert.equal(inChinese(sample), zh.replace(/\{\}/g, 'q'), `hidden: ${en}`);
  }
});

test('every sentence the server fails with is there', () => {
  const files = [...readdirSync('../apps/serve').filter((f) => f.endsWith('.cpp')).map((f) => `../apps/serve/${f}`),
    '../src/study/what_if.cpp', '../src/study/workbench_acts.cpp', '../src/study/review.cpp', '../src/study/drafts.cpp'];
  const starts = rows.map(([en]) => en.split('{}')[0] ?? '');
  for (const file of files) {
    for (const [, first] of readFileSync(file, 'utf8').matchAll(/fail\(ErrorCode::\w+,\s*(?:std::string\(|fmt::format\()?"((?:[^"\\]|\\.)*)"/g)) {
      const begin = (first ?? '').split('{}')[0] ?? '';
      assert.ok(starts.some((one) => (one === '' ? begin === '' || begin.length < 2 : one.startsWith(begin) || begin.startsWith(one))), `${file}: ${first}`);
    }
  }
});
