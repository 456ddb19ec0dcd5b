// Home front: the bodies that must still say yes. Every chance is a range between "each decides alone" and "all move together".
import type { JSX } from 'preact';
import type { App, View } from '../frame/types';
import { EvidenceButton, KofN, Nothing, Page, Scroll, Section, useLoad, w, Wait, withQuery } from './kit';
import { percentRange, pick } from './model/format';
import { gateRows, shiftIssues, type GateRow } from './model/outlook';
import { readAsk, writeFix } from './model/settle';
import type { Both, RatifyAnswer } from './model/types';

interface Gate { id?: string; party: string; name: Both; needs: Both; needs_source: string; records: string[] }

/** A range as a bar from its low to its high end on 0 to 100. */
export function RangeBar(props: { low: number; high: number; mark?: number }): JSX.Element {
  const x = props.low * 100;
  return (
    <svg class="v-range" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="v-bar-track" x="0" y="3" width="100" height="4" />
      <rect class="v-range-fill" x={x} y="1" width={Math.max((props.high - props.low) * 100, 1)} height="8" />
      {props.mark === undefined ? null : <rect class="v-range-mark" x={props.mark * 100 - 0.4} y="0" width="0.8" height="10" />}
    </svg>
  );
}

function gateName(app: App, gates: Gate[], r: GateRow): string {
  const g = gates.find((x) => x.id === r.gate) ?? null;
  return g ? pick(g.name, app.lang) : r.id;
}

function Bodies(props: { app: App; answer: RatifyAnswer; gates: Gate[] }): JSX.Element {
  const { app, answer, gates } = props;
  const rows = gateRows(answer);
  return (
    <Section title={w(app, 'bodies')} note={w(app, 'bodies_note')}>
      <Scroll label={w(app, 'bodies')}>
        <table class="v-table">
          <thead><tr><th scope="col">{w(app, 'body')}</th><th scope="col">{w(app, 'need')}</th><th scope="col">{w(app, 'chance_range')}</th><th scope="col">{w(app, 'rests_on')}</th></tr></thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.id}>
                <th scope="row">{gateName(app, gates, r)} {r.binds ? <span class="v-tag">{w(app, 'binds')}</span> : null}</th>
                <td>{r.need}{w(app, 'of_votes', { n: Math.round(r.votes), yes: Math.round(r.expected) })}</td>
                <td><RangeBar low={r.low} high={r.high} /> {percentRange(r.low, r.high, app.lang)}</td>
                <td class="v-small">{r.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p>{w(app, 'all_bodies')}{w(app, 'space')}<strong>{percentRange(answer.all.at_least, answer.all.at_most, app.lang)}</strong>{w(app, 'space')}{w(app, 'whatever_hangs')}</p>
      <RangeBar low={answer.all.at_least} high={answer.all.at_most} />
      {answer.win_set ? <p>{w(app, 'win_set', { tau: Math.round(answer.win_set.tau * 100) })} <KofN app={app} k={answer.win_set.passing} n={answer.win_set.of} />{w(app, 'stop')}</p> : null}
    </Section>
  );
}

function Component({ app }: { app: App }): JSX.Element {
  const ask = readAsk(app.params, app.caseInfo, []);
  const settlement = Object.keys(ask.fix).sort().map((k) => `${k}=${ask.fix[k]}`).join(',');
  const set = app.caseInfo.has.ratify;
  const load = useLoad<RatifyAnswer>(app, set ? withQuery(app, 'ratify', { settlement }) : null);
  const page = useLoad<{ gates: Gate[] }>(app, withQuery(app, 'brief', { lists: 'gates' }));
  const gates = (page.data?.gates ?? []) as Gate[];
  const own = (app.caseInfo.gates ?? []) as { id: string; body?: Both }[];
  const named = gates.map((g) => ({ ...g, id: own.find((o) => o.body?.en === g.name.en)?.id ?? '' }));
  return (
    <Page app={app} id="home" title={w(app, 'home_title')} lead={w(app, 'home_lead')}>
      {!set ? <Nothing app={app}>{w(app, 'no_ratify')}</Nothing> : (
        <Wait app={app} load={load}>
          {(a) => (
            <>
              <Shift app={app} answer={a} fix={ask.fix} />
              <Bodies app={app} answer={a} gates={named} />
            </>
          )}
        </Wait>
      )}
      <Section title={w(app, 'gates')} note={w(app, 'gates_note')}>
        {gates.length === 0 ? <Nothing app={app}>{w(app, 'no_gates')}</Nothing> : (
          <ul class="v-cards">
            {gates.map((g) => (
              <li key={pick(g.name, 'en')} class="v-card">
                <h3>{pick(g.name, app.lang)}</h3>
                <p>{app.name('party', g.party)}{pick(g.needs, app.lang) ? `${w(app, 'colon')}${pick(g.needs, app.lang)}` : ''}</p>
                {g.needs_source ? <p class="v-small">{g.needs_source}</p> : null}
                <EvidenceButton app={app} ids={g.records} title={pick(g.name, app.lang)} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

/** The options that shift a vote may be set here; the rest of a settlement does not matter to these bodies. */
function Shift(props: { app: App; answer: RatifyAnswer; fix: Record<string, string> }): JSX.Element | null {
  const { app, fix } = props;
  const issues = shiftIssues(props.answer, app.caseInfo);
  if (issues.length === 0) return <p class="v-small">{w(app, 'no_shift')}</p>;
  return (
    <fieldset class="v-choose">
      <legend>{w(app, 'shift')}</legend>
      {issues.map((id) => {
        const issue = app.caseInfo.issues.find((i) => i.id === id);
        return (
          <label key={id} class="v-field">{app.name('issue', id)}{' '}
            <select value={fix[id] ?? ''} onChange={(e) => app.setParams({ fix: writeFix(Object.fromEntries(Object.entries({ ...fix, [id]: e.currentTarget.value }).filter(([, v]) => v))) })}>
              <option value="">{w(app, 'left_open')}</option>
              {issue?.options.map((o) => <option key={o.id} value={o.id}>{app.both(o.name)}</option>)}
            </select>
          </label>
        );
      })}
    </fieldset>
  );
}

export const home: View = {
  id: 'home', name: { en: 'Home front', zh: '\u56fd\u5185\u6279\u51c6' }, group: 'after', Component,
  alias: ['ratify', 'parliament', 'senate', '\u6279\u51c6', '\u8bae\u4f1a'],
};
