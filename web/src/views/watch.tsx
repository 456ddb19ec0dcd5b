// Kept or not: clause by week, the places, four weeks sector by sector, and whether it gets worse. A case without [watch] says what was looked for.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App, Both, View } from '../frame/types';
import { apiQuery } from '../frame/route';
import { Page, Scroll, Section, useLoad, w, Wait, withQuery } from './kit';
import { pick } from './model/format';

interface Clause { clause: string; status: string | null; weeks: string[]; found: number; contested: number; alleged: number; deeds: number; days_left: number | null; quiet_days: number }
interface Term { clause: string; words: Both; party: string | null; is_deed: boolean; deadline: string | null }
interface Mark { finding: string; begin: string; sector: string; clause: string; state: string; severity: number; within_km: number | null }
interface Missing { watched: boolean; why: '' | 'no_terms' | 'nothing_added'; looked_for?: string; documents?: number; terms?: Term[]; entry_into_force?: string | null }
interface Board extends Missing { as_of: string; first_week: string; clauses: Clause[]; sectors: Record<string, Both>; marks: Mark[]; reports: number; kept: number; aside: number }
interface Alarm { kind: string; date: string; window_steps: number; seen: number; base_rate: { expected: number; chance: number }; single_step: { alarms: boolean } }
interface Series { sector: string; known_steps: number; events: number; design: unknown; alarms: Alarm[] }
interface Alarms extends Missing { first: string; last: string; step: string; steps: number; series: Series[]; silent_sources: { source?: string; sector?: string; alarms?: Alarm[] }[]; pictures: number; question: { learn: number; every: number } }

/** Signs by form: a board is read in grey, too. */
const SIGN: Record<string, string> = { not_due: '\u00b7', started: '\u25d4', partly: '\u25d1', done: '\u25cf', disputed: '\u25c7', breached: '\u2715' };

const stateWord = (app: App, status: string): string => w(app, `watch_${status}`);

function weekOf(first: string, n: number): string {
  return new Date(Date.parse(`${first}T00:00:00Z`) + n * 7 * 86400000).toISOString().slice(0, 10);
}

function NotWatched(props: { app: App; answer: Missing }): JSX.Element {
  const { app, answer } = props;
  return (
    <div class="v-nothing">
      <p>{w(app, answer.why === 'no_terms' ? 'watch_no_terms' : 'watch_nothing_added')}</p>
      <p class="v-small">{w(app, 'watch_looked', { what: answer.looked_for ?? '', n: answer.documents ?? 0 })}</p>
      {answer.terms && answer.terms.length > 0 ? (
        <>
          <p class="v-small">{w(app, 'watch_terms_are', { n: answer.terms.length, day: (answer.entry_into_force ?? '').slice(0, 10) })}</p>
          <ul>{answer.terms.map((t) => <li key={t.clause}>{pick(t.words, app.lang)}{t.party ? ` (${app.name('party', t.party)})` : ''}</li>)}</ul>
        </>
      ) : null}
    </div>
  );
}

