// Durability: a band over time with everything it rests on. The middle of the band is never shown alone.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App, View } from '../frame/types';
import { Nothing, Page, Scroll, Section, useLoad, w, Wait, withQuery } from './kit';
import { RangeBar } from './home';
import { percentRange } from './model/format';
import { bandPath, bandRows, levers, orderAssumptions, readSetting } from './model/outlook';
import { asList } from './model/settle';
import meanings from './hold_words.json';
import type { Assumption, HoldAnswer } from './model/types';

const W = 640;
const H = 240;

function Chart(props: { app: App; answer: HoldAnswer }): JSX.Element {
  const { app, answer } = props;
  const p = bandPath(answer.band, W, H);
  const rows = bandRows(answer.band, [1, 2, 5, 10]);
  return (
    <Section title={w(app, 'band')} note={w(app, 'band_note', { n: answer.band.draws })}>
      <Scroll label={w(app, 'band')}>
        <svg class="v-band" viewBox={`-48 -12 ${W + 70} ${H + 50}`} role="img" aria-label={rows.map((r) => w(app, 'band_at', { year: r.year, range: percentRange(r.low, r.high, app.lang) })).join(' ')}>
          <path class="v-band-90" d={p.p90} />
          {p.p50 ? <path class="v-band-50" d={p.p50} /> : null}
          {p.ticks.map((t) => <g key={t.y}><line class="v-grid" x1="0" x2={W} y1={t.y} y2={t.y} /><text class="v-axis" x="-8" y={t.y + 4} text-anchor="end">{t.text}</text></g>)}
          {p.years.map((t) => <text key={t.x} class="v-axis" x={t.x} y={H + 18} text-anchor="middle">{t.text}</text>)}
          <text class="v-axis" x={W / 2} y={H + 34} text-anchor="middle">{w(app, 'years_after')}</text>
        </svg>
      </Scroll>
      <Scroll label={w(app, 'band_table')}>
        <table class="v-table v-narrow">
          <thead><tr><th scope="col">{w(app, 'kept_to')}</th><th scope="col">{w(app, 'nine_in_ten')}</th><th scope="col">{w(app, 'half_draws')}</th></tr></thead>
          <tbody>{rows.map((r) => <tr key={r.year}><th scope="row">{w(app, 'year_n', { n: r.year })}</th><td><RangeBar low={r.low} high={r.high} /> {percentRange(r.low, r.high, app.lang)}</td><td>{r.low50 === null || r.high50 === null ? '' : percentRange(r.low50, r.high50, app.lang)}</td></tr>)}</tbody>
        </table>
      </Scroll>
    </Section>
  );
}

/** A and B of the model by the parties the case names; the letter stays, the assumptions below use it. */
function sideName(app: App, side: string): string {
  const party = app.caseInfo.sides?.[side as 'A' | 'B'];
  return party ? `${app.name('party', party)}${app.lang === 'zh' ? `\uff08${side}\uff09` : ` (${side})`}` : side;
}

function FirstToBreak(props: { app: App; answer: HoldAnswer }): JSX.Element {
  const { app, answer } = props;
  const rows = (['A', 'B', 'accident'] as const).map((k) => ({ k, x: answer.first_to_break[k] })).sort((a, b) => b.x - a.x);
  const most = levers(answer);
  return (
    <Section title={w(app, 'what_breaks')} note={w(app, 'what_breaks_note')}>
      <ol>{rows.map((r) => <li key={r.k}>{w(app, `breaks_${r.k}`, { name: sideName(app, r.k) })} <span class="v-small">{w(app, 'of_hundred', { n: Math.round(r.x * 100) })}</span></li>)}</ol>
      {most.length ? (
        <>
          <h3>{w(app, 'what_slows')}</h3>
          <ul>{most.map((l) => <li key={l.name}>{w(app, `lever_${l.name}`)}{w(app, 'colon')}{w(app, l.factor < 1 ? 'slows' : 'hastens', { x: l.factor.toFixed(2) })}</li>)}</ul>
          <p class="v-small">{w(app, 'against_bare')}</p>
        </>
      ) : null}
    </Section>
  );
}

const meaning = (app: App, a: Assumption): string => (app.lang === 'zh' && (meanings as Record<string, string>)[a.name]) || a.meaning;

/** Every assumption in one list; a figure may be set or given as LOW..HIGH, and the band is drawn again. */
function Assumptions(props: { app: App; list: Assumption[]; set: string[] }): JSX.Element {
  const { app, set } = props;
  const [bad, setBad] = useState('');
  const change = (name: string, text: string): void => {
    const rest = set.filter((s) => !s.startsWith(`${name}=`));
    const made = text.trim() === '' ? null : readSetting(name, text);
    setBad(text.trim() !== '' && made === null ? name : '');
    if (text.trim() === '' || made !== null) app.setParams({ set: (made ? [...rest, made] : rest).join(',') });
  };
  const own = (name: string): string => set.find((s) => s.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  return (
    <Section title={w(app, 'assumptions')} note={w(app, 'assumptions_note', { n: props.list.length })}>
      {set.length ? <p><button type="button" class="v-btn" onClick={() => app.setParams({ set: '' })}>{w(app, 'reset_set', { n: set.length })}</button></p> : null}
      <Scroll label={w(app, 'assumptions')}>
        <table class="v-table">
          <thead><tr><th scope="col">{w(app, 'assumption')}</th><th scope="col">{w(app, 'value')}</th><th scope="col">{w(app, 'origin')}</th><th scope="col">{w(app, 'your_value')}</th></tr></thead>
          <tbody>
            {orderAssumptions(props.list).map((a) => (
              <tr key={a.name} class={own(a.name) ? 'v-changed' : ''}>
                <th scope="row">{meaning(app, a)}<span class="v-small v-block">{a.name}{a.basis ? ` \u00b7 ${a.basis}` : ''}</span></th>
                <td>{a.value === null ? w(app, 'never') : String(a.value)}</td>
                <td>{w(app, `origin_${a.origin}`)}{a.kind === 'lever' ? ` \u00b7 ${w(app, 'lever')}` : ''}</td>
                <td>
                  <input type="text" size={13} defaultValue={own(a.name)} aria-label={w(app, 'set_value', { name: meaning(app, a) })} aria-invalid={bad === a.name} placeholder={w(app, 'value_or_range')} onChange={(e) => change(a.name, e.currentTarget.value)} />
                  {bad === a.name ? <span role="alert" class="v-small">{w(app, 'bad_value')}</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function Component({ app }: { app: App }): JSX.Element {
  const set = asList(app.params['set']);
  const offered = app.caseInfo.has.hold;
  const load = useLoad<HoldAnswer>(app, offered ? withQuery(app, 'hold', { set }) : null);
  return (
    <Page app={app} id="hold" title={w(app, 'hold_title')} lead={w(app, 'hold_lead')}>
      {!offered ? <Nothing app={app}>{w(app, 'no_hold')}</Nothing> : (
        <Wait app={app} load={load}>
          {(a) => (
            <>
              <p class="v-hint">{w(app, 'we_assess')}</p>
              <Chart app={app} answer={a} />
              <FirstToBreak app={app} answer={a} />
              <Assumptions app={app} list={a.assumptions} set={set} />
            </>
          )}
        </Wait>
      )}
    </Page>
  );
}

export const hold: View = {
  id: 'hold', name: { en: 'Durability', zh: '\u6301\u4e45\u6027' }, group: 'after', Component,
  alias: ['hold', 'kept', 'survival', '\u9075\u5b88', '\u6301\u4e45'],
};
