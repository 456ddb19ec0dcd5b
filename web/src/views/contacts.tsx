// Contacts: who met whom (matrix), when (timeline), and what both sides said within 48 hours.
import type { JSX } from 'preact';
import { calledName } from '../frame/names';
import type { App, Rec, View } from '../frame/types';
import { asOf, EvidenceButton, langOf, Nothing, Page, Scroll, Section, useLoad, w, Wait, withQuery } from './kit';
import { between, contactDay, contactEnd, matrix, timeline, window48 } from './model/contacts';
import type { Contact, ContactAnswer, Pair } from './model/types';

const STATE: Record<Contact['state'], string> = { held: '\u25cf', planned: '\u25cb', denied: '\u2716' };
const WIDTH = 760;

function PairCell(props: { app: App; pair: Pair | null; chosen: boolean; onPick(): void; label: string }): JSX.Element {
  const { app, pair } = props;
  if (!pair) return <span class="v-small"><span aria-hidden="true">{'\u2013'}</span><span class="v-hidden">{w(app, 'none_found')}</span></span>;
  const parts = (['held', 'planned', 'denied'] as const).filter((s) => pair[s] > 0);
  return (
    <button type="button" class="v-paircell" aria-pressed={props.chosen} onClick={props.onPick}>
      <span class="v-hidden">{props.label} </span>
      {parts.map((s) => <span key={s} class="v-pairpart"><span aria-hidden="true">{STATE[s]}</span> {w(app, `n_${s}`, { n: pair[s] })}</span>)}
      <span class="v-small">{pair.last ? w(app, 'last_on', { day: pair.last }) : w(app, 'undated')}</span>
    </button>
  );
}

