// Geometry of the ladder in days and lanes, before any pixel. Pure functions; tests in test/lanes.test.ts.
export type Value = 'accepts' | 'accepts_if' | 'rejects' | 'silent';
export interface Step { from: string | null; until: string | null; values: Record<string, string> }
/** One quotation on one option. */
export interface Word { record: string; date: string | null; option: string; value?: string; first_hand: boolean; text: string; speaker?: string }
/** One quotation, with all the options it speaks of. */
export interface Dot { record: string; date: string | null; options: string[]; value?: string; first_hand: boolean; text: string; party: string }
export interface LadderParty { party: string; steps: Step[]; dots: Word[]; red_lines: string[] }
export interface Ladder { issue: string; options: string[]; parties: LadderParty[] }

/** Days from the epoch; NaN for no day. A range counts from its first day. */
export const dayNumber = (day: string | null | undefined): number => (day ? Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86400000 : NaN);
export const dayText = (day: number): string => new Date(day * 86400000).toISOString().slice(0, 10);

/** Each quotation once. */
export function dotsOf(party: LadderParty): Dot[] {
  const dots = new Map<string, Dot>();
  for (const word of party.dots) {
    const dot = dots.get(`${word.record} ${word.value ?? ''}`);
    if (dot) { if (!dot.options.includes(word.option)) dot.options.push(word.option); }
    else dots.set(`${word.record} ${word.value ?? ''}`, { record: word.record, date: word.date, options: [word.option], value: word.value, first_hand: word.first_hand, text: word.text, party: party.party });
  }
  return [...dots.values()];
}

export interface Segment { party: string; option: string; value: Value; from: number; until: number; /** Began before the picture does. */ earlier: boolean; since: string | null }

/** The stretches of time over which a party's answer on an option stays the same, cut to [low, high]; silence makes none. */
export function segmentsOf(party: LadderParty, options: readonly string[], low: number, high: number): Segment[] {
  const found: Segment[] = [];
  for (const option of options) {
    let open: Segment | undefined;
    for (const step of party.steps) {
      const start = Number.isNaN(dayNumber(step.from)) ? low : dayNumber(step.from);
      const end = Number.isNaN(dayNumber(step.until)) ? high : dayNumber(step.until);
      const value = (step.values[option] ?? 'silent') as Value;
      if (open && open.value === value && start <= open.until) { open.until = Math.max(open.until, end); continue; }
      if (open) found.push(open);
      open = value === 'silent' ? undefined : { party: party.party, option, value, from: start, until: end, earlier: false, since: step.from };
    }
    if (open) found.push(open);
  }
  return found.filter((one) => one.until >= low && one.from <= high)
    .map((one) => ({ ...one, earlier: one.from < low, from: Math.max(low, one.from), until: Math.min(high, one.until) }));
}

export interface Overlap { option: string; parties: string[]; from: number; until: number }

/** Where two or more of `who` accept the same option, outright or on a condition, and from when to when. */
export function overlaps(segments: readonly Segment[], who: readonly string[]): Overlap[] {
  const found: Overlap[] = [];
  for (const option of new Set(segments.map((one) => one.option))) {
    const yes = segments.filter((one) => one.option === option && (one.value === 'accepts' || one.value === 'accepts_if') && who.includes(one.party));
    const cuts = [...new Set(yes.flatMap((one) => [one.from, one.until]))].sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const from = cuts[i] as number, until = cuts[i + 1] as number;
      const parties = who.filter((party) => yes.some((one) => one.party === party && one.from <= from && one.until >= until));
      const before = found[found.length - 1];
      if (parties.length < 2) continue;
      if (before && before.option === option && before.until === from && before.parties.join() === parties.join()) before.until = until;
      else found.push({ option, parties, from, until });
    }
  }
  return found;
}

/** Overlaps that still stand at the end of the picture. */
export const standing = (all: readonly Overlap[], high: number): Overlap[] => all.filter((one) => one.until >= high);

/** First day of the picture: the earliest dated quotation, or a step, but no more than ten years back; a margin keeps marks off the edge. */
export function extent(ladder: Ladder, as_of: string): [number, number] {
  const high = dayNumber(as_of);
  const quoted = ladder.parties.flatMap((party) => party.dots.map((dot) => dayNumber(dot.date)));
  const stepped = ladder.parties.flatMap((party) => party.steps.map((step) => dayNumber(step.from)));
  const usable = (days: number[]) => days.filter((day) => !Number.isNaN(day) && day <= high && day > high - 3660);
  const days = usable(quoted).length ? usable(quoted) : usable(stepped);
  const low = Math.min(...days, high - 14);
  return [Math.floor(low - Math.max(3, (high - low) * 0.04)), high];
}
