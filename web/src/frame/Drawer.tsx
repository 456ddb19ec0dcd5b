// The evidence drawer: original words first, who says so and on whose word, date and place; stays open until closed.
import { useState } from 'preact/hooks';
import { citation } from './citation';
import { calledName, outletName, voiceName } from './names';
import { Answer, Day, Words } from './parts';
import type { App, Rec } from './types';
import { useGet } from './use';

export interface Note { head: string; text: string }

export function Drawer({ app, ids, notes, title, close }: { app: App; ids: string[]; notes: Note[]; title: string; close: () => void }) {
  const path = ids.length ? `records?ids=${encodeURIComponent(ids.join(','))}&limit=100&${app.query()}` : '';
  const answer = useGet<{ total: number; records: Rec[] }>(app, path);
  return (
    <aside class="drawer" id="evidence" tabIndex={-1} aria-label={app.t('evidence')}>
      <div class="drawer-head">
        <h2>{app.t('evidence')}</h2>
        {(ids.length > 0 || title) && <button type="button" class="btn btn-quiet" onClick={close} title={app.t('close_evidence')}>{app.t('close')}</button>}
      </div>
      {title && <p class="drawer-title">{title}</p>}
      {notes.map((note, i) => <p key={i} class="drawer-note"><b>{note.head}</b> <span>{note.text}</span></p>)}
      {ids.length === 0 ? <p class="note">{title ? app.t('evidence_none') : app.t('evidence_empty')}</p> : (
        <>
          <Answer app={app} of={answer}>{(data) => (
            <>
              <ul class="cards">{data.records.filter((record) => ids.includes(record.id)).map((record) => <li key={record.id}><Card app={app} record={record} /></li>)}</ul>
              {!answer.loading && data.records.length < ids.length && <p class="note">{app.t('evidence_gone', { n: ids.length - data.records.length })}</p>}
            </>
          )}</Answer>
        </>
      )}
    </aside>
  );
}

const review_word: Record<string, string> = { rejected: 'rejected', accepted: 'accepted', changed: 'changed', edited: 'changed' };

export function Card({ app, record }: { app: App; record: Rec }) {
  const [why, setWhy] = useState(false);
  const chain = record.relays?.length ? record.relays : [];
  const narrated = record.speaker_party === 'NARRATOR' || !!record.told_by_narrator;
  const hand = narrated ? 'narrated' : record.first_hand === false || chain.length ? 'relayed' : 'first_hand';
  return (
    <article class={`card ${hand}${record.review === 'rejected' ? ' is-rejected' : ''}`}>
      <blockquote><Words text={record.words ?? record.text} {...(record.language ? { language: record.language } : {})} /></blockquote>
      <p class="src">
        <b><bdi>{narrated ? app.t('narrated') : calledName(app, record.speaker)}</bdi></b>
        {!narrated && record.speaker_party && <> ({voiceName(app.caseInfo, app.lang, record.speaker_party)})</>}
        {chain.map((one, i) => <span key={i} class="via"> &#x2190; {app.t('told_by')} <bdi>{calledName(app, one)}</bdi></span>)}
        {'\u00a0\u00b7 '}<bdi>{record.outlet ? outletName(app, record.outlet) : record.doc}</bdi>{'\u00a0\u00b7 '}<Day app={app} day={record.said_on ?? record.date} />
      </p>
      <p class="src">
        <span class={`tag ${hand}`}>{app.t(hand)}</span>{' '}
        {record.issue && <span class="tag">{app.name('issue', record.issue)}</span>}{' '}
        {review_word[record.review] && <span class="tag">{app.t(review_word[record.review] as string)}</span>}{' '}
        <span class="note">{app.t('confidence_is', { n: record.confidence })}</span>
      </p>
      {record.stance_if && <p class="src">{app.t('condition')}: <Words text={record.stance_if} /></p>}
      <p class="actions">
        <a class="btn btn-quiet" href={app.href('reader', { doc: record.document, rec: record.id })}>{app.t('open_report')}</a>
        <button type="button" class="btn btn-quiet" onClick={() => void copy(app, record)}>{app.t('copy_citation')}</button>
        <button type="button" class="btn btn-quiet" aria-expanded={why} onClick={() => setWhy(!why)}>{app.t('why')}</button>
      </p>
      {why && <Why app={app} id={record.id} />}
    </article>
  );
}

interface WhyAnswer {
  why: {
    sentence?: { text: string } | null; rule?: string; confidence?: string[]; is_found?: boolean;
    rows?: { text: string; use: string; class?: string; value?: string; where?: string }[];
    time?: { text: string; value: string; anchor?: string } | null;
    stances?: { party: string; issue: string; option: string; stance: string }[];
    decisions?: { number: number; action: string; field?: string; value?: string; reason?: string; who?: string; at?: string; undone?: boolean }[];
  };
}

/** The sentence, the rows of the codebook that fired, the date's anchor, the decisions, and the stances that rest on it. */
function Why({ app, id }: { app: App; id: string }) {
  const answer = useGet<WhyAnswer>(app, `records/${encodeURIComponent(id)}?${app.query()}`);
  return (
    <Answer app={app} of={answer}>{({ why }) => (
      <div class="why">
        {why.sentence && <p class="sentence"><Words text={why.sentence.text} /></p>}
        <dl>
          {why.rows?.map((row, i) => <div key={i}><dt>{app.t(`use_${row.use}`).replace(/^use_/, '')}</dt><dd><Words text={row.text} />{row.value || row.class ? ` \u2192 ${[row.value, row.class].filter(Boolean).join(', ')}` : ''} {row.where && <code>{row.where}</code>}</dd></div>)}
          {why.time && <div><dt>{app.t('date')}</dt><dd><Words text={why.time.text} /> &#x2192; {why.time.value}{why.time.anchor ? ` (${why.time.anchor})` : ''}</dd></div>}
          {why.rule && <div><dt>{app.t('rule')}</dt><dd><code>{why.rule}</code></dd></div>}
          {!!why.confidence?.length && <div><dt>{app.t('kind_confidence')}</dt><dd>{why.confidence.join('; ')}</dd></div>}
        </dl>
        {!!why.decisions?.length && <><h3>{app.t('decisions')}</h3><ul>{why.decisions.map((one) => (
          <li key={one.number} class={one.undone ? 'undone' : ''}>{one.number}. {one.action}{one.field ? ` ${one.field} = ${one.value ?? ''}` : ''}{one.reason ? `: ${one.reason}` : ''}{one.at ? ` (${one.at.slice(0, 10)})` : ''}</li>))}</ul></>}
        {!!why.stances?.length && <><h3>{app.t('rests')}</h3><ul>{why.stances.map((one, i) => (
          <li key={i}>{app.name('party', one.party)}: {app.t(one.stance)} &#x201c;{app.name('option', one.option, one.issue)}&#x201d;, {app.name('issue', one.issue)}</li>))}</ul></>}
      </div>
    )}</Answer>
  );
}

async function copy(app: App, record: Rec): Promise<void> {
  const text = citation(app, record);
  try { await navigator.clipboard.writeText(text); app.announce(app.t('copied')); } catch { app.announce(app.t('copy_failed')); }
}
