// How figures are written: grouped digits, shares, days. No figure leaves here without the reader being able to say of what.
import type { Both, CaseInfo, Count, Lang } from './types';

/** "4,478,976" from a number or from decimal digits of any length; anything else stays as it is. */
export function grouped(n: Count | null | undefined): string {
  if (n === null || n === undefined) return '?';
  const s = typeof n === 'number' ? (Number.isInteger(n) ? String(n) : n.toFixed(2)) : n;
  if (!/^-?\d+$/.test(s)) return s;
  return s.replace(/\B(?=(\d{3})+$)/g, ',');
}

export function isZero(n: Count | null | undefined): boolean {
  return n === 0 || (typeof n === 'string' && /^0+$/.test(n));
}

/** The share k/n in 0..1, on any number of digits; 0 where n is 0. For lengths of bars only, never printed as a chance. */
export function share(k: Count, n: Count): number {
  const a = asBig(k);
  const b = asBig(n);
  if (b <= 0n || a <= 0n) return 0;
  if (a >= b) return 1;
  const scaled = Number((a * 10n ** 12n) / b) / 1e12;
  return scaled > 0 ? scaled : 1e-12;
}

export function asBig(n: Count | null | undefined): bigint {
  if (n === null || n === undefined) return 0n;
  if (typeof n === 'number') return BigInt(Math.max(0, Math.trunc(n)));
  return /^\d+$/.test(n) ? BigInt(n) : 0n;
}

export function compareCounts(a: Count, b: Count): number {
  const x = asBig(a);
  const y = asBig(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A whole per cent, with the ends kept honest: nothing between is written as 0 or 100. */
export function percent(x: number): string {
  if (!Number.isFinite(x)) return '?';
  if (x <= 0) return '0%';
  if (x >= 1) return '100%';
  const p = Math.round(x * 100);
  if (p === 0) return '<1%';
  if (p === 100) return '>99%';
  return `${p}%`;
}

export function percentRange(low: number, high: number, lang: Lang): string {
  const a = percent(Math.min(low, high));
  const b = percent(Math.max(low, high));
  if (a === b) return a;
  return lang === 'zh' ? `${a}\u81f3${b}` : `${a} to ${b}`;
}

export function pick(text: Both | string | null | undefined, lang: Lang): string {
  if (text === null || text === undefined) return '';
  if (typeof text === 'string') return text;
  return (lang === 'zh' ? text.zh : text.en) || text.en || text.zh || '';
}

/** Days since 1970-01-01 of an ISO day; null for anything else. Needs no clock and no zone. */
export function dayNumber(day: string | null | undefined): number | null {
  const m = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '');
  if (!m) return null;
  const t = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]));
  return Number.isFinite(t) ? Math.round(t / 86400000) : null;
}

export function dayText(n: number): string {
  return new Date(n * 86400000).toISOString().slice(0, 10);
}

export function joinNames(names: string[], lang: Lang): string {
  if (lang === 'zh') return names.length < 2 ? names.join('') : `${names.slice(0, -1).join('\u3001')}\u548c${names[names.length - 1]}`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** The name of a party, issue or option; the id itself where the case has no such thing. */
export function partyName(c: CaseInfo, id: string, lang: Lang): string {
  const p = c.parties.find((x) => x.id === id);
  return p ? pick(p.name, lang) : id;
}
export function issueName(c: CaseInfo, id: string, lang: Lang): string {
  const i = c.issues.find((x) => x.id === id);
  return i ? pick(i.name, lang) : id;
}
export function optionName(c: CaseInfo, issue: string, option: string, lang: Lang): string {
  const i = c.issues.find((x) => x.id === issue);
  const o = i?.options.find((x) => x.id === option);
  return o ? pick(o.name, lang) : option;
}
