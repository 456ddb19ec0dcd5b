// The settlement explorer: red lines as locks, what passes, why none, what opens, options as a table, pins, drafts.
import type { JSX } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { App, View } from '../frame/types';
import { Still } from '../frame/use';
import { asFields, asOf, Failed, JobNote, KofN, Page, Section, useJob, useLoad, w, Wait, withQuery, type Job } from './kit';
import { grouped, isZero, joinNames, partyName } from './model/format';
import { asList, barredBy, draftAsFix, linesOf, optionTable, packPin, readAsk, strip, toggled, writeFix, writeOwn, type Ask } from './model/settle';
import type { DraftAnswer, SettleAnswer, Settlement, WhatIf } from './model/types';
import { Clashes, Openings } from './settlement_gap';
import { Locks } from './settlement_locks';
import { KeptQuestions } from './settlement_kept';
import { OptionTable, Packages, Pins } from './settlement_options';
import { asRedLines, OwnLines } from './settlement_own';
import { Parallel } from './settlement_parallel';

export interface Live { now: WhatIf; counting: boolean; slow: boolean; error: Error | null; ask: Ask; cancel(): void; job: Job<WhatIf, WhatIf>; patient(): void; cancelJob(): void }

/** What a question without any release or choice answers: the first answer, in the shape of the others. */
function asWhatIf(a: SettleAnswer): WhatIf {
  return { zone: a.zone, clashes: a.clashes, openings: a.openings, lines: [], passing: a.passing ?? [], clashes_verdict: a.clashes_verdict, openings_verdict: a.openings_verdict };
}

const isPlain = (ask: Ask): boolean => ask.release.length === 0 && ask.add.length === 0 && Object.keys(ask.fix).length === 0;

/**
 * Every change is painted at once (the lock), then counted by the server. A count that is on its way is cancelled by the next change or
 * by the reader. The time from the change to the painted count is left as a performance measure, `settle-repaint`.
 * Where a limit cut the answer short, `patient` counts on without one, as long work that says how far it is.
 */
function useWhatIf(app: App, first: SettleAnswer, ask: Ask): Live {
  const key = JSON.stringify([ask, app.query(), app.version]);
  const plain = isPlain(ask);
  const [state, set] = useState<{ now: WhatIf; key: string; error: Error | null }>({ now: asWhatIf(first), key: '', error: null });
  const [slow, setSlow] = useState(false);
  const stop = useRef<AbortController | null>(null);
  const { job, start, cancel: cancelJob } = useJob<WhatIf, WhatIf>(app);
  const asked = useRef('');
  useLayoutEffect(() => {   // asked before the lock is painted: the count is under way meanwhile
    const own = new AbortController();
    stop.current = own;
    setSlow(false);
    if (asked.current !== '') { cancelJob(); asked.current = ''; }
    if (plain) { set({ now: asWhatIf(first), key, error: null }); return () => own.abort(); }
    const timer = setTimeout(() => setSlow(true), 250);
    app.post<WhatIf>(withQuery(app, 'settle'), ask, { signal: own.signal })
      .then((now) => set({ now, key, error: null }))
      .catch((error: Error) => { if (error.name !== 'AbortError') set((s) => ({ ...s, key, error })); })
      .finally(() => { clearTimeout(timer); setSlow(false); });
    return () => { clearTimeout(timer); own.abort(); };
  }, [key, first]);
  useEffect(() => {
    if (job.state === 'done' && job.result && asked.current === key) set({ now: job.result, key, error: null });
  }, [job.state]);
  useLayoutEffect(() => {
    if (state.key !== key || performance.getEntriesByName('settle-change').length === 0) return;
    requestAnimationFrame(() => setTimeout(() => {   // after the frame: layout and paint are counted in
      if (performance.getEntriesByName('settle-change').length === 0) return;
      performance.measure('settle-repaint', 'settle-change');
      performance.clearMarks('settle-change');
    }));
  }, [state]);
  const cancel = (): void => { stop.current?.abort(); set((s) => ({ ...s, key })); };
  const patient = (): void => { asked.current = key; start('what_if', asFields(app.query()), { ...ask }); };
  return { now: state.now, counting: state.key !== key, slow, error: state.error, ask, cancel, job: asked.current === key ? job : { state: 'idle' }, patient, cancelJob };
}

