// What went wrong, in the reader's language. The server speaks English; sentences.json has its sentences in Chinese, {} for what changes in
// them. One that is not there is told by its kind, with the server's own words behind it.
import { ApiError } from './api';
import type { Lang } from './types';
import table from './errors.json';
import sentences from './sentences.json';

const words = table as Record<string, string[]>;
const plain = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const fixed = ([en]: [string, string]): number => en.replace(/\{\}/g, '').length;   // what says most is tried first
let patterns: { fits: RegExp; zh: string }[] | undefined;

/** The sentence in Chinese; undefined where there is none. */
export function inChinese(sentence: string): string | undefined {
  patterns ??= [...(sentences as [string, string][])].sort((a, b) => fixed(b) - fixed(a)).map(([en, zh]) => ({ fits: new RegExp(`^${en.split('{}').map(plain).join('([\\s\\S]*?)')}$`), zh }));
  for (const { fits, zh } of patterns) {
    const found = fits.exec(sentence);
    if (!found) continue;
    let at = 0;
    return zh.replace(/\{\}/g, () => found[(at += 1)] ?? '');
  }
  return undefined;
}

export function sentenceOf(lang: Lang, error: { message: string; code?: string }): string {
  const code = error instanceof ApiError || typeof error.code === 'string' ? String(error.code) : 'other';
  const at = lang === 'zh' ? 1 : 0;
  if (code === 'unreachable') return words['unreachable']?.[at] ?? error.message;
  if (lang !== 'zh') return error.message;
  if (code === 'conflict' && /[\u4e00-\u9fff]/.test(error.message)) return error.message;
  const known = inChinese(error.message);
  if (known) return `${known}\u3002`;
  return `${(words[code] ?? words['other'])?.[1] ?? ''} ${words['in_its_words']?.[1] ?? ''}\uff1a${error.message}`;
}

/** Of anything that was thrown. */
export const problemOf = (lang: Lang, bad: unknown): string => (bad instanceof Error ? sentenceOf(lang, bad) : String(bad));
