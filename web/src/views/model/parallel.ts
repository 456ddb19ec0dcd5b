// Parallel coordinates of settlements: which issues get an axis, where a line runs. Pure.
import type { CaseInfo, Settlement } from './types';

export interface Axis { issue: string; options: string[] }

/** Issues on which the settlements differ, each with all its options in the case's order. Those on which all agree say nothing here. */
export function axesOf(c: CaseInfo, list: Settlement[]): Axis[] {
  return c.issues.filter((i) => new Set(list.map((s) => s[i.id] ?? '')).size > 1).map((i) => ({ issue: i.id, options: i.options.map((o) => o.id) }));
}

/** Where an issue is left out (any option will do) the line runs along the foot of the axis. */
export function lineOf(axes: Axis[], s: Settlement): string {
  return axes.map((a, k) => {
    const n = a.options.indexOf(s[a.issue] ?? '');
    return `${75 + k * 150},${44 + (n < 0 ? a.options.length : n) * 34}`;
  }).join(' ');
}
