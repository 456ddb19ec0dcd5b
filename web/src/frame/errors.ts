// What went wrong, in the reader's language: the server's sentences are English, so a Chinese page says the kind of failure in Chinese and
// keeps the server's own words behind it.
import { ApiError } from './api';
import type { Lang } from './types';
import table from './errors.json';

const words = table as Record<string, string[]>;

export function sentenceOf(lang: Lang, error: { message: string; code?: string }): string {
  const code = error instanceof ApiError || typeof error.code === 'string' ? String(error.code) : 'other';
  const at = lang === 'zh' ? 1 : 0;
  if (code === 'unreachable') return words['unreachable']?.[at] ?? error.message;
  if (lang !== 'zh') return error.message;
  return `${(words[code] ?? words['other'])?.[1] ?? ''} ${words['in_its_words']?.[1] ?? ''}\uff1a${error.message}`;
}
