// Stability: which end states no party would move away from, by what each expects of the others.
import type { JSX } from 'preact';
import type { App, View } from '../frame/types';
import { Nothing, Page, Scroll, Section, useLoad, w, Wait, withQuery } from './kit';
import { joinNames } from './model/format';
import { CONCEPTS, stateRows, type StateRow } from './model/outlook';
import type { StabilityAnswer } from './model/types';

function stateName(app: App, r: StateRow): string {
  if (r.label) return r.label;
  return r.taken.length ? joinNames(r.taken, app.lang) : w(app, 'nothing_taken');
}

function Component({ app }: { app: App }): JSX.Element {
  const concept = (CONCEPTS as readonly string[]).includes(app.params['concept'] ?? '') ? (app.params['concept'] as string) : 'SEQ';
  const all = app.params['all'] === '1';
  const set = app.caseInfo.has.stability;
  const load = useLoad<StabilityAnswer>(app, set ? withQuery(app, 'stability') : null);
  return (
    <Page app={app} id="stability" title={w(app, 'stability_title')} lead={w(app, 'stability_lead')}>
      {!set ? <Nothing app={app}>{w(app, 'no_stability')}</Nothing> : (
        <Wait app={app} load={load}>
          {(a) => {
            const rows = stateRows(a, app.lang);
            const holding = rows.filter((r) => r.holds[concept]);
            return (
              <>
                <p>{w(app, 'model_is', { title: (app.lang === 'zh' && a.title_zh) || a.title })} <span class="v-small">{a.citation}{a.source_seen ? '' : ` ${w(app, 'source_unseen')}`}</span></p>
                <fieldset class="v-choose v-concepts">
                  <legend>{w(app, 'what_expected')}</legend>
                  {CONCEPTS.map((c) => (
                    <label key={c}><input type="radio" name="concept" value={c} checked={concept === c} onChange={() => app.setParams({ concept: c })} /> {c} <span class="v-small">{w(app, `concept_${c}`)}</span></label>
                  ))}
                </fieldset>
                <p aria-live="polite"><strong>{w(app, 'states_hold', { k: holding.length, n: a.state_count, concept })}</strong>{a.verdict === 'proved' ? '' : ` ${w(app, 'limit_reached')}`}</p>
                <States app={app} answer={a} rows={all ? rows : holding} concept={concept} />
                <p><button type="button" class="v-btn" aria-pressed={all} onClick={() => app.setParams({ all: all ? '' : '1' })}>{w(app, all ? 'only_holding' : 'all_states', { n: a.state_count })}</button></p>
                <Section title={w(app, 'makers')}>
                  <ul>{a.decision_makers.map((d) => <li key={d.name}><strong>{app.name('party', d.name)}</strong>{w(app, 'colon')}{d.options.map((o) => `${(app.lang === 'zh' && o.name_zh) || o.name}${o.direction === 'fwd' ? ` (${w(app, 'no_way_back')})` : ''}`).join(app.lang === 'zh' ? '\uff1b' : '; ')}</li>)}</ul>
                </Section>
              </>
            );
          }}
        </Wait>
      )}
    </Page>
  );
}

function States(props: { app: App; answer: StabilityAnswer; rows: StateRow[]; concept: string }): JSX.Element {
  const { app, rows, concept } = props;
  if (rows.length === 0) return <p>{w(app, 'no_state_holds')}</p>;
  return (
    <Scroll label={w(app, 'end_states')}>
      <table class="v-table">
        <caption class="v-hidden">{w(app, 'end_states')}</caption>
        <thead>
          <tr><th scope="col">{w(app, 'end_state')}</th><th scope="col">{w(app, 'would_leave', { concept })}</th>{CONCEPTS.filter((c) => props.answer.equilibria[c]).map((c) => <th scope="col" key={c}><abbr title={w(app, `concept_${c}`)}>{c}</abbr></th>)}</tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.id} class={r.quo ? 'v-quo' : ''}>
              <th scope="row">
                {stateName(app, r)} {r.quo ? <span class="v-tag">{w(app, 'status_quo')}</span> : null}
                <span class="v-small v-block">{w(app, 'state_n', { n: r.id })}{r.label && r.taken.length ? `${w(app, 'colon')}${joinNames(r.taken, app.lang)}` : ''}</span>
              </th>
              <td>{(r.leavers[concept] ?? []).length ? joinNames((r.leavers[concept] ?? []).map((p) => app.name('party', p)), app.lang) : w(app, 'nobody')}</td>
              {CONCEPTS.filter((c) => props.answer.equilibria[c]).map((c) => <td key={c} class="v-mid"><span aria-hidden="true">{r.holds[c] ? '\u25cf' : '\u25cb'}</span><span class="v-hidden">{w(app, r.holds[c] ? 'holds' : 'does_not_hold')}</span></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export const stability: View = {
  id: 'stability', name: { en: 'Stability', zh: '\u7a33\u5b9a\u6027' }, group: 'after', Component,
  alias: ['equilibrium', 'graph model', '\u5747\u8861'],
};
