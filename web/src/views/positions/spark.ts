// The course of one cell as a step line: which option, from which day. Pure; drawn beside the cell's words.
import type { Issue, Move } from '../../frame/types';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86400000;

/** Points of a step line in a box of `width` by `height`; '' where nothing moved. Time is proportional; options stand in the case's order. */
export function steps(issue: Issue, moves: readonly Move[], from: string, to: string, width: number, height: number): string {
  const place = (ends: Move['to']): number => {
    const found = ends.filter((e) => e.stance === 'accepts' || e.stance === 'accepts_if').map((e) => issue.options.findIndex((o) => o.id === e.option)).filter((n) => n >= 0);
    return found.length ? found.reduce((sum, n) => sum + n, 0) / found.length : issue.options.length;   // the middle of what is accepted; the foot: nothing
  };
  const sorted = moves.filter((m) => m.date && m.date <= to).sort((a, b) => (a.date < b.date ? -1 : 1));
  const span = day(to) - day(from);
  if (!sorted.length || !(span > 0)) return '';
  const y = (n: number): string => (1 + ((height - 2) * n) / Math.max(issue.options.length, 1)).toFixed(1);
  const points = [`0,${y(place(sorted[0]?.from ?? []))}`];
  let now = place(sorted[0]?.from ?? []);
  for (const move of sorted) {
    const x = Math.max(0, Math.min(width, (width * (day(move.date) - day(from))) / span)).toFixed(1);
    points.push(`${x},${y(now)}`);
    now = place(move.to);
    points.push(`${x},${y(now)}`);
  }
  points.push(`${width},${y(now)}`);
  return points.join(' ');
}
