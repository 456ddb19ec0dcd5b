// Finding in two languages: Latin letters match English, pinyin and pinyin initials; characters match Chinese. No DOM here.
import pinyin from 'pinyin-match';

export interface Entry { kind: 'view' | 'party' | 'issue' | 'date' | 'action' | 'report'; id: string; label: string; words: string[]; hint?: string }

const fold = (text: string): string => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const squeeze = (text: string): string => fold(text).replace(/[^a-z0-9\u3400-\u9fff]+/g, '');

/** Lower is better; undefined: no match. */
export function rank(words: string[], query: string): number | undefined {
  const wanted = squeeze(query);
  if (wanted === '') return 9;
  let best: number | undefined;
  const offer = (value: number) => { if (best === undefined || value < best) best = value; };
  for (const word of words) {
    const flat = squeeze(word);
    if (flat === wanted) offer(0);
    else if (flat.startsWith(wanted)) offer(1);
    else if (fold(word).split(/[^a-z0-9\u3400-\u9fff]+/).some((part) => part.startsWith(wanted))) offer(2);
    else if (flat.includes(wanted)) offer(3);
    if (/^[a-z]+$/.test(wanted) && /[\u3400-\u9fff]/.test(word)) {
      const place = pinyin.match(word, wanted);
      if (place) offer(place[0] === 0 ? 2 : 4);
    }
  }
  return best;
}

export function find(entries: readonly Entry[], query: string, most = 12): Entry[] {
  return entries.map((entry, at) => ({ entry, at, rank: rank(entry.words, query) }))
    .filter((one): one is typeof one & { rank: number } => one.rank !== undefined)
    .sort((a, b) => a.rank - b.rank || a.at - b.at).slice(0, most).map((one) => one.entry);
}

/** Dates as people type them: 2025-12-16, 2025/12/16, 2025.12.16, 20251216, 2025-12 (its last day), and the Chinese form. */
export function asDay(text: string): string | undefined {
  const match = /^\s*(\d{4})[-/.\u5e74]?(\d{1,2})(?:[-/.\u6708]?(\d{1,2}))?[\u65e5\u6708]?\s*$/.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]), month = Number(match[2]);
  if (month < 1 || month > 12) return undefined;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = match[3] ? Number(match[3]) : length;
  if (day < 1 || day > length) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