/** What stands far below the count follows one frame after it; the whole is left as the measure `settle-whole`. */
function useLater(now: WhatIf): WhatIf {
  const [later, set] = useState(now);
  useEffect(() => {
    if (later === now) return undefined;
    const timer = setTimeout(() => set(now));
    return () => clearTimeout(timer);
  }, [now]);
  useLayoutEffect(() => {
    if (later !== now || performance.getEntriesByName('settle-press').length === 0) return;
    requestAnimationFrame(() => setTimeout(() => {
      if (performance.getEntriesByName('settle-press').length === 0) return;
      performance.measure('settle-whole', 'settle-press');
      performance.clearMarks('settle-press');
    }));
  }, [later]);
  return later;
}

function Counter(props: { app: App; live: Live; lines: number }): JSX.Element {
  const { app, live } = props;
  const { open, strict, verdict } = live.now.zone;
  const released = live.ask.release.length;
  const none = isZero(open.passing);
  const fixed = Object.keys(live.ask.fix).length;
  return (
    <div class={`v-counter ${none ? 'v-counter-none' : 'v-counter-some'}`} aria-live="polite" aria-atomic="true" aria-busy={live.counting}>
      <p class="v-count-line">
        <strong class="v-big" data-testid="passing">{grouped(open.passing)}</strong>{' '}
        {w(app, 'of_n_pass', { n: grouped(open.of) })}
        {verdict !== 'proved' ? <span class="v-tag">{w(app, 'at_least_known', { most: grouped(open.at_most) })}</span> : null}
      </p>
      <p class="v-small">
        {w(app, 'open_reading')}{w(app, 'space')}{w(app, 'strict_reading')} <KofN app={app} k={strict.passing} n={strict.of} />{w(app, 'stop')}
      </p>
      <p class="v-small">
        {released === 0 ? w(app, 'all_locked', { n: props.lines }) : w(app, 'some_released', { k: released, n: props.lines })}
        {fixed > 0 ? ` ${w(app, 'some_fixed', { k: fixed })}` : ''}
      </p>
      {live.slow ? <p class="v-small" role="status">{w(app, 'counting')} <progress aria-label={w(app, 'counting')} /> <button type="button" class="v-btn" onClick={live.cancel}>{w(app, 'cancel')}</button></p> : null}
      <Patience app={app} live={live} />
    </div>
  );
}

const isCut = (now: WhatIf): boolean => [now.zone.verdict, now.clashes_verdict, now.openings_verdict].includes('limit_reached');

/** Says that a limit cut the answer short, and offers to go on. */
function Patience(props: { app: App; live: Live }): JSX.Element | null {
  const { app, live } = props;
  const counted = live.job.partial?.zone?.open;
  if (live.job.state === 'running') {
    return <JobNote app={app} job={live.job} onCancel={live.cancelJob}>{counted ? <span class="v-partial">{w(app, 'so_far')} <KofN app={app} k={counted.passing} n={counted.of} least={live.job.partial?.zone.verdict !== 'proved'} /> </span> : null}</JobNote>;
  }
  return (
    <>
      <JobNote app={app} job={live.job} onCancel={live.cancelJob} />
      {isCut(live.now) && !live.counting ? <p class="v-small">{w(app, 'cut_short')} <button type="button" class="v-btn v-patient" onClick={live.patient}>{w(app, 'count_on')}</button></p> : null}
    </>
  );
}