function Matrix(props: { app: App; answer: ContactAnswer; pair: string }): JSX.Element {
  const { app } = props;
  const m = matrix(props.answer, app.caseInfo.parties.map((p) => p.id));
  return (
    <Section title={w(app, 'contact_matrix')} note={w(app, 'contact_matrix_note')}>
      <Scroll label={w(app, 'contact_matrix')}>
        <table class="v-table v-pairs">
          <thead><tr><th scope="col"><span class="v-hidden">{w(app, 'party')}</span></th>{m.parties.slice(1).map((p) => <th scope="col" key={p}>{app.name('party', p)}</th>)}</tr></thead>
          <tbody>
            {m.rows.slice(0, -1).map((row, k) => (
              <tr key={m.parties[k]}>
                <th scope="row">{app.name('party', m.parties[k] ?? '')}</th>
                {row.slice(1).map((c, j) => {
                  const id = [c.a, c.b].sort().join('~');
                  return <td key={c.b}>{j + 1 <= k ? null : <PairCell app={app} pair={c.pair} chosen={props.pair === id} label={`${app.name('party', c.a)}, ${app.name('party', c.b)}`} onPick={() => app.setParams({ pair: props.pair === id ? '' : id, at: '' })} />}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function when(app: App, c: Contact): string {
  const a = contactDay(c);
  const b = contactEnd(c);
  return a === null ? w(app, 'undated') : a === b || b === null ? a : `${a} \u2013 ${b}`;
}

function who(app: App, c: Contact): string {
  const names = c.participants.length ? c.participants.map((one) => calledName(app, one)) : c.parties.map((p) => app.name('party', p));
  return names.join(app.lang === 'zh' ? '\u3001' : ', ');
}

function Line(props: { app: App; list: Contact[]; at: string }): JSX.Element {
  const { app, list } = props;
  const t = timeline(list, WIDTH);
  const high = Math.max(t.lanes, 1) * 16 + 40;
  return (
    <Section title={w(app, 'timeline')} note={w(app, 'timeline_note', { k: list.length - t.undated.length, n: list.length })}>
      <Scroll label={w(app, 'timeline')}>
        <svg class="v-timeline" viewBox={`-20 0 ${WIDTH + 40} ${high}`} role="img" aria-label={w(app, 'timeline_label', { n: t.marks.length, from: t.from, to: t.until })}>
          {t.quiet.map((q) => (
            <g key={q.x}>
              <rect class="v-quiet" x={q.x} y="0" width={Math.max(q.x2 - q.x, 1)} height={high - 22} />
              {q.x2 - q.x > 70 ? <text class="v-axis" x={(q.x + q.x2) / 2} y="12" text-anchor="middle">{w(app, 'quiet_days', { n: q.days })}</text> : null}
            </g>
          ))}
          <line class="v-axis-line" x1="0" x2={WIDTH} y1={high - 20} y2={high - 20} />
          {t.ticks.map((k) => <g key={k.x}><line class="v-axis-line" x1={k.x} x2={k.x} y1={high - 24} y2={high - 16} /><text class="v-axis" x={k.x} y={high - 4} text-anchor="middle">{k.text}</text></g>)}
          {t.marks.map((m) => {
            const y = high - 30 - m.lane * 16;
            return (
              <g key={m.index} class={`v-mark v-mark-${m.state}`} onClick={() => app.setParams({ at: String(m.index) })}>
                {m.x2 > m.x ? <line x1={m.x} x2={m.x2} y1={y} y2={y} class="v-mark-span" /> : null}
                {m.state === 'denied' ? <path d={`M${m.x - 5} ${y - 5}L${m.x + 5} ${y + 5}M${m.x + 5} ${y - 5}L${m.x - 5} ${y + 5}`} /> : <circle cx={m.x} cy={y} r={props.at === String(m.index) ? 7 : 5} />}
                <title>{`${m.day} ${w(app, `state_${m.state}`)}: ${who(app, m.contact)}`}</title>
              </g>
            );
          })}
        </svg>
      </Scroll>
      <p class="v-small">{(['held', 'planned', 'denied'] as const).map((s) => <span key={s} class="v-key"><span aria-hidden="true">{STATE[s]}</span> {w(app, `state_${s}`)} </span>)}</p>
    </Section>
  );
}

/** Statements of both sides around one contact. */
function Around(props: { app: App; contact: Contact }): JSX.Element {
  const { app, contact } = props;
  const span = window48(contact);
  const load = useLoad<{ total: number; records: Rec[] }>(app, span ? withQuery(app, 'records', { ...span, kind: 'statement', limit: '100' }) : null);
  if (!span) return <p>{w(app, 'around_undated')}</p>;
  return (
    <Wait app={app} load={load}>
      {(a) => {
        const sides = contact.parties.map((p) => ({ p, list: a.records.filter((r) => (r.speaker_party ?? '').split(';').includes(p)) }));
        return (
          <div class="v-sides">
            {sides.map(({ p, list }) => (
              <div key={p}>
                <h4>{app.name('party', p)}</h4>
                {list.length === 0 ? <p class="v-small">{w(app, 'silent_around', span)}</p> : (
                  <ul class="v-plain">{list.slice(0, 6).map((r) => <li key={r.id}><q lang={langOf(r.words || r.text)}>{r.words || r.text}</q> <span class="v-small">{calledName(app, r.speaker)}{r.date ? ` \u00b7 ${r.date}` : ''}</span> <EvidenceButton app={app} ids={[r.id]} title={calledName(app, r.speaker)} label={w(app, 'in_drawer')} /></li>)}</ul>
                )}
                {list.length > 6 ? <EvidenceButton app={app} ids={list.map((r) => r.id)} title={app.name('party', p)} /> : null}
              </div>
            ))}
          </div>
        );
      }}
    </Wait>
  );
}

function List(props: { app: App; list: Contact[]; at: string }): JSX.Element {
  const { app, list } = props;
  const order = list.map((c, index) => ({ c, index })).sort((x, y) => (contactDay(y.c) ?? '').localeCompare(contactDay(x.c) ?? ''));
  return (
    <Section title={w(app, 'contact_list')} note={w(app, 'contact_list_note')}>
      <ul class="v-plain v-contacts">
        {order.slice(0, 100).map(({ c, index }) => {
          const open = props.at === String(index);
          return (
            <li key={index} class={`v-contact ${open ? 'v-open' : ''}`}>
              <p>
                <strong>{when(app, c)}</strong> <span class="v-tag"><span aria-hidden="true">{STATE[c.state]} </span>{w(app, `state_${c.state}`)}{c.was_planned && c.state === 'held' ? ` (${w(app, 'was_planned')})` : ''}</span> {c.state === 'held' && (contactDay(c) ?? '') > asOf(app) ? <span class="v-tag">{w(app, 'later_day', { day: asOf(app) })}</span> : null} <bdi>{who(app, c)}</bdi>
                {c.channel || c.location ? <span class="v-small"> {[c.channel === 'phone' ? w(app, 'by_phone') : c.channel, calledName(app, c.location ?? '')].filter(Boolean).join(app.lang === 'zh' ? '\uff0c' : ', ')}</span> : null}
              </p>
              {c.text ? <p><q lang={langOf(c.text)}>{c.text}</q></p> : null}
              <p class="v-toolbar"><EvidenceButton app={app} ids={c.records} title={when(app, c)} /> <button type="button" class="v-btn" aria-expanded={open} onClick={() => app.setParams({ at: open ? '' : String(index) })}>{w(app, 'around')}</button></p>
              {open ? <Around app={app} contact={c} /> : null}
            </li>
          );
        })}
      </ul>
      {order.length > 100 ? <p class="v-small">{w(app, 'rows_shown', { k: 100, n: order.length })}</p> : null}
    </Section>
  );
}

function Component({ app }: { app: App }): JSX.Element {
  const pair = app.params['pair'] ?? '';
  const at = app.params['at'] ?? '';
  const load = useLoad<ContactAnswer>(app, withQuery(app, 'contacts'));
  return (
    <Page app={app} id="contacts" title={w(app, 'contacts_title')} lead={w(app, 'contacts_lead', { day: asOf(app) })}>
      <Wait app={app} load={load}>
        {(a) => {
          const [x, y] = pair.split('~');
          const list = x && y ? between(a.contacts, x, y) : a.contacts;
          return a.contacts.length === 0 ? <Nothing app={app}>{w(app, 'no_contacts')}</Nothing> : (
            <>
              <Matrix app={app} answer={a} pair={pair} />
              {x && y ? <p class="v-hint">{w(app, 'pair_chosen', { a: app.name('party', x), b: app.name('party', y) })} <button type="button" class="v-btn" onClick={() => app.setParams({ pair: '', at: '' })}>{w(app, 'all_contacts')}</button></p> : null}
              <Line app={app} list={list} at={at} />
              <List app={app} list={list} at={at} />
            </>
          );
        }}
      </Wait>
    </Page>
  );
}

export const contacts: View = {
  id: 'contacts', name: { en: 'Contacts', zh: '\u63a5\u89e6' }, group: 'positions', Component,
  alias: ['meetings', 'calls', 'timeline', '\u4f1a\u6664', '\u901a\u8bdd'],
};
