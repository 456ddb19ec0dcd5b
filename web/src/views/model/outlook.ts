// Stability, home front, durability: tables and bands. Chances are always a range with what it rests on, never one point alone.
import type { Assumption, Band, CaseInfo, HoldAnswer, Institution, RatifyAnswer, StabilityAnswer } from './types';
import { dayNumber } from './format';

export const CONCEPTS = ['R', 'GMR', 'SMR', 'SEQ', 'SSEQ'] as const;

export interface StateRow {
  id: number; label: string; taken: string[]; quo: boolean; holds: Record<string, boolean>; count: number;
  leavers: Record<string, string[]>;
}

/** End states, those that hold still under most concepts first; for each concept who would move away. */
export function stateRows(a: StabilityAnswer, lang: string = 'en'): StateRow[] {
  const own = (en: string | undefined, zh: string | undefined): string => (lang === 'zh' && zh) || en || '';
  const options = a.decision_makers.flatMap((d) => d.options.map((o) => ({ maker: d.name, name: own(o.name, o.name_zh) })));
  const concepts = CONCEPTS.filter((c) => a.equilibria[c] !== undefined);
  const stable = new Map(concepts.map((c) => [c, new Map(Object.entries(a.stable[c] ?? {}).map(([k, v]) => [k, new Set(v)]))]));
  const rows = a.states.map((s) => {
    const holds: Record<string, boolean> = {};
    const leavers: Record<string, string[]> = {};
    for (const c of concepts) {
      const makers = stable.get(c);
      leavers[c] = a.decision_makers.map((d) => d.name).filter((n) => makers?.get(n) !== undefined && !makers.get(n)?.has(s.id));
      holds[c] = (a.equilibria[c] ?? []).includes(s.id);
    }
    const taken = options.filter((_, k) => s.yn[k] === 'Y').map((o) => o.name);
    return { id: s.id, label: own(s.label, s.label_zh), taken, quo: a.status_quo === s.id, holds, leavers, count: concepts.filter((c) => holds[c]).length };
  });
  return rows.sort((x, y) => y.count - x.count || Number(y.quo) - Number(x.quo) || x.id - y.id);
}

export interface GateRow extends Institution { low: number; high: number; binds: boolean }

/** The figure for a body is a range: all move together at the one end, each decides alone at the other. */
export function gateRows(a: RatifyAnswer): GateRow[] {
  return a.institutions.map((i) => ({ ...i, low: Math.min(i.correlated, i.independent), high: Math.max(i.correlated, i.independent), binds: i.id === a.binding }));
}

/** Issues of the case whose options may be set to ask again: those that the win-set counts, else every issue. */
export function shiftIssues(a: RatifyAnswer, c: CaseInfo): string[] {
  const best = Object.keys(a.win_set?.best_settlement ?? {});
  return best.length > 0 ? c.issues.map((i) => i.id).filter((id) => best.includes(id)) : [];
}

export interface BandPath { p90: string; p50: string; mid: string; ticks: { y: number; text: string }[]; years: { x: number; text: string }[] }

/** The band as two filled shapes (nine in ten draws, half of the draws); the middle as a thin line inside, never alone. */
export function bandPath(b: Band, width: number, height: number): BandPath {
  const last = b.years[b.years.length - 1] ?? 1;
  const x = (k: number): string => (((b.years[k] ?? 0) / last) * width).toFixed(1);
  const y = (v: number | undefined): string => ((1 - (v ?? 0)) * height).toFixed(1);
  const line = (v: number[]): string => v.map((p, k) => `${k === 0 ? 'M' : 'L'}${x(k)} ${y(p)}`).join('');
  const ring = (low: number[], high: number[]): string => {
    const up = high.map((p, k) => `${k === 0 ? 'M' : 'L'}${x(k)} ${y(p)}`).join('');
    const back = low.map((p, k) => `L${x(k)} ${y(p)}`).reverse().join('');
    return `${up}${back}Z`;
  };
  const years = b.years.filter((v) => Number.isInteger(v) && v % (last > 5 ? 2 : 1) === 0);
  return {
    p90: ring(b.p05, b.p95),
    p50: b.p25 && b.p75 ? ring(b.p25, b.p75) : '',
    mid: line(b.p50),
    ticks: [0, 0.25, 0.5, 0.75, 1].map((v) => ({ y: (1 - v) * height, text: `${v * 100}%` })),
    years: years.map((v) => ({ x: (v / last) * width, text: String(v) })),
  };
}

export interface BandRow { year: number; low: number; high: number; low50: number | null; high50: number | null }

export function bandRows(b: Band, years: number[]): BandRow[] {
  return years.map((year) => {
    const k = b.years.findIndex((v) => Math.abs(v - year) < 1e-9);
    return { year, low: b.p05[k] ?? NaN, high: b.p95[k] ?? NaN, low50: b.p25?.[k] ?? null, high50: b.p75?.[k] ?? null };
  }).filter((r) => !Number.isNaN(r.low));
}

/** What the text can set comes first, then what nobody has set but the case gives, then the world. */
export function orderAssumptions(a: Assumption[]): Assumption[] {
  const rank = (x: Assumption): number => (x.origin === 'given' ? 0 : 2) + (x.kind === 'lever' ? 0 : 1);
  return a.map((x, k) => ({ x, k })).sort((p, q) => rank(p.x) - rank(q.x) || p.k - q.k).map((p) => p.x);
}

/** Levers by how much they slow (below 1) or hasten the rate of breaking against the bare text. */
export function levers(h: HoldAnswer): { name: string; factor: number }[] {
  return Object.entries(h.why?.log_rate ?? {}).map(([name, v]) => ({ name, factor: Math.exp(v) }))
    .filter((x) => Math.abs(x.factor - 1) > 1e-9).sort((p, q) => p.factor - q.factor);
}

/** `NAME=VALUE` or `NAME=LOW..HIGH`, numbers only; what is neither is refused with null. */
export function readSetting(name: string, text: string): string | null {
  const number = '-?\\d+(?:\\.\\d+)?(?:e-?\\d+)?';
  const t = text.trim();
  if (!/^\w+$/.test(name)) return null;
  return new RegExp(`^${number}$`, 'i').test(t) || new RegExp(`^${number}\\.\\.${number}$`, 'i').test(t) ? `${name}=${t}` : null;
}

/** Days quiet up to a day; null where one of them is no day. */
export function daysBetween(from: string | null, to: string | null): number | null {
  const a = dayNumber(from);
  const b = dayNumber(to);
  return a === null || b === null ? null : b - a;
}