function Explorer(props: { app: App; first: SettleAnswer }): JSX.Element {
  const { app, first } = props;
  const info = app.caseInfo;
  const read = useMemo(() => linesOf(first), [first]);
  const ask = readAsk(app.params, info, read);
  const lines = useMemo(() => [...read, ...asRedLines(app, ask.add)], [read, app.params['add'], app.lang, info]);
  const live = useWhatIf(app, first, ask);
  const pins = asList(app.params['pins']);
  const change = (patch: Record<string, string>): void => {
    performance.clearMarks('settle-change');
    performance.mark('settle-change');
    performance.clearMarks('settle-press');
    performance.mark('settle-press');
    app.setParams(patch);
  };
  const latest = useRef({ ask, pins, change, app });   // parts that stand still are pressed with what holds then, not when they were drawn
  latest.current = { ask, pins, change, app };
  const release = (list: string[]): void => latest.current.change({ release: list.join(',') });
  const toggle = useCallback((id: string) => release(toggled(latest.current.ask.release, id)), []);
  const fix = (f: Settlement): void => change({ fix: writeFix(f) });
  const pin = (s: Settlement): void => latest.current.app.setParams({ pins: toggled(latest.current.pins, packPin(info, s)).join(',') });
  const bars = useMemo(() => strip(first.zone, read, first.effects ?? [], []), [first, read]);
  const barred = useMemo(() => barredBy(info, lines), [info, lines]);
  const later = useLater(live.now);
  const below: Live = { ...live, now: later };
  const drawn = [app.lang, info, lines, later, app.params['pins']];
  return (
    <>
      <Counter app={app} live={live} lines={lines.length} />
      {live.error ? <Failed app={app} error={live.error} /> : null}
      <div class="v-toolbar" role="group" aria-label={w(app, 'tools')}>
        <button type="button" class="v-btn" disabled={isPlain(ask)} onClick={() => change({ release: '', fix: '', draft: '', add: '' })}>{w(app, 'lock_all')}</button>
        <DraftPicker app={app} onPick={(id, f) => change({ draft: id, fix: writeFix(f) })} />
      </div>
      {isZero(live.now.zone.open.passing) && ask.release.length === 0 ? <p class="v-hint">{w(app, 'hint_release')}</p> : null}
      <Locks app={app} lines={read} bars={bars} live={live} zone={first.zone} onToggle={toggle} />
      <OwnLines app={app} own={ask.add} onChange={(list) => change({ add: writeOwn(list) })} />
      <Still of={drawn}>{() => <Clashes app={app} lines={lines} live={below} />}</Still>
      <Still of={drawn}>{() => <Openings app={app} lines={lines} live={below} first={first} onRelease={(ids) => release([...new Set([...latest.current.ask.release, ...ids])])} onPin={pin} pins={pins} />}</Still>
      <OptionTable app={app} rows={optionTable(info, lines, later, ask, barred)} ask={ask} onFix={fix} />
      <Still of={drawn}>{() => <Packages app={app} live={below} pins={pins} onPin={pin} />}</Still>
      <Still of={drawn}>{() => <Parallel app={app} live={below} pins={pins} onPin={pin} />}</Still>
      <Pins app={app} pins={pins} onRemove={(text) => app.setParams({ pins: toggled(pins, text).join(',') })} />
      <KeptQuestions app={app} ask={ask} onOpen={change} />
    </>
  );
}

