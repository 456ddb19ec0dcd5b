// Contacts: who met whom (matrix) and when (timeline, proportional to time, quiet stretches named).
import { dayNumber, dayText } from './format';
import type { Contact, ContactAnswer, Pair } from './types';

export function contactDay(c: Contact): string | null {
  if (c.date === null || typeof c.date === 'string') return c.date;
  return c.date.first ?? c.date.last;
}
export function contactEnd(c: Contact): string | null {
  if (c.date === null || typeof c.date === 'string') return c.date;
  return c.date.last ?? c.date.first;
}

export interface MatrixCell { a: string; b: string; pair: Pair | null }

/** The parties down and across; a cell without any contact found is null, which is shown as "none found", never left blank. */
export function matrix(a: ContactAnswer, parties: string[]): { parties: string[]; rows: MatrixCell[][] } {
  const ids = [...new Set([...parties, ...a.pairs.flatMap((p) => [p.a, p.b])])];
  const seen = ids.filter((id) => parties.includes(id) || a.pairs.some((p) => p.a === id || p.b === id));
  const find = (x: string, y: string): Pair | null => a.pairs.find((p) => (p.a === x && p.b === y) || (p.a === y && p.b === x)) ?? null;
  return { parties: seen, rows: seen.map((x) => seen.map((y) => ({ a: x, b: y, pair: x === y ? null : find(x, y) }))) };
}

export function between(contacts: Contact[], a: string, b: string): Contact[] {
  return contacts.filter((c) => c.parties.includes(a) && c.parties.includes(b));
}

export interface Mark { index: number; lane: number; x: number; x2: number; state: Contact['state']; day: string; contact: Contact }
export interface Tick { x: number; text: string }
export interface Quiet { x: number; x2: number; days: number }
export interface Timeline { marks: Mark[]; lanes: number; ticks: Tick[]; quiet: Quiet[]; from: string; until: string; undated: Contact[] }

/** A pair of days 48 hours around a contact, for the statements on both sides. */
export function window48(c: Contact): { from: string; to: string } | null {
  const first = dayNumber(contactDay(c));
  const last = dayNumber(contactEnd(c));
  if (first === null) return null;
  return { from: dayText(first - 2), to: dayText((last ?? first) + 2) };
}

/**
 * Marks on a time axis of `width`: lanes keep marks closer than `apart` from covering each other. A stretch without any dated contact of
 * at least `quietDays` is named. Contacts without a day stand beside the line, not on it.
 */
export function timeline(contacts: Contact[], width: number, apart = 14, quietDays = 21): Timeline {
  const dated = contacts.map((c, index) => ({ c, index, d: dayNumber(contactDay(c)), e: dayNumber(contactEnd(c)) })).filter((x) => x.d !== null)
    .sort((p, q) => (p.d as number) - (q.d as number) || p.index - q.index);
  const undated = contacts.filter((c) => dayNumber(contactDay(c)) === null);
  if (dated.length === 0) return { marks: [], lanes: 0, ticks: [], quiet: [], from: '', until: '', undated };
  const low = (dated[0]?.d as number) - 3;
  const high = Math.max(...dated.map((x) => x.e ?? (x.d as number))) + 3;
  const at = (d: number): number => ((d - low) / Math.max(high - low, 1)) * width;
  const ends: number[] = [];
  const marks = dated.map((x) => {
    const px = at(x.d as number);
    const px2 = at(x.e ?? (x.d as number));
    let lane = ends.findIndex((e) => px - e >= apart);
    if (lane < 0) lane = ends.length;
    ends[lane] = px2;
    return { index: x.index, lane, x: px, x2: px2, state: x.c.state, day: dayText(x.d as number), contact: x.c };
  });
  const quiet: Quiet[] = [];
  let reach = dated[0]?.e ?? (dated[0]?.d as number);
  for (const x of dated) {
    const gap = (x.d as number) - reach;
    if (gap >= quietDays) quiet.push({ x: at(reach), x2: at(x.d as number), days: gap });
    reach = Math.max(reach, x.e ?? (x.d as number));
  }
  return { marks, lanes: ends.length, ticks: ticks(low, high, at), quiet, from: dayText(low), until: dayText(high), undated };
}

/** First days of months, thinned to at most eight labels. */
function ticks(low: number, high: number, at: (d: number) => number): Tick[] {
  const firsts: number[] = [];
  for (let d = low; d <= high; d += 1) if (dayText(d).endsWith('-01')) firsts.push(d);
  const step = Math.max(1, Math.ceil(firsts.length / 8));
  const kept = firsts.filter((_, k) => k % step === 0);
  const shown = kept.length > 0 ? kept : [low, high];
  return shown.map((d) => ({ x: at(d), text: kept.length > 0 ? dayText(d).slice(0, 7) : dayText(d) }));
}
