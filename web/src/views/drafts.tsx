// Drafts side by side, clause by clause: what changed, for whom it reads better or worse, which red lines are hit.
import type { JSX } from 'preact';
import type { App, Stance, View } from '../frame/types';
import { asOf, EvidenceButton, KofN, Nothing, Page, saveText, Scroll, Section, useLoad, useMap, w, Wait, withQuery } from './kit';
import { joinNames, pick } from './model/format';
import { alignClauses, changeInto, chosenDrafts, csvTable, GLYPH, MOST_DRAFTS, tally, untouched, type DraftCell } from './model/drafts';
import { asList, toggled } from './model/settle';
import type { Draft, DraftAnswer, DraftChange, Standing, Turn } from './model/types';

const TURN: Record<Turn, string> = { better: '\u25b2', worse: '\u25bc', same: '=', not_known: '?' };

function Chooser(props: { app: App; shown: string[] }): JSX.Element {
  const { app, shown } = props;
  const heads = app.caseInfo.drafts;
  return (
    <fieldset class="v-choose">
      <legend>{w(app, 'choose_drafts', { n: MOST_DRAFTS })}</legend>
      {heads.map((d) => {
        const on = shown.includes(d.id);
        return (
          <label key={d.id}>
            <input type="checkbox" checked={on} disabled={!on && shown.length >= MOST_DRAFTS} onChange={() => app.setParams({ ids: toggled(shown, d.id).join(',') || heads[heads.length - 1]?.id || '' })} />
            {' '}{app.both(d.title)}{d.date ? ` (${d.date})` : ''}
          </label>
        );
      })}
    </fieldset>
  );
}

function options(app: App, issue: string, cell: DraftCell): string {
  const names = cell.options.map((o) => app.name('option', o, issue));
  if (cell.kind === 'absent') return w(app, 'draft_absent');
  if (cell.kind === 'unknown') return w(app, 'draft_not_known');
  return cell.kind === 'bracket' ? `[ ${names.join(' | ')} ]` : names.join('');
}

/** One glyph and the party's id for each signatory; the words are in the title and for screen readers. */
function Standings(props: { app: App; of: Record<string, Standing> }): JSX.Element {
  const { app } = props;
  const signers = app.caseInfo.parties.filter((p) => p.signs && props.of[p.id] !== undefined);
  return (
    <ul class="v-standings">
      {signers.map((p) => {
        const s = props.of[p.id] as Standing;
        const words = `${pick(p.name, app.lang)}${w(app, 'colon')}${w(app, `standing_${s}`)}`;
        return <li key={p.id} class={`v-standing v-s-${s}`} title={words}><span aria-hidden="true">{pick(p.name, app.lang)} {GLYPH[s]}</span><span class="v-hidden">{words}</span></li>;
      })}
    </ul>
  );
}

function Turns(props: { app: App; cell: DraftCell }): JSX.Element | null {
  const { app, cell } = props;
  const told = Object.entries(cell.turn).filter(([, t]) => t === 'better' || t === 'worse');
  if (!cell.changed) return null;
  return (
    <p class="v-small v-turns">
      <span class="v-tag"><span aria-hidden="true">{'\u2192 '}</span>{w(app, 'changed')}</span>
      {told.length === 0 ? ` ${w(app, 'turn_unknown')}` : told.map(([p, t]) => <span key={p} class={`v-turn v-turn-${t}`}> {TURN[t]} {w(app, `turn_${t}`, { name: app.name('party', p) })}</span>)}
    </p>
  );
}

/** Every record behind a stance on one of the clause's options, and those that name the point itself. */
function behind(stances: Stance[], issue: string, cell: DraftCell): string[] {
  const on = stances.filter((s) => s.issue === issue && cell.options.includes(s.option)).flatMap((s) => s.evidence);
  return [...new Set([...cell.evidence, ...on])];
}

function ClauseEvidence(props: { app: App; issue: string; cell: DraftCell; stances: Stance[] }): JSX.Element {
  const { app, issue, cell } = props;
  const ids = behind(props.stances, issue, cell);
  if (ids.length === 0) return <span class="v-small">{w(app, 'no_statement_on')}</span>;
  return <EvidenceButton app={app} ids={ids} title={`${app.name('issue', issue)}: ${options(app, issue, cell)}`} label={w(app, 'statements_on', { n: ids.length })} />;
}

