// The settlement explorer: what is locked, what passes, why none, what opens. Counts come from the server; nothing is solved here.
import { asBig, compareCounts, isZero, share } from './format';
import type { CaseInfo, Count, Draft, Effect, Opening, RedLine, SettleAnswer, Settlement, WhatIf, Zone } from './types';

/** A red line the reader assumes; it stands in no report and in no case. */
export interface OwnLine { party: string; rule: string }
export interface Ask { release: string[]; fix: Settlement; add: OwnLine[] }

const MOST_OWN = 20;

/** `add=PARTY|rule;PARTY|rule`: rules of the plain form `issue = option` with ids the case has; others are dropped, they cannot be asked about. */
export function readOwn(text: string | undefined, c: CaseInfo): OwnLine[] {
  return (text ?? '').split(';').flatMap((one) => {
    const cut = one.indexOf('|');
    const party = one.slice(0, Math.max(cut, 0));
    const rule = one.slice(cut + 1).trim();
    const m = /^([\w:.-]+)\s*(=|!=|>=|<=)\s*([\w:.-]+)$/.exec(rule);
    const issue = c.issues.find((i) => i.id === m?.[1]);
    return cut > 0 && issue?.options.some((o) => o.id === m?.[3]) && c.parties.some((p) => p.id === party) ? [{ party, rule }] : [];
  }).slice(0, MOST_OWN);
}
export const writeOwn = (lines: OwnLine[]): string => lines.map((l) => `${l.party}|${l.rule}`).join(';');

export function asList(text: string | undefined): string[] {
  return (text ?? '').split(',').map((x) => x.trim()).filter((x) => x !== '');
}

/** What the address says: `release=a,b&fix=issue:option,...`. Unknown issues and options are dropped, they cannot be asked about. */
export function readAsk(params: Record<string, string | undefined>, c: CaseInfo, lines: RedLine[]): Ask {
  const known = new Set(lines.map((l) => l.id));
  const fix: Settlement = {};
  for (const pair of asList(params.fix)) {
    const cut = pair.indexOf(':');
    const issue = c.issues.find((i) => i.id === pair.slice(0, cut));
    const option = pair.slice(cut + 1);
    if (issue && issue.options.some((o) => o.id === option)) fix[issue.id] = option;
  }
  return { release: asList(params.release).filter((id) => known.has(id)), fix, add: readOwn(params.add, c) };
}

export function writeFix(fix: Settlement): string {
  return Object.keys(fix).sort().map((k) => `${k}:${fix[k]}`).join(',');
}

export function toggled(list: string[], id: string): string[] {
  return list.includes(id) ? list.filter((x) => x !== id) : [...list, id];
}

export interface LineGroup { party: string; lines: RedLine[] }

/** Red lines by party, in the case's order of parties; within a party as the case lists its issues. */
export function groupLines(lines: RedLine[], c: CaseInfo): LineGroup[] {
  const place = new Map(c.issues.map((i, n) => [i.id, n]));
  const order = (l: RedLine): number => place.get(l.issues[0] ?? '') ?? 999;
  const ids = [...c.parties.map((p) => p.id), ...lines.map((l) => l.party)];
  return [...new Set(ids)]
    .map((party) => ({ party, lines: lines.filter((l) => l.party === party).sort((a, b) => order(a) - order(b)) }))
    .filter((g) => g.lines.length > 0);
}

export type Known = 'first_hand' | 'relayed' | 'set' | 'narrated';

/** How a line is known; what an analyst set is said to be set, whatever quotations stand beside it. */
export function knownHow(l: RedLine): Known {
  if (l.source === 'analyst') return 'set';
  if (l.told_by_narrator) return 'narrated';
  return l.first_hand === false || (l.via ?? []).length > 0 ? 'relayed' : 'first_hand';
}

export interface Bar { id: string; kind: 'now' | 'line'; count: Count; length: number; released: boolean }

/**
 * The strip: what passes now, and for each line how many settlements passed if it alone were released, as the first answer says.
 * Lengths are shares of the longest bar; the axis must say so.
 */
export function strip(zone: Zone, lines: RedLine[], effects: Effect[], released: string[]): Bar[] {
  const base = zone.open.passing;
  const by = new Map(effects.map((e) => [e.line, e]));
  const bars: Bar[] = lines.map((l) => ({ id: l.id, kind: 'line', count: by.get(l.id)?.opens ?? 0, length: 0, released: released.includes(l.id) }));
  const all: Bar[] = [{ id: 'now', kind: 'now', count: base, length: 0, released: false }, ...bars];
  const longest = all.reduce<Count>((m, b) => (compareCounts(b.count, m) > 0 ? b.count : m), 0);
  for (const b of all) b.length = share(b.count, longest);
  return all;
}

/** The clash to show under *why none?*: the one with the fewest lines; of several the first as the server orders them. */
export function smallestClash(clashes: string[][]): string[] | null {
  return clashes.reduce<string[] | null>((m, c) => (m === null || c.length < m.length ? c : m), null);
}

export interface OptionCell { option: string; forbidders: RedLine[]; chosen: boolean; passes: boolean | null }
export interface OptionRow { issue: string; cells: OptionCell[] }

/**
 * The options as a table. An issue that a listed settlement leaves out may go either way. A cell names the lines of one issue that speak of it; whether some settlement with that option passes is known
 * only where one was listed (`true`) or where nothing passes at all (`false`): else null, not known.
 */
