// The desk: what moved, what is due, what came in, what to be careful with. Each line opens its view.
import { Answer, Day, Glyph, Words } from '../frame/parts';
import type { App, Move, MoveEnd, Quote, Rec, View } from '../frame/types';
import { outletName, voiceName } from '../frame/names';
import { useGet } from '../frame/use';
import { own } from '../frame/words';
import words from './desk/words.json';
import { conditionWords } from './positions/condition';
import { grouped } from './model/format';
import { lintGroups, lintPlace, type Lint } from './desk/lint';

const t = own(words);

function Desk({ app }: { app: App }) {
  const { lang, caseInfo: info } = app;
  const last = app.state.as_of ?? info.days.map((one) => one.day).sort().pop() ?? '';
  const sum = (key: 'documents' | 'records') => info.outlets.reduce((total, one) => total + one[key], 0);
  return (
    <>
      <h1>{t(lang, 'title')}</h1>
      <p class="lead">{t(lang, 'lead', { documents: grouped(sum('documents')), records: grouped(sum('records')), day: last })}</p>
      <div class="desk">
        <div><Moved app={app} /><Due app={app} day={last} /></div>
        <div><Reports app={app} /><Waiting app={app} /><Warnings app={app} /></div>
      </div>
    </>
  );
}

interface Moves { moves: Move[]; quotations?: Partial<Quote & { id: string; language: string }>[] }

function Moved({ app }: { app: App }) {
  const { lang } = app;
  const answer = useGet<Moves>(app, `moves?lists=moves,quotations&evidence=20&${app.query()}`);
  const when = app.state.since ? t(lang, 'moved_since', { day: app.state.since }) : t(lang, 'ever');
  return (
    <section aria-labelledby="desk-moved"><h2 id="desk-moved">{t(lang, 'moved')} <small>{app.state.since ? when : ''}</small></h2>
      <Answer app={app} of={answer}>{({ moves, quotations }) => moves.length === 0 ? <p class="note">{t(lang, 'moved_none', { when })}</p> : (
        <><ul class="items">{latest(moves).slice(0, app.params['moves'] === 'all' ? undefined : SHOWN).map((move) => (
          <li key={`${move.party}${move.issue}${move.date}`}>
            <p><a href={app.href('ladder', { issue: move.issue })}><b>{app.name('party', move.party)}</b>{lang === 'zh' ? '\uff1a' : ': '}{app.name('issue', move.issue)}</a>, <Day app={app} day={move.date} /></p>
            <Side app={app} move={move} head={t(lang, 'before')} ends={move.from} ids={move.evidence_from ?? []} quotations={quotations ?? []} />
            <Side app={app} move={move} head={t(lang, 'now')} ends={move.to} ids={move.evidence} quotations={quotations ?? []} />
          </li>
        ))}</ul>
        {moves.length > SHOWN && app.params['moves'] !== 'all' && <p><button type="button" class="btn" onClick={() => app.setParams({ moves: 'all' })}>{t(lang, 'show_all', { n: moves.length })}</button></p>}</>
      )}</Answer>
    </section>
  );
}

/** So many moves make a desk; the rest is there on asking. */
const SHOWN = 20;
const latest = (moves: Move[]): Move[] => [...moves].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));

