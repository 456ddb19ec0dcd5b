// Who speaks for whom: chains speaker -> relays -> outlet as arcs over one line of names. No force layout: the same input, the same picture.
import type { Provenance, RelayAnswer, RelayArc, RelayShare } from './types';

/** How an arc is known; where the server does not say, from whether somebody passed it on. */
export function provenanceOf(a: RelayArc): Provenance {
  return a.provenance ?? (a.relays.length > 0 ? 'relayed' : 'first_hand');
}

export interface Chain { key: string; party: string; names: string[]; outlets: string[]; count: number; records: string[]; known: Provenance }

/** Arcs with the same speaker and relays are one chain, whatever outlets print it; most quotations first. */
export function chains(arcs: RelayArc[]): Chain[] {
  const by = new Map<string, Chain>();
  for (const a of arcs) {
    const names = [a.speaker, ...a.relays];
    const known = provenanceOf(a);
    const key = `${a.party}|${names.join('>')}|${known}`;
    const c = by.get(key) ?? { key, party: a.party, names, outlets: [], count: 0, records: [], known };
    c.count += a.count;
    c.records.push(...a.records);
    if (!c.outlets.includes(a.outlet)) c.outlets.push(a.outlet);
    by.set(key, c);
  }
  for (const c of by.values()) c.outlets.sort();
  return [...by.values()].sort((x, y) => y.count - x.count || (x.key < y.key ? -1 : 1));
}

export interface Node { id: string; column: 0 | 1 | 2; label: string; party: string; count: number; y: number; height: number }
export interface Arc { from: string; to: string; width: number; count: number; known: Provenance; party: string; records: string[]; path: string; label: string }
export interface Picture { nodes: Node[]; arcs: Arc[]; width: number; height: number; left_out: number }

const ROW = 34;
const MOST = 14;

/**
 * Three columns: whose position (party), who passed it on (or "said it itself"), which outlet. Width of an arc = quotations, at least a
 * hair. Chains beyond the largest `most` are left out of the picture, not of the table, and counted.
 */
export function layout(arcs: RelayArc[], direct: string, told: string, most = MOST): Picture {
  const columns: [Map<string, Node>, Map<string, Node>, Map<string, Node>] = [new Map(), new Map(), new Map()];
  const sorted = [...arcs].sort((a, b) => b.count - a.count || (key(a) < key(b) ? -1 : 1));
  const joined = new Map<string, Arc>();
  let leftOut = 0;
  const place = (column: 0 | 1 | 2, id: string, label: string, party: string, count: number): boolean => {
    const map = columns[column];
    const n = map.get(id);
    if (n) n.count += count;
    else if (map.size >= most) return false;
    else map.set(id, { id: `${column}:${id}`, column, label, party, count, y: 0, height: 0 });
    return true;
  };
  for (const a of sorted) {
    const relay = a.relays.length > 0 ? a.relays.join(' \u2192 ') : provenanceOf(a) === 'told' ? told : direct;
    const full = [a.party, relay, a.outlet].some((id, k) => !(columns[k as 0 | 1 | 2].has(id)) && columns[k as 0 | 1 | 2].size >= most);
    if (full) { leftOut += a.count; continue; }
    place(0, a.party, a.party, a.party, a.count);
    place(1, relay, relay, a.relays.length > 0 ? '' : a.party, a.count);
    place(2, a.outlet, a.outlet, '', a.count);
    join(joined, `0:${a.party}`, `1:${relay}`, a, `${a.party}`);
    join(joined, `1:${relay}`, `2:${a.outlet}`, a, '');
  }
  return draw(columns, [...joined.values()], leftOut);
}

function key(a: RelayArc): string {
  return `${a.party}|${a.relays.join('>')}|${a.outlet}`;
}

function join(all: Map<string, Arc>, from: string, to: string, a: RelayArc, party: string): void {
  const known = provenanceOf(a);
  const k = `${from}|${to}|${known}`;
  const arc = all.get(k) ?? { from, to, width: 0, count: 0, known, party, records: [], path: '', label: '' };
  arc.count += a.count;
  arc.records.push(...a.records);
  all.set(k, arc);
}

function draw(columns: [Map<string, Node>, Map<string, Node>, Map<string, Node>], arcs: Arc[], leftOut: number): Picture {
  const rows = Math.max(...columns.map((c) => c.size), 1);
  const height = rows * ROW + 12;
  const width = 760;
  const xs = [0, width / 2 - 90, width - 180];
  const nodes: Node[] = [];
  columns.forEach((column) => {
    const list = [...column.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
    const gap = height / Math.max(list.length, 1);
    list.forEach((n, k) => { n.y = gap * (k + 0.5); n.height = ROW - 8; nodes.push(n); });
  });
  const most = arcs.reduce((m, a) => Math.max(m, a.count), 1);
  const at = new Map(nodes.map((n) => [n.id, n]));
  for (const a of arcs) {
    const f = at.get(a.from);
    const t = at.get(a.to);
    if (!f || !t) continue;
    a.width = 1 + (13 * a.count) / most;
    const x0 = (xs[f.column] ?? 0) + 180;
    const x1 = xs[t.column] ?? 0;
    const mid = (x0 + x1) / 2;
    a.path = `M${x0} ${r(f.y)}C${mid} ${r(f.y)} ${mid} ${r(t.y)} ${x1} ${r(t.y)}`;
    a.label = `${f.label} \u2192 ${t.label}: ${a.count}`;
  }
  arcs.sort((x, y) => y.count - x.count || (x.label < y.label ? -1 : 1));
  return { nodes, arcs, width, height, left_out: leftOut };
}

function r(x: number): string {
  return x.toFixed(1);
}

export interface ShareRow extends RelayShare { onlyRelayed: number }

/** Parties with records, those most known through others first; the rest (no record at all) by name, so silence is on the page. */
export function shareRows(a: RelayAnswer, parties: string[]): ShareRow[] {
  const rows = a.shares.map((s) => ({ ...s, onlyRelayed: s.only_relayed_cells.length }));
  for (const p of parties) {
    if (!rows.some((x) => x.party === p)) rows.push({ party: p, records: 0, first_hand: 0, relayed: 0, narrated: 0, only_relayed_cells: [], onlyRelayed: 0 });
  }
  return rows.filter((x) => parties.includes(x.party) || x.records > 0)
    .sort((x, y) => y.onlyRelayed - x.onlyRelayed || y.relayed - x.relayed || (x.party < y.party ? -1 : 1));
}

export function barParts(s: { records: number; first_hand: number; relayed: number; narrated: number }): { kind: 'first_hand' | 'relayed' | 'narrated'; part: number; count: number }[] {
  const n = Math.max(s.first_hand + s.relayed + s.narrated, 1);
  return [
    { kind: 'first_hand', part: s.first_hand / n, count: s.first_hand },
    { kind: 'relayed', part: s.relayed / n, count: s.relayed },
    { kind: 'narrated', part: s.narrated / n, count: s.narrated },
  ];
}
