// The words of the frame, English and Chinese side by side in words.json; a key that is not there is a type error, a missing language fails
// test/views/words.test.ts. Views keep their own tables.
import type { Lang } from './types';
import words from './words.json';

export type Word = keyof typeof words;
export const every_word: Readonly<Record<string, readonly string[]>> = words;

/** Puts {name} values in; an unknown name stays visible, so that a slip shows in a test. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in values ? String(values[key]) : whole));
}

export function word(lang: Lang, key: string, values?: Record<string, string | number>): string {
  const row = every_word[key];
  return row ? fill(row[lang === 'zh' ? 1 : 0] ?? key, values) : key;
}

/** A view's own table, from its words.json: `const t = own(words)`, then t(app.lang, 'key', {n: 1}). */
export function own<T extends Record<string, readonly string[]>>(table: T) {
  return (lang: Lang, key: keyof T, values?: Record<string, string | number>): string => fill(table[key]?.[lang === 'zh' ? 1 : 0] ?? String(key), values);
}