export function optionTable(c: CaseInfo, lines: RedLine[], now: WhatIf | null, ask: Ask, barred: Barred = barredBy(c, lines)): OptionRow[] {
  const released = new Set(ask.release);
  const none = now !== null && isZero(now.zone.open.passing);
  const complete = now !== null && asBig(now.zone.open.passing) <= BigInt(now.passing.length);
  return c.issues.map((issue) => ({
    issue: issue.id,
    cells: issue.options.map((o) => {
      const seen = now?.passing.some((s) => s[issue.id] === undefined || s[issue.id] === o.id) ?? false;
      return {
        option: o.id,
        forbidders: (barred.get(issue.id)?.get(o.id) ?? []).filter((l) => !released.has(l.id)),
        chosen: ask.fix[issue.id] === o.id,
        passes: seen ? true : none || complete ? false : null,
      };
    }),
  }));
}

/** Issue, option: the lines of one issue that forbid it. It rests on the lines alone, so it outlives any release. */
export type Barred = Map<string, Map<string, RedLine[]>>;
export function barredBy(c: CaseInfo, lines: RedLine[]): Barred {
  const named = new Map<string, RedLine[]>();
  for (const line of lines) {
    const issue = /^(?:not(?:\s*\(\s*|\s+))?([\w:.-]+)/.exec(line.rule.trim())?.[1] ?? '';
    named.set(issue, [...(named.get(issue) ?? []), line]);
  }
  return new Map(c.issues.map((issue) => {
    const order = issue.options.map((o) => o.id);
    return [issue.id, new Map(order.map((o) => [o, (named.get(issue.id) ?? []).filter((l) => forbids(l, issue.id, o, order))]))];
  }));
}

/** Whether a line of the plain forms `issue = x`, `issue != x`, `issue in [..]`, `issue >= x` forbids an option. Longer rules: not said. */
export function forbids(line: RedLine, issue: string, option: string, order: string[]): boolean {
  const rule = line.rule.trim();
  const m = /^([\w:.-]+)\s*(=|!=|>=|<=|>|<)\s*([\w:.-]+)$/.exec(rule);
  if (m) {
    if (m[1] !== issue) return false;
    const a = order.indexOf(option);
    const b = order.indexOf(m[3] ?? '');
    switch (m[2]) {
      case '=': return option !== m[3];
      case '!=': return option === m[3];
      case '>=': return a < b;
      case '<=': return a > b;
      case '>': return a <= b;
      default: return a >= b;
    }
  }
  const inside = /^(not\s*\(?\s*)?([\w:.-]+)\s+in\s+\[([^\]]*)\]\s*\)?$/.exec(rule);
  if (inside && inside[2] === issue) {
    const among = (inside[3] ?? '').split(',').map((x) => x.trim()).includes(option);
    return inside[1] ? among : !among;
  }
  return false;
}

export interface Difference { issue: string; values: string[]; differs: boolean }

/** Pinned settlements side by side: one row an issue, and whether they differ there. */
export function compareSettlements(c: CaseInfo, pinned: Settlement[]): Difference[] {
  return c.issues.map((i) => {
    const values = pinned.map((s) => s[i.id] ?? '');
    return { issue: i.id, values, differs: new Set(values).size > 1 };
  });
}

/** What a draft fixes: the issues it settles with one option. Brackets and unknown wording stay free and are named. */
export function draftAsFix(d: Draft): { fix: Settlement; open: string[]; unknown: string[] } {
  const out = { fix: {} as Settlement, open: [] as string[], unknown: [] as string[] };
  for (const issue of Object.keys(d.clauses).sort()) {
    const options = d.clauses[issue]?.options ?? [];
    if (options.length === 1) out.fix[issue] = options[0] as string;
    else if (options.length > 1) out.open.push(issue);
    else out.unknown.push(issue);
  }
  return out;
}

/** Openings as the list shows them: by size, then by how many settlements they open. */
export function orderOpenings(openings: Opening[]): Opening[] {
  return [...openings].sort((a, b) => a.relax.length - b.relax.length || compareCounts(b.opens, a.opens));
}

/** Pins in the address: settlements as option numbers in the case's order of issues, `1.0.2`; `-` where an issue is left out. */
export function packPin(c: CaseInfo, s: Settlement): string {
  return c.issues.map((i) => {
    const n = i.options.findIndex((o) => o.id === s[i.id]);
    return n < 0 ? '-' : String(n);
  }).join('.');
}
export function unpackPin(c: CaseInfo, text: string): Settlement | null {
  const parts = text.split('.');
  if (parts.length !== c.issues.length) return null;
  const s: Settlement = {};
  for (let k = 0; k < parts.length; k += 1) {
    const issue = c.issues[k];
    if (!issue || parts[k] === '-') continue;
    const o = /^\d{1,3}$/.test(parts[k] ?? '') ? issue.options[Number(parts[k])] : undefined;
    if (!o) return null;
    s[issue.id] = o.id;
  }
  return s;
}

/** The lines with their sentences: what `red_lines` and `lines` say of the same id, together. */
export function linesOf(answer: SettleAnswer): RedLine[] {
  const more = new Map((answer.lines ?? []).map((l) => [l.id, l]));
  const base = answer.red_lines ?? answer.lines ?? [];
  return base.map((l) => {
    const both = { ...l, ...more.get(l.id) };
    const evidence = both.evidence ?? both.quotes?.map((q) => q.record) ?? [];
    return { ...both, evidence };
  });
}
