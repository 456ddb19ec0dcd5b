// Cuts a block of a report into pieces, each with the records that lie over it. Offsets are code points of the decoded text;
// JavaScript counts otherwise, so everything here works on arrays of code points. Pure; tests in test/pieces.test.ts.
import type { Rec } from '../../frame/types';

export interface Run { c0: number; c1: number; t: string }
export interface Block { role: string; is_article: boolean; char_start: number; char_end: number; language: string; continues?: unknown; runs: Run[]; why?: string }
export interface Piece { text: string; from: number; to: number; records: string[]; part: '' | 'speaker' | 'verb' | 'condition' }

interface Over { from: number; to: number; id: string }

/** `chosen` also has its speaker, verb and condition marked. A run whose text is longer or shorter than its span is never cut. */
export function piecesOf(block: Block, records: readonly Rec[], chosen?: Rec): Piece[] {
  const over: Over[] = records.filter((one) => one.char_end > block.char_start && one.char_start < block.char_end).map((one) => ({ from: one.char_start, to: one.char_end, id: one.id }));
  const parts = chosen ? ([['speaker', chosen.speaker_span], ['verb', chosen.verb_span], ['condition', chosen.stance_if_span]] as const)
    .flatMap(([part, span]) => (span ? [{ part, from: span[0], to: span[1] }] : [])) : [];
  const cuts = [...new Set([...over, ...parts].flatMap((one) => [one.from, one.to]))].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let next = 0;
  for (const run of block.runs) {
    const points = Array.from(run.t);
    const whole = points.length !== run.c1 - run.c0;
    while (next > 0 && (cuts[next - 1] ?? 0) > run.c0) next--;
    while (next < cuts.length && (cuts[next] as number) <= run.c0) next++;
    let from = run.c0;
    while (from < run.c1) {
      const cut = whole ? undefined : cuts[next];
      const to = cut !== undefined && cut < run.c1 ? cut : run.c1;
      if (to === cut) next++;
      const text = whole ? run.t : points.slice(from - run.c0, to - run.c0).join('');
      const ids = over.filter((one) => one.from < to && one.to > from).sort((a, b) => (a.to - a.from) - (b.to - b.from)).map((one) => one.id);
      const part = parts.find((one) => one.from < to && one.to > from)?.part ?? '';
      const last = pieces[pieces.length - 1];
      if (last && last.part === part && last.records.join() === ids.join()) { last.text += text; last.to = to; } else pieces.push({ text, from, to, records: ids, part });
      from = to;
    }
  }
  return pieces;
}

/** Where a caret at `units` UTF-16 units into a record's shown words lies in the report; undefined where the words hide references. */
export function cutAt(record: Pick<Rec, 'char_start' | 'char_end'>, words: string, units: number): number | undefined {
  if (Array.from(words).length !== record.char_end - record.char_start) return undefined;
  const at = record.char_start + Array.from(words.slice(0, units)).length;
  return at > record.char_start && at < record.char_end ? at : undefined;
}

export const inReadingOrder = (records: readonly Rec[]): Rec[] => [...records].sort((a, b) => a.char_start - b.char_start || a.char_end - b.char_end || (a.id < b.id ? -1 : 1));
