// What the server sends (docs/api.md) and what a view gets from the frame.
import type { ComponentType } from 'preact';

export type Lang = 'en' | 'zh';
export interface Both { en: string; zh: string }

export interface Party { id: string; name: Both; signs: boolean; includes?: string[]; states?: Record<string, Both> }
export interface Option { id: string; name: Both }
export interface Issue { id: string; name: Both; ordered: boolean; options: Option[]; main_option?: string | null; none_option?: string | null }
export interface Quote {
  record: string; text: string; words: string; speaker: string; speaker_party: string; via: string[]; relays?: string[];
  outlet: string; doc: string; document: string; date: string | null; first_hand: boolean; told_by_narrator?: boolean;
  char_start: number; char_end: number;
}
export interface RedLine {
  id: string; party: string; issues: string[]; rule: string; words: Both; since: string | null; first_hand: boolean;
  via: string[]; source: string; note?: string; evidence: string[]; quotes?: Quote[];
}
export interface DraftHead { id: string; title: Both; date: string | null; by: Both; parent: string | null }
export interface Watched { on: string | null; words: Both; source_note?: string }
export interface CaseInfo {
  id: string; title: Both; no_case: boolean; parties: Party[]; issues: Issue[]; red_lines: RedLine[]; drafts: DraftHead[];
  gates: unknown[]; promises: unknown[]; watch: Watched[];
  /** Names in Chinese of speakers, relays, who met, places; states that are no party of the case by their ids. */
  names?: Record<string, Both>;
  /** Who is A and B of the hold model, where the case says. */
  sides?: { A?: string; B?: string };
  has: { stability: boolean; ratify: boolean; hold: boolean; scores: boolean; drafts: boolean };
  days: { day: string; records: number }[]; outlets: { id: string; name: Both; documents: number; records: number }[];
  languages: { id: string; documents: number }[]; stale_after_days: number;
}
export interface Stance {
  party: string; issue: string; option: string; stance: 'accepts' | 'accepts_if' | 'rejects' | 'silent'; condition: string | null;
  since: string | null; first_hand: boolean; told_by_narrator?: boolean; via: string[]; source: string; evidence: string[]; rule?: string;
  note?: string; stale?: boolean; evidence_total?: number;
}
export interface Move { party: string; issue: string; from: MoveEnd[]; to: MoveEnd[]; date: string; first_hand?: boolean; evidence: string[]; evidence_from?: string[] }
export interface MoveEnd { option: string; stance: string; condition: string | null }
export interface Rec {
  id: string; doc: string; document: string; kind: string; text: string; words?: string; char_start: number; char_end: number;
  byte_start: number; byte_end: number; speaker: string; speaker_party: string; via: string[]; relays?: string[]; verb: string | null;
  issue: string | null; issues_other?: string[]; stance: string | null; stance_if: string | null; date: string | null; date_basis: string | null;
  date_inferred?: boolean; negated: boolean; hedge: string | null; quote_type: string | null; participants: string[]; location: string | null; due: string | null;
  rule: string; confidence: number; review: string; outlet?: string; first_hand?: boolean; said_on?: string | null; published?: string | null;
  title?: string; version?: number; citation?: string; language?: string; speaker_text?: string | null; told_by_narrator?: boolean;
  speaker_span?: [number, number] | null; verb_span?: [number, number] | null; stance_if_span?: [number, number] | null;
}
export interface Status {
  state: 'ready' | 'loading' | 'failed'; progress?: { what: string; done: number; total: number }; version: number | string; program?: string;
  case?: string; documents?: number; records?: number; unread?: { doc: string; sentence: string }[]; offline?: boolean; sentence?: string;
}

/** The part of the address every view shares. Empty string or undefined: not set. */
export interface Shared {
  as_of?: string; since?: string; languages?: string; outlets?: string; without_outlets?: string; provenance?: string; min_confidence?: string;
}

/** `notes` are words that are no record's: an analyst's reason, a red line's wording. They are not in the address. */
export interface Evidence { title: string; ids: string[]; quotes?: Quote[]; notes?: { head: string; text: string }[] }
export interface Edit {
  records: string[]; versions: number[]; action: 'accept' | 'reject' | 'set' | 'span' | 'split' | 'merge';
  fields?: Record<string, string>; span?: { char_start: number; char_end: number }; cuts?: number[]; reason?: string;
}
export interface EditAnswer { made: number[]; records: Rec[]; version: number | string }

/** What a view gets. One object, made anew whenever something in it changed. */
export interface App {
  lang: Lang;
  caseInfo: CaseInfo;
  state: Shared;
  /** This view's own part of the address. */
  params: Record<string, string>;
  /** Changes it; null or '' removes a key. `replace` leaves no step in the browser's history. */
  setParams(patch: Record<string, string | null>, options?: { replace?: boolean }): void;
  setState(patch: Partial<Shared>, options?: { replace?: boolean }): void;
  /** Address of a view with params, for links; keeps the shared part. */
  href(view: string, params?: Record<string, string>, shared?: Partial<Shared>): string;
  /** The filters and dates of the moment as `as_of=..&lang=..`, ready to stand behind ? or &. */
  query(): string;
  /** Changes with every edit: put it in the dependencies of what must be fetched again. */
  version: string;
  get<T>(path: string, options?: { signal?: AbortSignal }): Promise<T>;
  post<T>(path: string, body: unknown, options?: { signal?: AbortSignal }): Promise<T>;
  del(path: string): Promise<void>;
  /** POST reviews, with undo offered in the status line. Throws ApiError; code 'conflict' carries theirs. */
  edit(edit: Edit): Promise<EditAnswer>;
  undo(): Promise<void>;
  /** Opens the drawer; it stays open until the reader closes it. */
  showEvidence(evidence: Evidence, options?: { replace?: boolean }): void;
  t(key: string, values?: Record<string, string | number>): string;
  both(value: Both | undefined | null): string;
  name(kind: 'party' | 'issue' | 'option' | 'language', id: string, issue?: string): string;
  /** Says it to a screen reader and in the status line. */
  announce(text: string): void;
}

export interface View {
  id: string;
  name: Both;
  /** Order and heading in the rail. */
  group: 'today' | 'positions' | 'settlement' | 'after' | 'write';
  Component: ComponentType<{ app: App }>;
  /** False: the view is not offered for this case. */
  offered?(info: CaseInfo): boolean;
  /** Words the command bar also finds it by. */
  alias?: string[];
  /** Its own keys, for the list of keys. */
  keys?: { key: string; does: Both }[];
}
