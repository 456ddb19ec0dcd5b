// Warnings by kind, and where each one points. Pure; tests in test/desk.test.ts.
import type { CaseInfo } from '../../frame/types';

export interface Lint { kind: string; where: string; what: string }
export interface Place { kind: 'stance' | 'red line' | 'draft' | 'other'; party: string; issue: string; option: string }

/** Kinds in the order of their first row; a place named twice under one kind stands once. */
export function lintGroups(lint: readonly Lint[]): { kind: string; rows: Lint[] }[] {
  const groups = new Map<string, Lint[]>();
  for (const row of lint) {
    const rows = groups.get(row.kind) ?? [];
    if (!rows.some((one) => one.where === row.where)) rows.push(row);
    groups.set(row.kind, rows);
  }
  return [...groups].map(([kind, rows]) => ({ kind, rows }));
}

/** "stance UKR territory land_swap", "red line UKR.territory.1", "draft plan-28". */
export function lintPlace(where: string, info: Pick<CaseInfo, 'red_lines'>): Place {
  const none = { party: '', issue: '', option: '' };
  const stance = /^stance (\S+) (\S+) (\S+)$/.exec(where);
  if (stance) return { kind: 'stance', party: stance[1] as string, issue: stance[2] as string, option: stance[3] as string };
  const red = /^red line (\S+)$/.exec(where);
  if (red) {
    const line = info.red_lines.find((one) => one.id === red[1]);
    if (line) return { kind: 'red line', party: line.party, issue: line.issues[0] ?? '', option: line.id };
  }
  const draft = /^draft (\S+)$/.exec(where);
  return draft ? { ...none, kind: 'draft', option: draft[1] as string } : { ...none, kind: 'other', option: where };
}
