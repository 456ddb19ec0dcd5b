// What all of these views share: loading, figures with their denominator, quotations, tags that say how something is known.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sentenceOf } from '../frame/errors';
import { calledName, chainNames, outletName } from '../frame/names';
import type { App, Quote } from '../frame/types';
import { knownHow, type Known } from './model/settle';
import { grouped } from './model/format';
import type { Count, RedLine } from './model/types';
import words from './words.json';

const table = words as unknown as Record<string, [string, string]>;

/** A text of these views by its key; {name} is replaced. A key that is missing shows itself: the unit test finds it first. */
export function w(app: { lang: string }, key: string, values: Record<string, string | number> = {}): string {
  const pair = table[key];
  const text = pair ? (app.lang === 'zh' ? pair[1] : pair[0]) : key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export interface Loaded<T> { data: T | null; error: Error | null; loading: boolean; again(): void }

/** GET, newest wins; what was there stays on the page while the next answer is on its way. `path` null: nothing is asked. */
export function useLoad<T>(app: App, path: string | null): Loaded<T> {
  const [state, set] = useState<{ data: T | null; error: Error | null; loading: boolean }>({ data: null, error: null, loading: path !== null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === null) { set({ data: null, error: null, loading: false }); return undefined; }
    const stop = new AbortController();
    set((s) => ({ ...s, loading: true }));
    app.get<T>(path, { signal: stop.signal })
      .then((data) => { if (!stop.signal.aborted) set({ data, error: null, loading: false }); })
      .catch((error: Error) => { if (!stop.signal.aborted) set((s) => ({ data: s.data, error, loading: false })); });
    return () => stop.abort();
  }, [path, app.version, turn]);
  return { ...state, again: () => setTurn((n) => n + 1) };
}

export function withQuery(app: App, path: string, more: Record<string, string | string[] | undefined> = {}): string {
  const q = new URLSearchParams(app.query());
  for (const [k, v] of Object.entries(more)) {
    if (Array.isArray(v)) v.forEach((x) => q.append(k, x));
    else if (v) q.set(k, v);
  }
  const text = q.toString();
  return text ? `${path}?${text}` : path;
}

export function Page(props: { app: App; id: string; title: string; lead?: ComponentChildren; actions?: ComponentChildren; children: ComponentChildren }): JSX.Element {
  return (
    <article class="v-page" aria-labelledby={`v-${props.id}`}>
      <header class="v-head">
        <div>
          <h1 id={`v-${props.id}`}>{props.title}</h1>
          {props.lead ? <p class="v-lead">{props.lead}</p> : null}
        </div>
        {props.actions ? <div class="v-actions">{props.actions}</div> : null}
      </header>
      {props.children}
    </article>
  );
}

export function Section(props: { title: string; note?: ComponentChildren; children: ComponentChildren; class?: string; id?: string }): JSX.Element {
  return (
    <section class={`v-section ${props.class ?? ''}`} id={props.id}>
      <h2>{props.title}</h2>
      {props.note ? <p class="v-note">{props.note}</p> : null}
      {props.children}
    </section>
  );
}

/** Loading, failed, or the children. While newer data is on its way the old stays, marked busy. */
export function Wait<T>(props: { app: App; load: Loaded<T>; children: (data: T) => ComponentChildren }): JSX.Element {
  const { app, load } = props;
  if (load.data !== null) {
    return (
      <div aria-busy={load.loading} class={load.loading ? 'v-busy' : ''}>
        {load.error ? <Failed app={app} error={load.error} again={load.again} /> : null}
        {props.children(load.data)}
      </div>
    );
  }
  if (load.error) return <Failed app={app} error={load.error} again={load.again} />;
  return <p class="v-wait waiting" role="status">{w(app, 'loading')}</p>;
}

export function Failed(props: { app: App; error: Error; again?: () => void }): JSX.Element {
  const place = (props.error as { place?: string }).place;
  return (
    <div class="v-failed" role="alert">
      <p>{sentenceOf(props.app.lang as 'en' | 'zh', props.error)}{place ? ` (${place})` : ''}</p>
      {props.again ? <button type="button" class="v-btn" onClick={props.again}>{w(props.app, 'again')}</button> : null}
    </div>
  );
}

/** Nothing found is an answer: it says what was searched, up to when. */
export function Nothing(props: { app: App; children: ComponentChildren }): JSX.Element {
  const { app } = props;
  const days = app.caseInfo.days ?? [];
  const upTo = app.state.as_of || days[days.length - 1]?.day || '';
  const records = days.reduce((n, d) => n + (upTo && d.day > upTo ? 0 : d.records), 0);
  return (
    <div class="v-nothing">
      <p>{props.children}</p>
      <p class="v-small">{w(app, 'searched', { records: grouped(records), day: upTo || w(app, 'no_day') })}{filterNote(app)}</p>
    </div>
  );
}