function Side({ app, move, head, ends, ids, quotations }: { app: App; move: Move; head: string; ends: MoveEnd[]; ids: string[]; quotations: NonNullable<Moves['quotations']> }) {
  const quote = quotations.find((one) => one.id === ids[0]);
  const groups = new Map<string, MoveEnd[]>();
  for (const end of ends.filter((one) => one.stance !== 'silent')) groups.set(`${end.stance}${end.condition ?? ''}`, [...(groups.get(`${end.stance}${end.condition ?? ''}`) ?? []), end]);
  return (
    <div class="side"><span class="kicker">{head}</span>
      {[...groups.values()].map((group, i) => <p key={i}><Glyph lang={app.lang} stance={group[0]?.stance ?? ''} />{group.map((end) => app.name('option', end.option, move.issue)).join(' / ')}{group[0]?.condition ? ` (${conditionWords(app.caseInfo, app.lang, group[0].condition)})` : ''}</p>)}
      {groups.size === 0 && <p><Glyph lang={app.lang} stance="silent" />{app.t('silent')}</p>}
      {quote?.text && <p><button type="button" class="quote-button" onClick={() => app.showEvidence({ title: `${app.name('party', move.party)}: ${app.name('issue', move.issue)}`, ids })}>&#x201c;<Words text={quote.words ?? quote.text} />&#x201d;</button> <span class="note"><bdi>{outletName(app, quote.outlet ?? '')}</bdi></span></p>}
    </div>
  );
}

function Due({ app, day }: { app: App; day: string }) {
  const { lang, caseInfo: info } = app;
  const commitments = useGet<{ records: Rec[]; commitments?: Rec[] }>(app, `commitments?${app.query()}&limit=500`);
  const dated = info.watch.filter((one) => one.on).sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
  const open = info.watch.filter((one) => !one.on);
  const promised = (commitments.data?.records ?? commitments.data?.commitments ?? []).filter((one) => one.due).sort((a, b) => ((a.due ?? '') > (b.due ?? '') ? -1 : 1));
  return (
    <section aria-labelledby="desk-due"><h2 id="desk-due">{t(lang, 'due')}</h2>
      {dated.length + promised.length === 0 && <p class="note">{t(lang, 'due_none')}</p>}
      <ul class="items">
        {dated.map((one, i) => <li key={i} class={one.on && one.on < day ? 'passed' : ''}><Day app={app} day={one.on} /> {app.both(one.words)}{one.on && one.on < day ? <span class="tag">{t(lang, 'passed')}</span> : ''}</li>)}
        {promised.map((one) => <li key={one.id} class={(one.due ?? '') < day ? 'passed' : ''}><Day app={app} day={one.due} /> <button type="button" class="quote-button" onClick={() => app.showEvidence({ title: t(lang, 'commitments'), ids: [one.id] })}>&#x201c;<Words text={one.words ?? one.text} />&#x201d;</button> <span class="note">{voiceName(app.caseInfo, lang, one.speaker_party)}</span>{(one.due ?? '') < day && <> <span class="tag">{t(lang, 'passed')}</span></>}</li>)}
      </ul>
      {open.length > 0 && <><h3>{t(lang, 'open_questions')}</h3><ul class="items">{open.map((one, i) => <li key={i}>{app.both(one.words)}</li>)}</ul></>}
    </section>
  );
}

interface Head { id: string; doc: string; title: string; outlet: string; languages: string[]; published: string | null; records: number }

function Reports({ app }: { app: App }) {
  const { lang } = app;
  const answer = useGet<{ documents: Head[] }>(app, `documents?${app.query()}`);
  return (
    <section aria-labelledby="desk-reports"><h2 id="desk-reports">{t(lang, 'reports')}</h2>
      <Answer app={app} of={answer}>{({ documents }) => {
        const since = app.state.since;
        const rows = [...documents].sort((a, b) => ((a.published ?? '') < (b.published ?? '') ? 1 : -1)).filter((one) => !since || (one.published ?? '') >= since).slice(0, 6);
        return rows.length === 0 ? <p class="note">{t(lang, 'reports_none')}</p> : (
          <ul class="items">{rows.map((one) => <li key={one.id}><Day app={app} day={one.published} /> <a href={app.href('reader', { doc: one.id })}><bdi lang={one.languages[0]}>{one.title || one.doc}</bdi></a> <span class="note"><bdi>{outletName(app, one.outlet)}</bdi>{lang === 'zh' ? '\uff0c' : ', '}{t(lang, 'records_n', { n: one.records })}</span></li>)}</ul>
        );
      }}</Answer>
    </section>
  );
}

const causes = {
  'stance change': 'cause_move', contradiction: 'cause_contradiction', commitment: 'cause_commitment', 'low confidence': 'cause_confidence', 'new name': 'cause_name',
  'in turn': 'cause_turn',
} as const;
const cause = (app: App, id: string): string => (id in causes ? t(app.lang, causes[id as keyof typeof causes]) : id);

function Waiting({ app }: { app: App }) {
  const { lang } = app;
  const answer = useGet<{ queue: { record: string | Rec; reasons: { cause: string; words: string }[] }[] }>(app, `reviews/queue?limit=5&${app.query()}`);
  const id_of = (one: string | Rec) => (typeof one === 'string' ? one : one.id);
  const ids = (answer.data?.queue ?? []).slice(0, 5).map((one) => id_of(one.record));
  const records = useGet<{ records: Rec[] }>(app, ids.length ? `records?ids=${ids.join(',')}&${app.query()}` : '');
  if (answer.error?.status === 404) return null;
  return (
    <section aria-labelledby="desk-review"><h2 id="desk-review">{t(lang, 'review')}</h2>
      <Answer app={app} of={answer}>{({ queue }) => queue.length === 0 ? <p class="note">{t(lang, 'review_none')}</p> : (
        <ul class="items">{queue.slice(0, 5).map((one) => {
          const record = typeof one.record === 'string' ? records.data?.records.find((each) => each.id === one.record) : one.record;
          return record && <li key={record.id}><a href={app.href('reader', { doc: record.document, rec: record.id })}>&#x201c;<Words text={record.words ?? record.text} />&#x201d;</a> <span class="note" title={one.reasons.map((why) => why.words).join('; ')}>{[...new Set(one.reasons.map((why) => cause(app, why.cause)))].join(lang === 'zh' ? '\uff1b' : '; ')}</span></li>;
        })}</ul>
      )}</Answer>
    </section>
  );
}

function Warnings({ app }: { app: App }) {
  const { lang } = app;
  const answer = useGet<{ lint: Lint[] }>(app, `lint?${app.query()}`);
  const kinds = ['uncited', 'single_source', 'relayed_only', 'stale', 'analyst_only', 'undated', 'translated_only'] as const;
  return (
    <section aria-labelledby="desk-warnings"><h2 id="desk-warnings">{t(lang, 'warnings')}</h2>
      <Answer app={app} of={answer}>{({ lint }) => lint.length === 0 ? <p class="note">{t(lang, 'warnings_none')}</p> : (
        <>{lintGroups(lint).map(({ kind, rows }) => (
          <details key={kind} class="warning"><summary><b>{rows.length}</b> {(kinds as readonly string[]).includes(kind) ? t(lang, kind as 'stale', { n: app.caseInfo.stale_after_days }) : rows[0]?.what}</summary>
            <ul>{rows.map((row) => {
              const place = lintPlace(row.where, app.caseInfo);
              if (place.kind === 'stance') return <li key={row.where}><a href={app.href('matrix', { cell: `${place.issue}/${place.party}` })}>{app.name('party', place.party)}: {app.name('issue', place.issue)}, {app.name('option', place.option, place.issue)}</a></li>;
              if (place.kind === 'red line') return <li key={row.where}><a href={app.href('matrix', { cell: `${place.issue}/${place.party}` })}>{t(lang, 'red_line')} <bdi>{place.option}</bdi></a></li>;
              return <li key={row.where}>{place.kind === 'draft' ? `${t(lang, 'draft')} ${app.both(app.caseInfo.drafts.find((one) => one.id === place.option)?.title) || place.option}` : row.where}</li>;
            })}</ul>
          </details>
        ))}</>
      )}</Answer>
    </section>
  );
}

export const view: View = { id: 'desk', name: { en: 'Desk', zh: '\u6848\u5934' }, group: 'today', Component: Desk, alias: ['today', 'moved', 'due', 'warnings', '\u4eca\u65e5', '\u53d8\u52a8'] };