/** Loads a published plan as choices. What it leaves open or unknown is not chosen, and said to be so. */
function DraftPicker(props: { app: App; onPick(id: string, fix: Settlement): void }): JSX.Element | null {
  const { app } = props;
  const heads = app.caseInfo.drafts ?? [];
  const id = app.params['draft'] ?? '';
  const load = useLoad<DraftAnswer>(app, id ? withQuery(app, 'drafts/compare', { ids: id }) : null);
  const draft = load.data?.drafts.find((d) => d.id === id);
  const taken = useRef('');
  useEffect(() => {
    if (!draft || taken.current === draft.id) return;
    taken.current = draft.id;
    if (!app.params['fix']) props.onPick(draft.id, draftAsFix(draft).fix);
  }, [draft]);
  if (heads.length === 0) return null;
  const parts = draft ? draftAsFix(draft) : null;
  return (
    <span class="v-field">
      <label for="v-draft">{w(app, 'load_draft')}</label>
      <select id="v-draft" value={id} onChange={(e) => { taken.current = ''; app.setParams({ draft: e.currentTarget.value, fix: '' }); }}>
        <option value="">{w(app, 'no_draft')}</option>
        {heads.map((d) => <option key={d.id} value={d.id}>{app.both(d.title)}{d.date ? ` (${d.date})` : ''}</option>)}
      </select>
      {parts && draft ? (
        <span class="v-small">
          {w(app, 'draft_loaded', { k: Object.keys(parts.fix).length, n: app.caseInfo.issues.length })}
          {parts.open.length ? ` ${w(app, 'draft_open', { issues: joinNames(parts.open.map((i) => app.name('issue', i)), app.lang) })}` : ''}
          {parts.unknown.length ? ` ${w(app, 'draft_unknown', { issues: joinNames(parts.unknown.map((i) => app.name('issue', i)), app.lang) })}` : ''}
        </span>
      ) : null}
      {load.error ? <Failed app={app} error={load.error} /> : null}
    </span>
  );
}

/** Many records: the first answer is long work, whose count is shown before clashes and openings are known. */
const LARGE = 20000;

function FirstAsWork(props: { app: App; children(first: SettleAnswer): JSX.Element }): JSX.Element {
  const { app } = props;
  const { job, start, cancel } = useJob<SettleAnswer, SettleAnswer>(app);
  const again = (): void => start('settle', { ...asFields(app.query()), quick: '1' });
  useEffect(again, [app.query(), app.version]);
  if (job.state === 'done' && job.result) return props.children(job.result);
  const counted = job.partial?.zone?.open;
  return (
    <div class="v-first">
      {counted ? <p class="v-partial">{w(app, 'so_far')} <KofN app={app} k={counted.passing} n={counted.of} /></p> : null}
      <JobNote app={app} job={job} onCancel={cancel} />
      {job.state === 'cancelled' || job.state === 'failed' ? <button type="button" class="v-btn" onClick={again}>{w(app, 'again')}</button> : null}
    </div>
  );
}

function AtOnce(props: { app: App; children(first: SettleAnswer): JSX.Element }): JSX.Element {
  const load = useLoad<SettleAnswer>(props.app, withQuery(props.app, 'settle'));
  return <Wait app={props.app} load={load}>{props.children}</Wait>;
}

function Component({ app }: { app: App }): JSX.Element {
  const signers = app.caseInfo.parties.filter((p) => p.signs).map((p) => partyName(app.caseInfo, p.id, app.lang));
  const First = app.caseInfo.days.reduce((n, d) => n + d.records, 0) > LARGE ? FirstAsWork : AtOnce;
  return (
    <Page app={app} id="settlement" title={w(app, 'settlement_title')} lead={w(app, 'settlement_lead', { day: asOf(app), names: joinNames(signers, app.lang) })}>
      <First app={app}>
        {(first) => app.caseInfo.issues.length === 0
          ? <Section title={w(app, 'no_issues')}><p>{w(app, 'no_issues_note')}</p></Section>
          : <Explorer app={app} first={first} />}
      </First>
    </Page>
  );
}

export const settlement: View = {
  id: 'settlement',
  name: { en: 'Settlement explorer', zh: '\u65b9\u6848\u63a2\u7d22' },
  group: 'settlement',
  Component,
  alias: ['settle', 'red lines', 'why none', 'zone', '\u7ea2\u7ebf', '\u534f\u8bae\u7a7a\u95f4', '\u7a81\u7834\u53e3'],
};