export function filterNote(app: App): string {
  const { as_of: _a, since: _s, ...rest } = app.state as Record<string, string | undefined>;
  return Object.values(rest).some(Boolean) ? ` ${w(app, 'filters_on')}` : '';
}

/** "k of N": a figure never stands without what it is of. */
export function KofN(props: { app: App; k: Count; n: Count; least?: boolean }): JSX.Element {
  const text = w(props.app, props.least ? 'k_of_n_least' : 'k_of_n', { k: grouped(props.k), n: grouped(props.n) });
  return <span class="v-kofn">{text}</span>;
}

const SIGN: Record<Known, string> = { first_hand: '\u25a0', relayed: '\u25a1', set: '\u2021', narrated: '\u25a4' };

/** How it is known, by sign and word, never by colour alone. */
export function KnownTag(props: { app: App; line: RedLine }): JSX.Element {
  const how = knownHow(props.line);
  const via = props.line.via?.length ? ` ${w(props.app, 'via', { chain: chainNames(props.app, props.line.via) })}` : '';
  return <span class={`v-tag v-known-${how}`}><span aria-hidden="true">{SIGN[how]} </span>{w(props.app, `known_${how}`)}{via}</span>;
}

const latin = /^[\u0000-\u024f\u2000-\u206f\u20a0-\u20bf]*$/;
/** zh for words with Han characters, en otherwise: for fonts, line breaks and screen readers. */
export function langOf(text: string): string {
  return latin.test(text) ? 'en' : 'zh';
}

/** A quotation, original words first. Relayed words stand in a dashed frame and name the chain. */
export function QuoteCard(props: { app: App; quote: Quote }): JSX.Element {
  const { app, quote } = props;
  const words_ = quote.words || quote.text;
  const chain = quote.relays ?? quote.via ?? [];
  return (
    <figure class={`v-quote ${quote.first_hand ? '' : 'v-quote-relayed'}`}>
      <blockquote lang={langOf(words_)}>{words_}</blockquote>
      <figcaption>
        <b>{quote.speaker ? calledName(app, quote.speaker) : app.name('party', quote.speaker_party)}</b>
        {chain.length ? <span class="v-tag v-known-relayed"><span aria-hidden="true">{SIGN.relayed} </span>{w(app, 'via', { chain: chainNames(app, chain) })}</span> : null}
        <span class="v-small"> {[quote.outlet ? outletName(app, quote.outlet) : '', quote.date ?? w(app, 'undated')].filter(Boolean).join(' \u00b7 ')}</span>
        <EvidenceButton app={app} ids={[quote.record]} title={calledName(app, quote.speaker)} label={w(app, 'in_drawer')} />
      </figcaption>
    </figure>
  );
}

/** Opens the drawer with the sentences behind a figure. Without any it says so instead of hiding. */
export function EvidenceButton(props: { app: App; ids: string[]; title: string; label?: string; quotes?: Quote[] }): JSX.Element {
  const { app, ids } = props;
  if (ids.length === 0) return <span class="v-small v-noquote">{w(app, 'no_quote')}</span>;
  return (
    <button type="button" class="v-evidence" onClick={() => app.showEvidence({ title: props.title, ids, ...(props.quotes ? { quotes: props.quotes } : {}) })}>
      {props.label ?? w(app, ids.length === 1 ? 'one_quote' : 'n_quotes', { n: ids.length })}
      <span class="v-hidden"> {props.title}</span>
    </button>
  );
}