function BoardTable(props: { app: App; board: Board }): JSX.Element {
  const { app, board } = props;
  const words = new Map((board.terms ?? []).map((t) => [t.clause, t]));
  const weeks = board.clauses[0]?.weeks.length ?? 0;
  const from = Math.max(0, weeks - 12);
  return (
    <Section title={w(app, 'watch_board')} note={w(app, 'watch_board_note', { day: board.as_of.slice(0, 10), n: board.reports, kept: board.kept, aside: board.aside })}>
      {from > 0 ? <p class="v-small">{w(app, 'watch_last_weeks', { n: weeks - from, of: weeks })}</p> : null}
      <Scroll label={w(app, 'watch_board')}>
        <table class="v-table v-board">
          <caption class="v-hidden">{w(app, 'watch_board')}</caption>
          <thead><tr><th scope="col">{w(app, 'watch_clause')}</th>
            {Array.from({ length: weeks - from }, (_, k) => <th scope="col" key={k}><span class="v-small">{weekOf(board.first_week, from + k).slice(5)}</span></th>)}
            <th scope="col">{w(app, 'watch_now')}</th><th scope="col">{w(app, 'watch_counts')}</th><th scope="col">{w(app, 'watch_clock')}</th></tr></thead>
          <tbody>
            {board.clauses.map((c) => (
              <tr key={c.clause} data-clause={c.clause}>
                <th scope="row">{pick(words.get(c.clause)?.words, app.lang) || c.clause}{words.get(c.clause)?.party ? <span class="v-small v-block">{app.name('party', words.get(c.clause)?.party ?? '')}</span> : null}</th>
                {c.weeks.slice(from).map((s, k) => <td key={k} class={`v-mid v-watch-${s}`} title={stateWord(app, s)}><span aria-hidden="true">{SIGN[s] ?? s}</span><span class="v-hidden">{stateWord(app, s)}</span></td>)}
                <td>{c.status ? <><span aria-hidden="true">{SIGN[c.status]} </span>{stateWord(app, c.status)}</> : w(app, 'watch_not_due')}</td>
                <td>{w(app, 'watch_three', { found: c.found, contested: c.contested, alleged: c.alleged })}{words.get(c.clause)?.is_deed ? ` ${w(app, 'watch_deeds', { n: c.deeds })}` : ''}</td>
                <td>{c.days_left === null ? '' : c.days_left < 0 ? w(app, 'watch_overdue', { n: -c.days_left }) : w(app, 'watch_left', { n: c.days_left })}<span class="v-small v-block">{w(app, 'watch_quiet', { n: c.quiet_days })}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <ul class="v-plain v-watch-legend" aria-label={w(app, 'legend')}>{Object.keys(SIGN).map((s) => <li key={s}><span aria-hidden="true">{SIGN[s]} </span>{stateWord(app, s)}</li>)}</ul>
    </Section>
  );
}

/** A picture of the server's; what it shows stands in a table below it. */
function Picture(props: { app: App; src: string; alt: string }): JSX.Element {
  const [gone, setGone] = useState('');
  if (gone === props.src) return <p class="v-small">{w(props.app, 'watch_no_picture')}</p>;
  return <div class="v-watch-picture" role="region" tabIndex={0} aria-label={props.alt}><img src={`/api/v1/${props.src}`} alt={props.alt} onError={() => setGone(props.src)} /></div>;
}

function Marks(props: { app: App; board: Board }): JSX.Element {
  const { app, board } = props;
  const words = new Map((board.terms ?? []).map((t) => [t.clause, pick(t.words, app.lang)]));
  if (board.marks.length === 0) return <p>{w(app, 'watch_no_marks')}</p>;
  return (
    <Scroll label={w(app, 'watch_findings')}>
      <table class="v-table">
        <caption class="v-hidden">{w(app, 'watch_findings')}</caption>
        <thead><tr><th scope="col">{w(app, 'watch_when')}</th><th scope="col">{w(app, 'watch_clause')}</th><th scope="col">{w(app, 'watch_state')}</th><th scope="col">{w(app, 'watch_sector')}</th><th scope="col">{w(app, 'watch_severity')}</th><th scope="col">{w(app, 'watch_place')}</th></tr></thead>
        <tbody>{board.marks.slice(0, 200).map((m, k) => (
          <tr key={`${m.finding}${k}`}><th scope="row"><time dateTime={m.begin}>{m.begin.slice(0, 16).replace('T', ' ')}</time></th><td>{words.get(m.clause) || m.clause}</td><td>{stateWord(app, m.state)}</td><td>{m.sector ? sectorName(app, board.sectors, m.sector) : w(app, 'watch_no_sector')}</td><td>{m.severity}</td>
            <td>{m.within_km === null ? w(app, 'watch_no_place') : w(app, 'watch_within', { km: m.within_km.toFixed(1) })}</td></tr>
        ))}</tbody>
      </table>
    </Scroll>
  );
}

const sectorName = (app: App, sectors: Record<string, Both>, id: string): string => pick(sectors[id], app.lang) || id;

/** A series is a sector, or "SECTOR/3-5": its severe incidents only; no sector: all of them. */
function seriesName(app: App, sectors: Record<string, Both>, s: string): string {
  const severe = s.endsWith('/3-5');
  const sector = severe ? s.slice(0, -4) : s;
  const name = sector === '' ? w(app, 'watch_all') : sectorName(app, sectors, sector);
  return severe ? `${name}${w(app, 'comma')} ${w(app, 'watch_severe')}` : name;
}

function AlarmList(props: { app: App; query: string; sectors: Record<string, Both> }): JSX.Element {
  const { app } = props;
  const learn = app.params['learn'] ?? '';
  const load = useLoad<Alarms>(app, withQuery(app, 'watch/alarms', { learn }));
  return (
    <Section title={w(app, 'watch_alarms')} note={w(app, 'watch_alarms_note')}>
      <Wait app={app} load={load}>
        {(a) => a.why ? <p>{w(app, 'watch_nothing_added')}</p> : (
          <>
            <p class="v-toolbar"><span class="v-field"><label for="v-learn">{w(app, 'watch_learn')}</label>
              <input id="v-learn" type="number" min={14} max={4000} value={learn || a.question.learn} onChange={(e) => app.setParams({ learn: e.currentTarget.value })} /></span>
              <span class="v-small">{w(app, 'watch_span', { first: a.first, last: a.last, n: a.steps })}</span></p>
            <Scroll label={w(app, 'watch_alarms')}>
              <table class="v-table">
                <caption class="v-hidden">{w(app, 'watch_alarms')}</caption>
                <thead><tr><th scope="col">{w(app, 'watch_sector')}</th><th scope="col">{w(app, 'watch_events')}</th><th scope="col">{w(app, 'watch_raised')}</th></tr></thead>
                <tbody>{a.series.map((s) => (
                  <tr key={s.sector}><th scope="row">{seriesName(app, props.sectors, s.sector)}</th><td>{w(app, 'watch_events_in', { k: s.events, n: s.known_steps })}</td>
                    <td>{s.alarms.length > 0 ? <ul class="v-plain">{s.alarms.slice(-6).map((one, k) => <li key={k}><strong>{one.kind === 'silence' ? w(app, 'watch_silence', { n: one.window_steps }) : w(app, 'watch_rise', { k: one.seen, n: one.window_steps })}</strong> {one.date} <span class="v-small">{w(app, 'watch_base', { expected: one.base_rate.expected.toPrecision(3), chance: one.base_rate.chance.toPrecision(2) })}</span></li>)}</ul>
                      : s.design ? w(app, 'watch_calm') : w(app, 'watch_learning', { n: a.question.learn, known: s.known_steps })}</td></tr>
                ))}</tbody>
              </table>
            </Scroll>
            {a.pictures > 0 && a.series.some((s) => s.events > 0) ? <Picture app={app} src={`watch/alarms.svg?series=1${learn ? `&learn=${encodeURIComponent(learn)}` : ''}&${props.query}`} alt={w(app, 'watch_series_alt', { n: a.steps })} /> : null}
          </>
        )}
      </Wait>
    </Section>
  );
}

function Component({ app }: { app: App }): JSX.Element {
  const load = useLoad<Board>(app, withQuery(app, 'watch/board'));
  const query = `${apiQuery({ ...(app.state.as_of ? { as_of: app.state.as_of } : {}) }, app.lang)}&v=${encodeURIComponent(app.version)}`;
  return (
    <Page app={app} id="watch" title={w(app, 'watch_title')} lead={w(app, 'watch_lead')}>
      <Wait app={app} load={load}>
        {(board) => board.why ? <NotWatched app={app} answer={board} /> : (
          <>
            <BoardTable app={app} board={board} />
            <Section title={w(app, 'watch_map')} note={w(app, 'watch_map_note')}>
              <Picture app={app} src={`watch/map.svg?${query}`} alt={w(app, 'watch_map_alt', { n: board.marks.length })} />
            </Section>
            <Section title={w(app, 'watch_timeline')} note={w(app, 'watch_timeline_note')}>
              <Picture app={app} src={`watch/timeline.svg?${query}`} alt={w(app, 'watch_timeline_alt', { n: board.marks.length })} />
              <Marks app={app} board={board} />
            </Section>
            <AlarmList app={app} query={query} sectors={board.sectors} />
          </>
        )}
      </Wait>
    </Page>
  );
}

export const watch: View = {
  id: 'watch', name: { en: 'Kept or not', zh: '\u5c65\u7ea6\u76d1\u6d4b' }, group: 'after', Component,
  alias: ['watch', 'board', 'map', 'timeline', 'alarms', 'violations', '\u76d1\u6d4b', '\u8fdd\u7ea6', '\u8b66\u62a5'],
};
