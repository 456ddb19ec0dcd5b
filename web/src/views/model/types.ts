// The shapes of the JSON that these views read (docs/api.md). Only what is shown is named; keys may be added by the server.

/** A count: a number, or a decimal string above 2^53. */
export type Count = number | string;
export type { Both, Lang, Quote, Party, Option, Issue, DraftHead, CaseInfo } from '../../frame/types';
import type { Both, RedLine as PlainLine } from '../../frame/types';
/** `proved` or `limit_reached`. */
export type Verdict = string;

/** A red line; one that only the report's own voice tells of is marked. */
export type RedLine = PlainLine & { told_by_narrator?: boolean; opens_alone?: Count };
export interface Zone {
  open: { passing: Count; of: Count; at_most?: Count }; strict: { passing: Count; of: Count; at_most?: Count }; verdict: Verdict;
}
export type Settlement = Record<string, string>;
export interface Opening {
  relax: string[]; movers: string[]; opens: Count; of?: Count; witness?: Settlement; still_binding?: string[];
  still_silent?: string[]; strict_opens?: Count; opens_verdict?: Verdict;
}
export interface Effect { line: string; party: string; opens: Count; removes: Count; verdict: Verdict }
export interface SettleAnswer {
  zone: Zone; clashes: string[][]; openings: Opening[]; red_lines?: RedLine[]; lines?: RedLine[]; effects?: Effect[];
  clashes_verdict?: Verdict; openings_verdict?: Verdict; passing?: Settlement[]; as_of?: string;
  cheapest?: { relax: string[]; movers: string[]; opens: Count };
  traded_together?: { pairs: unknown[]; released: string[]; verdict: Verdict };
}
export interface WhatIfLine { id: string; party: string; in_force: boolean; is_added: boolean }
export interface WhatIf {
  zone: Zone; clashes: string[][]; openings: Opening[]; lines: WhatIfLine[]; passing: Settlement[]; blocked_by?: string[]; ms?: number;
  clashes_verdict?: Verdict | undefined; openings_verdict?: Verdict | undefined; openings_known?: number;
}

export type Standing = 'accepted' | 'conditional' | 'rejected' | 'open' | 'silent' | 'unknown';
export interface Clause { options: string[]; rows: number[]; standing: Record<string, Standing> }
export interface DraftRow {
  row: number; number: number | null; title: Both; settles: Record<string, string[]>; standing: Record<string, Standing>;
  accepted_by_all: boolean; evidence: string[]; source?: string; from: { draft: string; point?: number | null } | null;
}
export interface Hit { rows: number[]; points: (number | null)[]; red_line: string; party: string; only_option: unknown; evidence: string[] }
export interface Completion {
  relax: string[]; exists: boolean; changed: number | null; of: number; settlements: Count;
  ways: { change: number[]; settlement: Settlement }[];
}
export interface Draft {
  id: string; title: Both; date: string | null; by: Both; parent: string | null; source: string; points: number; known: number;
  accepted_by_all: { accepted: number; accepted_or_if: number; of: number }; accepted_by: Record<string, number>;
  clauses: Record<string, Clause>; rows: DraftRow[]; hits: Hit[]; completions: Completion[]; evidence: string[];
}
export type Turn = 'better' | 'worse' | 'same' | 'not_known';
export interface DraftChange {
  from: string; to: string; kept: number; clauses: { issue: string; was: string[] | null; now: string[] | null; for: Record<string, Turn> }[];
  new_hits: string[]; gone_hits: string[];
}
export interface DraftAnswer {
  drafts: Draft[]; draft_changes: DraftChange[]; red_lines: RedLine[]; later_drafts: string[]; zone: Zone; quotations?: { id: string }[];
}

/** `told`: in the report's own voice, so neither first hand nor passed on by a named other. */
export type Provenance = 'first_hand' | 'relayed' | 'told';
export interface RelayArc { party: string; speaker: string; relays: string[]; outlet: string; count: number; records: string[]; provenance?: Provenance }
export interface RelayShare {
  party: string; records: number; first_hand: number; relayed: number; narrated: number;
  only_relayed_cells: { issue: string; option?: string; via: string[] }[];
}
export interface RelayAnswer { arcs: RelayArc[]; shares: RelayShare[] }

export interface Contact {
  records: string[]; parties: string[]; participants: string[]; state: 'held' | 'planned' | 'denied'; was_planned?: boolean;
  date: { first: string | null; last: string | null } | string | null; location?: string; channel?: string; text?: string;
}
export interface Pair { a: string; b: string; held: number; planned: number; denied: number; last: string | null; days_since?: number | null }
export interface ContactAnswer { contacts: Contact[]; pairs: Pair[] }

export interface StabilityAnswer {
  title: string; title_zh?: string; citation: string; source_seen: boolean; status_quo?: number | null; state_count: number; verdict: Verdict;
  decision_makers: { name: string; options: { name: string; name_zh?: string; direction: string }[] }[];
  states: { id: number; yn: string; label?: string; label_zh?: string }[];
  equilibria: Record<string, number[]>; stable: Record<string, Record<string, number[]>>;
}

export interface Institution {
  id: string; correlated: number; independent: number; expected: number; votes: number; need: string; gate: string; source: string;
}
export interface RatifyAnswer {
  institutions: Institution[]; all: { product: number; at_most: number; at_least: number }; binding: string;
  clauses: { id?: string; issue?: string; option?: string; gate?: string; change?: number }[];
  win_set?: { tau: number; passing: number; of: number; best: number; best_settlement: Settlement } | null;
}

export interface Assumption { name: string; value: number | string | null; origin: string; kind: string; meaning: string; basis: string }
export interface Band { draws: number; years: number[]; p05: number[]; p25?: number[]; p50: number[]; p75?: number[]; p95: number[] }
export interface HoldAnswer {
  S1: number; S2: number; S5: number; S10: number; rmst10: number; band: Band; assumptions: Assumption[];
  first_to_break: { A: number; B: number; accident: number };
  S10_with_sunset_in_year_5?: number; why?: { against: string; S5_bare: number; log_rate: Record<string, number> };
}
export interface Lint { kind: string; where: string; what: string }