function Clauses(props: { app: App; answer: DraftAnswer }): JSX.Element {
  const { app, answer } = props;
  const stances = useLoad<{ stances: Stance[] }>(app, withQuery(app, 'stances', { lists: 'stances', evidence: '100' })).data?.stances ?? [];
  const lines = useMap(answer.red_lines);
  const rest = untouched(answer, app.caseInfo);
  return (
    <Section title={w(app, 'clause_by_clause')} note={w(app, 'standing_key')}>
      <Scroll label={w(app, 'clause_by_clause')}>
        <table class="v-table v-drafts">
          <thead>
            <tr><th scope="col">{w(app, 'issue')}</th>{answer.drafts.map((d) => <th scope="col" key={d.id}>{app.both(d.title)}<br /><span class="v-small">{d.date ?? w(app, 'undated')}</span></th>)}</tr>
          </thead>
          <tbody>
            {alignClauses(answer, app.caseInfo).map((row) => (
              <tr key={row.issue}>
                <th scope="row">{app.name('issue', row.issue)}</th>
                {row.cells.map((c) => (
                  <td key={c.draft} class={`v-d-${c.kind} ${c.changed ? 'v-changed' : ''}`}>
                    <p class="v-d-name" aria-hidden="true">{app.both(app.caseInfo.drafts.find((d) => d.id === c.draft)?.title)}</p>
                    <p class="v-d-text">{options(app, row.issue, c)}{c.points.some((n) => n !== null) ? <span class="v-small"> {w(app, 'points', { n: c.points.filter((n) => n !== null).join(', ') })}</span> : null}</p>
                    <Turns app={app} cell={c} />
                    {c.kind === 'absent' || c.kind === 'unknown' ? null : <Standings app={app} of={c.standing} />}
                    {c.hits.map((id) => <p key={id} class="v-hit"><span aria-hidden="true">{'\u2716 '}</span>{w(app, 'hits_line')} {pick(lines.get(id)?.words, app.lang) || id} <EvidenceButton app={app} ids={lines.get(id)?.evidence ?? []} title={pick(lines.get(id)?.words, app.lang) || id} /></p>)}
                    {c.kind === 'absent' ? null : <ClauseEvidence app={app} issue={row.issue} cell={c} stances={stances} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {rest.length > 0 ? <p class="v-small">{w(app, 'untouched', { k: rest.length, n: app.caseInfo.issues.length, names: joinNames(rest.map((i) => app.name('issue', i)), app.lang) })}</p> : null}
    </Section>
  );
}

function Heads(props: { app: App; answer: DraftAnswer }): JSX.Element {
  const { app, answer } = props;
  return (
    <Section title={w(app, 'the_drafts')}>
      <ul class="v-cards">
        {answer.drafts.map((d) => (
          <li key={d.id} class="v-card">
            <h3>{app.both(d.title)}</h3>
            <dl class="v-dl">
              <dt>{w(app, 'put_forward')}</dt><dd>{[d.date ?? w(app, 'undated'), app.both(d.by)].filter(Boolean).join(' \u00b7 ')}</dd>
              {d.parent ? <><dt>{w(app, 'parent')}</dt><dd>{app.both(app.caseInfo.drafts.find((h) => h.id === d.parent)?.title) || d.parent}</dd></> : null}
              <dt>{w(app, 'known_points')}</dt><dd><KofN app={app} k={d.known} n={d.points} /></dd>
              <dt>{w(app, 'accepted_by_all')}</dt><dd><KofN app={app} k={d.accepted_by_all.accepted} n={d.accepted_by_all.of} />{w(app, 'or_conditional', { k: d.accepted_by_all.accepted_or_if, n: d.accepted_by_all.of })}</dd>
              <dt>{w(app, 'accepted_by')}</dt><dd>{Object.keys(d.accepted_by).map((p) => `${app.name('party', p)} ${w(app, 'k_of_n', { k: d.accepted_by[p] ?? 0, n: d.points })}`).join(app.lang === 'zh' ? '\uff1b' : '; ')}</dd>
              <dt>{w(app, 'lines_hit')}</dt><dd><KofN app={app} k={new Set(d.hits.map((h) => h.red_line)).size} n={answer.red_lines.length} /></dd>
              <dt>{w(app, 'nearest')}</dt><dd><Nearest app={app} draft={d} answer={answer} /></dd>
            </dl>
            <p class="v-small">{w(app, 'source')} {d.source}</p>
            <p><a class="v-btn" href={app.href('settlement', { draft: d.id })}>{w(app, 'try_draft')}</a> <EvidenceButton app={app} ids={d.evidence} title={app.both(d.title)} /></p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The fewest points that must change; under an opening where nothing passes as things stand. */
function Nearest(props: { app: App; draft: Draft; answer: DraftAnswer }): JSX.Element {
  const { app, draft, answer } = props;
  const lines = new Map(answer.red_lines.map((l) => [l.id, l]));
  const plain = draft.completions.find((c) => c.relax.length === 0);
  if (plain?.exists) return <>{w(app, 'change_points', { k: plain.changed ?? 0, n: plain.of })}</>;
  const under = draft.completions.filter((c) => c.relax.length > 0 && c.exists);
  if (under.length === 0) return <>{w(app, 'nearest_none')}</>;
  return (
    <>
      {w(app, 'nearest_only_if')}
      <ul>{under.map((c) => <li key={c.relax.join()}>{joinNames(c.relax.map((id) => (pick(lines.get(id)?.words, app.lang) || id).replace(/[.\u3002]$/, '')), app.lang)}{w(app, 'colon')}{w(app, 'change_points', { k: c.changed ?? 0, n: c.of })}</li>)}</ul>
    </>
  );
}

function Changes(props: { app: App; answer: DraftAnswer }): JSX.Element | null {
  const { app, answer } = props;
  const lines = new Map(answer.red_lines.map((l) => [l.id, pick(l.words, app.lang)]));
  const title = (id: string): string => app.both(app.caseInfo.drafts.find((d) => d.id === id)?.title) || id;
  const shown = answer.drafts.map((d) => changeInto(answer, d)).filter((c): c is DraftChange => c !== null);
  if (shown.length === 0) return null;
  const signers = app.caseInfo.parties.filter((p) => p.signs).map((p) => p.id);
  return (
    <Section title={w(app, 'from_parent')} note={w(app, 'from_parent_note')}>
      {shown.map((c) => (
        <div key={c.to} class="v-card">
          <h3>{title(c.from)} <span aria-hidden="true">{'\u2192'}</span><span class="v-hidden">{w(app, 'to')}</span> {title(c.to)}</h3>
          <p>{w(app, 'kept_changed', { kept: c.kept, changed: c.clauses.length })}</p>
          <Scroll label={title(c.to)}>
            <table class="v-table v-narrow">
              <thead><tr><th scope="col">{w(app, 'signatory')}</th>{(['better', 'worse', 'same', 'not_known'] as const).map((t) => <th scope="col" key={t}><span aria-hidden="true">{TURN[t]} </span>{w(app, `turns_${t}`)}</th>)}</tr></thead>
              <tbody>{tally(c, signers).map((r) => <tr key={r.party}><th scope="row">{app.name('party', r.party)}</th>{(['better', 'worse', 'same', 'not_known'] as const).map((t) => <td key={t}>{w(app, 'k_of_n', { k: r.counts[t], n: c.clauses.length })}</td>)}</tr>)}</tbody>
            </table>
          </Scroll>
          {c.new_hits.length ? <><p><strong>{w(app, 'new_hits')}</strong></p><ul>{c.new_hits.map((id) => <li key={id}>{lines.get(id) ?? id}</li>)}</ul></> : null}
          {c.gone_hits.length ? <><p><strong>{w(app, 'gone_hits')}</strong></p><ul>{c.gone_hits.map((id) => <li key={id}>{lines.get(id) ?? id}</li>)}</ul></> : null}
        </div>
      ))}
    </Section>
  );
}

function exportTable(app: App, a: DraftAnswer): void {
  const signers = app.caseInfo.parties.filter((p) => p.signs);
  const head = [w(app, 'issue'), ...a.drafts.flatMap((d) => [app.both(d.title), ...signers.map((p) => `${app.both(d.title)}: ${pick(p.name, app.lang)}`)])];
  const rows = alignClauses(a, app.caseInfo).map((r) => [
    app.name('issue', r.issue),
    ...r.cells.flatMap((c) => [options(app, r.issue, c), ...signers.map((p) => (c.standing[p.id] ? w(app, `standing_${c.standing[p.id]}`) : ''))]),
  ]);
  saveText(`${app.caseInfo.id}-drafts.csv`, `\ufeff${csvTable([head, ...rows])}`, 'text/csv;charset=utf-8');
}

function Component({ app }: { app: App }): JSX.Element {
  const heads = app.caseInfo.drafts ?? [];
  const shown = chosenDrafts(heads, asList(app.params['ids']));
  const load = useLoad<DraftAnswer>(app, heads.length ? withQuery(app, 'drafts/compare', { ids: shown.join(',') }) : null);
  return (
    <Page app={app} id="drafts" title={w(app, 'drafts_title')} lead={w(app, 'drafts_lead', { day: asOf(app) })}
      actions={load.data ? <button type="button" class="v-btn" onClick={() => exportTable(app, load.data as DraftAnswer)}>{w(app, 'export_table')}</button> : null}>
      {heads.length === 0 ? <Nothing app={app}>{w(app, 'no_drafts')}</Nothing> : (
        <>
          <Chooser app={app} shown={shown} />
          <Wait app={app} load={load}>
            {(a) => (
              <>
                {a.later_drafts.length ? <p class="v-hint">{w(app, 'later_drafts', { names: joinNames(a.later_drafts, app.lang) })}</p> : null}
                {a.drafts.length === 0 ? <Nothing app={app}>{w(app, 'no_drafts_yet')}</Nothing> : <><Clauses app={app} answer={a} /><Heads app={app} answer={a} /><Changes app={app} answer={a} /></>}
              </>
            )}
          </Wait>
        </>
      )}
    </Page>
  );
}

export const drafts: View = {
  id: 'drafts', name: { en: 'Draft compare', zh: '\u8349\u6848\u5bf9\u7167' }, group: 'settlement', Component,
  alias: ['draft', 'plan', 'clauses', '\u8349\u6848', '\u6761\u6b3e'],
};
