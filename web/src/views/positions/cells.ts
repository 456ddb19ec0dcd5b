// What a cell of the matrix says, and what differs between two dates. Pure functions; tests in test/cells.test.ts.
import type { CaseInfo, Move, RedLine, Stance } from '../../frame/types';

export interface Line {
  stance: Stance['stance']; options: string[]; condition: string | null; since: string | null; first_hand: boolean; narrated: boolean; analyst: boolean;
  via: string[]; evidence: string[]; notes: string[]; old: boolean;
  /** Records of it that the answer names by number only. */
  unshown: number;
  /** Rejects all that nothing better is said of. */
  others: boolean;
}
export interface Cell { party: string; issue: string; lines: Line[]; red: RedLine[]; moves: Move[] }

const order: Record<string, number> = { accepts: 0, accepts_if: 1, rejects: 2, silent: 3 };
const older = (since: string | null, as_of: string, days: number): boolean =>
  !!since && Date.parse(as_of) - Date.parse(since) > days * 86400000;

/** Options with the same answer on the same word stand on one line; silence is no line. */
export function linesOf(stances: readonly Stance[], as_of: string, stale_after: number): Line[] {
  const lines: Line[] = [];
  const spoken = stances.filter((one) => one.stance !== 'silent');
  for (const one of spoken) {
    const same = lines.find((line) => line.stance === one.stance && line.condition === one.condition && line.first_hand === one.first_hand &&
      line.narrated === !!one.told_by_narrator && line.analyst === (one.source === 'analyst'));
    const old = one.stale ?? older(one.since, as_of, stale_after);
    const unshown = (one.evidence_total ?? one.evidence.length) - one.evidence.length;
    if (!same) {
      lines.push({ stance: one.stance, options: [one.option], condition: one.condition, since: one.since, first_hand: one.first_hand, narrated: !!one.told_by_narrator,
        analyst: one.source === 'analyst', via: [...one.via], evidence: [...one.evidence], notes: one.note ? [one.note] : [], old, unshown, others: false });
      continue;
    }
    same.options.push(one.option);
    same.unshown += unshown;
    if (one.since && (!same.since || one.since > same.since)) same.since = one.since;
    same.old = same.old && old;
    for (const id of one.evidence) if (!same.evidence.includes(id)) same.evidence.push(id);
    for (const via of one.via) if (!same.via.includes(via)) same.via.push(via);
    if (one.note && !same.notes.includes(one.note)) same.notes.push(one.note);
  }
  const rejected = lines.filter((line) => line.stance === 'rejects');
  const only = rejected.length === 1 ? rejected[0] : undefined;
  if (only && only.options.length > 1 && spoken.length === stances.length && lines.length > 1) only.others = true;
  return lines.sort((a, b) => (order[a.stance] ?? 9) - (order[b.stance] ?? 9));
}

export function cellsOf(info: CaseInfo, stances: readonly Stance[], moves: readonly Move[], as_of: string): Map<string, Cell> {
  const groups = new Map<string, Stance[]>();
  for (const one of stances) {
    const key = `${one.issue}/${one.party}`;
    const group = groups.get(key);
    if (group) group.push(one); else groups.set(key, [one]);
  }
  const cells = new Map<string, Cell>();
  for (const issue of info.issues) {
    for (const party of info.parties) {
      const key = `${issue.id}/${party.id}`;
      cells.set(key, { party: party.id, issue: issue.id, lines: linesOf(groups.get(key) ?? [], as_of, info.stale_after_days),
        red: info.red_lines.filter((line) => line.party === party.id && line.issues.includes(issue.id)),
        moves: moves.filter((move) => move.party === party.id && move.issue === issue.id) });
    }
  }
  return cells;
}

/** What a line says, whoever carried it and whenever: a repetition on another day is no change. */
const saying = (cell: Cell | undefined): string =>
  (cell?.lines ?? []).flatMap((line) => line.options.map((option) => `${option}:${line.stance}:${line.condition ?? ''}`)).sort().join('|');

export type Difference = 'same' | 'changed' | 'first_said' | 'gone';

export function difference(before: Cell | undefined, now: Cell | undefined): Difference {
  const was = saying(before), is = saying(now);
  if (was === is) return 'same';
  return was === '' ? 'first_said' : is === '' ? 'gone' : 'changed';
}

/** How far the signatories are apart on an issue: pairs of parties of which one accepts an option that the other rejects. */
export function distance(info: CaseInfo, cells: Map<string, Cell>, issue: string): number {
  let apart = 0;
  const rows = info.parties.filter((party) => party.signs).map((party) => cells.get(`${issue}/${party.id}`)).filter((cell): cell is Cell => !!cell);
  const options = (cell: Cell, rejects: boolean) => new Set(cell.lines.filter((line) => (line.stance === 'rejects') === rejects).flatMap((line) => line.options));
  for (const one of rows) {
    const wants = options(one, false);
    for (const other of rows) if (one !== other && [...options(other, true)].some((option) => wants.has(option))) apart++;
  }
  return apart;
}

export const latest = (cell: Cell): string => cell.lines.reduce((most, line) => (line.since && line.since > most ? line.since : most), '');
