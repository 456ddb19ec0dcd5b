// Drafts side by side: one row an issue, one cell a draft; what changed against the parent, and for whom it reads better or worse.
import type { CaseInfo, Clause, Draft, DraftAnswer, DraftChange, Standing, Turn } from './types';

export interface DraftCell {
  draft: string; options: string[]; kind: 'said' | 'bracket' | 'unknown' | 'absent'; changed: boolean; against: string | null;
  standing: Record<string, Standing>; turn: Record<string, Turn>; evidence: string[]; points: (number | null)[]; hits: string[];
}
export interface DraftLine { issue: string; cells: DraftCell[] }

export const MOST_DRAFTS = 8;

/** One glyph a standing; the word stands beside it wherever it is shown. */
export const GLYPH: Record<Standing, string> = { accepted: '\u25cf', conditional: '\u25d0', rejected: '\u25cb', open: '|', silent: '?', unknown: '\u00b7' };

/** The change a draft's column is read against: the one that ends in it, from its parent where the parent is on the table. */
export function changeInto(a: DraftAnswer, d: Draft): DraftChange | null {
  const into = a.draft_changes.filter((c) => c.to === d.id);
  return into.find((c) => c.from === d.parent) ?? into[0] ?? null;
}

function cell(a: DraftAnswer, d: Draft, issue: string): DraftCell {
  const clause: Clause | undefined = d.clauses[issue];
  const change = changeInto(a, d);
  const row = change?.clauses.find((x) => x.issue === issue);
  const rows = (clause?.rows ?? []).map((n) => d.rows.find((r) => r.row === n)).filter((r) => r !== undefined);
  const hits = d.hits.filter((h) => h.rows.some((n) => clause?.rows.includes(n))).map((h) => h.red_line);
  return {
    draft: d.id,
    options: clause?.options ?? [],
    kind: !clause ? 'absent' : clause.options.length === 0 ? 'unknown' : clause.options.length === 1 ? 'said' : 'bracket',
    changed: row !== undefined,
    against: change?.from ?? null,
    standing: clause?.standing ?? {},
    turn: row?.for ?? {},
    evidence: [...new Set(rows.flatMap((r) => r.evidence))],
    points: rows.map((r) => r.number),
    hits: [...new Set(hits)],
  };
}

/** The rows of the table, in the case's order of issues; an issue that no draft touches is left out and counted by the caller. */
export function alignClauses(a: DraftAnswer, c: CaseInfo): DraftLine[] {
  return c.issues
    .filter((i) => a.drafts.some((d) => d.clauses[i.id] !== undefined))
    .map((i) => ({ issue: i.id, cells: a.drafts.map((d) => cell(a, d, i.id)) }));
}

export function untouched(a: DraftAnswer, c: CaseInfo): string[] {
  return c.issues.map((i) => i.id).filter((id) => a.drafts.every((d) => d.clauses[id] === undefined));
}

/** For each party how many changed clauses read better, worse, the same, or cannot be told. */
export function tally(change: DraftChange, parties: string[]): { party: string; counts: Record<Turn, number> }[] {
  return parties.map((party) => {
    const counts: Record<Turn, number> = { better: 0, worse: 0, same: 0, not_known: 0 };
    for (const c of change.clauses) counts[c.for[party] ?? 'not_known'] += 1;
    return { party, counts };
  });
}

/** Which drafts are shown: those asked for (at most eight), else the latest eight, in the order of the list. */
export function chosenDrafts(all: { id: string }[], asked: string[]): string[] {
  const known = all.map((d) => d.id);
  const wanted = asked.filter((id) => known.includes(id));
  return (wanted.length > 0 ? known.filter((id) => wanted.includes(id)) : known).slice(-MOST_DRAFTS);
}

/** A field of comma separated text: quoted where needed; what a spreadsheet would run as a formula is made text. */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function csvTable(rows: string[][]): string {
  return rows.map((r) => r.map(csvField).join(',')).join('\r\n') + '\r\n';
}