/** A horizontal bar whose length is a share of the longest; the figure stands beside it, the bar is decoration to a screen reader. */
export function Bar(props: { length: number; kind?: string }): JSX.Element {
  const n = Math.max(0, Math.min(1, props.length));
  return (
    <svg class={`v-bar v-bar-${props.kind ?? 'plain'}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="v-bar-track" x="0" y="0" width="100" height="8" />
      <rect class="v-bar-fill" x="0" y="0" width={n > 0 ? Math.max(n * 100, 0.8) : 0} height="8" />
    </svg>
  );
}

/** A table that may be wider than the page scrolls in a frame of its own, reachable by keyboard. */
export function Scroll(props: { label: string; children: ComponentChildren }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {   // on a narrow page a row stands as a block, and each cell says which column it was; locks are laid out otherwise
    for (const table of box.current?.querySelectorAll<HTMLTableElement>('table:not(.v-locks)') ?? []) {
      const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((one) => one.textContent ?? '');
      for (const cell of table.querySelectorAll<HTMLTableCellElement>('tbody > tr > td')) {
        const label = heads[cell.cellIndex] ?? '';
        if (cell.dataset['label'] !== label) cell.dataset['label'] = label;
      }
    }
  });
  return <div class="v-scroll" ref={box} role="region" aria-label={props.label} tabIndex={0}>{props.children}</div>;
}

/** Details that are drawn when they are first opened. */
export function More(props: { summary: ComponentChildren; children: () => ComponentChildren }): JSX.Element {
  const [was, open] = useState(false);
  return <details onToggle={(e) => { if (e.currentTarget.open) open(true); }}><summary>{props.summary}</summary>{was ? props.children() : null}</details>;
}

/** Saves text that is on the page as a file, from the browser, without a request. */
export function saveText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const a = document.createElement('a');
  a.href = url;
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The last day the page knows of: the one asked for, else the last day with a record. */
export function asOf(app: App): string {
  return app.state.as_of || app.caseInfo.days?.[app.caseInfo.days.length - 1]?.day || '';
}

export interface Job<R = unknown, P = unknown> {
  state: 'idle' | 'running' | 'done' | 'failed' | 'cancelled'; progress?: { what: string; done: number; total: number }; partial?: P | null; result?: R | null;
  error?: { code: string; sentence: string };
}

/** Long work: started, watched by server-sent events, cancelled on request and when the view is left. The last one started wins. */
export function useJob<R = unknown, P = unknown>(app: App): { job: Job<R, P>; start(what: string, query: Record<string, unknown>, more?: Record<string, unknown>): void; cancel(): void } {
  const [job, set] = useState<Job<R, P>>({ state: 'idle' });
  const live = useRef<{ id: string; source: EventSource } | null>(null);
  const turn = useRef(0);
  const end = (id: string): void => { app.del(`jobs/${id}`).catch(() => undefined); };
  const stop = (): void => {
    turn.current += 1;
    const l = live.current;
    live.current = null;
    if (l) { l.source.close(); end(l.id); }
  };
  useEffect(() => stop, []);
  const start = (what: string, query: Record<string, unknown>, more: Record<string, unknown> = {}): void => {
    stop();
    const own = turn.current;
    set({ state: 'running' });
    app.post<{ id: string }>('jobs', { what, query, ...more }).then(({ id }) => {
      if (own !== turn.current) { end(id); return; }   // given up before it had a number
      const source = new EventSource(`/api/v1/jobs/${encodeURIComponent(id)}/events`);
      live.current = { id, source };
      const take = (e: MessageEvent): void => { if (own === turn.current) set((j) => ({ ...j, ...(JSON.parse(e.data as string) as Job<R, P>) })); };
      source.addEventListener('progress', take as EventListener);
      source.addEventListener('done', (e) => { take(e as MessageEvent); source.close(); live.current = null; });
    }).catch((e: Error & { code?: string }) => { if (own === turn.current) set({ state: 'failed', error: { code: e.code ?? 'other', sentence: e.message } }); });
  };
  return { job, start, cancel: () => { stop(); set((j) => ({ ...j, state: 'cancelled' })); } };
}

/** What a query string asks, as the fields of a job. */
export function asFields(query: string): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(query)) {
    const had = out[key];
    out[key] = had === undefined ? value : [...(Array.isArray(had) ? had : [had]), value];
  }
  return out;
}

/** How far long work is: its step, what is counted so far, a way to stop it. */
export function JobNote(props: { app: App; job: Job; children?: ComponentChildren; onCancel(): void }): JSX.Element | null {
  const { app, job } = props;
  if (job.state === 'failed') return <p class="v-failed" role="alert">{sentenceOf(app.lang, { message: job.error?.sentence ?? '', code: job.error?.code ?? 'other' })}</p>;
  if (job.state === 'cancelled') return <p class="v-small" role="status">{w(app, 'job_stopped')}</p>;
  if (job.state !== 'running') return null;
  const p = job.progress;
  const step = p?.what ? w(app, `job_${p.what.replace(/ /g, '_')}`) : w(app, 'counting');
  return (
    <div class="v-job" role="status">
      <span>{step.startsWith('job_') ? p?.what : step}{p && p.total > 0 ? ` ${w(app, 'k_of_n', { k: grouped(p.done), n: grouped(p.total) })}` : ''} </span>
      <progress aria-label={w(app, 'counting')} {...(p && p.total > 0 ? { value: p.done, max: p.total } : {})} />
      {props.children}
      <button type="button" class="v-btn" onClick={props.onCancel}>{w(app, 'cancel')}</button>
    </div>
  );
}

export function useMap<T extends { id: string }>(list: T[] | undefined): Map<string, T> {
  return useMemo(() => new Map((list ?? []).map((x) => [x.id, x])), [list]);
}
