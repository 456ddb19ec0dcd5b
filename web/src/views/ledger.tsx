// The ledger: documents, edits, assumptions, the chain that shows nothing was changed, and the share-safe export door.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { listOf, listText } from '../frame/route';
import { outletName } from '../frame/names';
import type { App, View } from '../frame/types';
import { asOf, EvidenceButton, Nothing, Page, Scroll, Section, useLoad, w, Wait, withQuery } from './kit';
import { grouped } from './model/format';
import { Conflicts } from './ledger_conflicts';
import { Derivation } from './ledger_derivation';

interface Doc { id: string; doc: string; title: string; outlet: string; languages: string[]; published: string | null; published_basis: string; published_inferred?: boolean; published_why?: string; records: number; copy_of?: string | null; sha256?: string; notes?: string[] }
interface Decision { number: number; action: string; record?: string; records?: string[]; field?: string; value?: string; reason?: string; who?: string; at?: string; undone?: boolean }
interface Assumption { kind: string; party: string | null; issue: string | null; what: string | { en: string; zh: string }; source_note: string; where: string; from?: string | null; until?: string | null }
interface Verified { whole: boolean; sentence?: string; findings?: unknown[] }
interface Head { documents: number; records: number; decisions: number; audit: number; last_hash: string }

const TABS = ['documents', 'conflicts', 'edits', 'assumptions', 'derivation', 'export'] as const;
type Tab = (typeof TABS)[number];

function Tabs(props: { app: App; tab: Tab }): JSX.Element {
  const { app, tab } = props;
  const move = (e: KeyboardEvent): void => {
    const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    e.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] as Tab;
    app.setParams({ tab: next }, { replace: true });
    document.getElementById(`v-tab-${next}`)?.focus();
  };
  return (
    <div class="v-tabs" role="tablist" aria-label={w(app, 'ledger_title')} onKeyDown={move}>
      {TABS.map((t) => <button key={t} type="button" role="tab" id={`v-tab-${t}`} aria-selected={t === tab} aria-controls="v-tabpanel" tabIndex={t === tab ? 0 : -1} onClick={() => app.setParams({ tab: t })}>{w(app, `tab_${t}`)}</button>)}
    </div>
  );
}

/** So many rows at first; a print of thousands is asked for. */
const SHOWN = 200;

function Documents({ app }: { app: App }): JSX.Element {
  const load = useLoad<{ total: number; documents: Doc[] }>(app, withQuery(app, 'documents'));
  const without = listOf(app.state.without_outlets);
  return (
    <Wait app={app} load={load}>
      {(a) => a.documents.length === 0 ? <Nothing app={app}>{w(app, 'no_documents')}</Nothing> : (
        <>
          <p class="v-small">{w(app, 'documents_note', { n: grouped(a.total) })}{without.length ? ` ${w(app, 'without_now', { names: without.map((one) => outletName(app, one)).join(', ') })}` : ''}
            {without.length ? <button type="button" class="v-btn" onClick={() => app.setState({ without_outlets: '' })}>{w(app, 'with_all')}</button> : null}</p>
          <Scroll label={w(app, 'tab_documents')}>
            <table class="v-table">
              <thead><tr><th scope="col">{w(app, 'report')}</th><th scope="col">{w(app, 'arc_outlet')}</th><th scope="col">{w(app, 'published')}</th><th scope="col">{w(app, 'languages')}</th><th scope="col">{w(app, 'records')}</th><th scope="col">{w(app, 'hash')}</th></tr></thead>
              <tbody>
                {a.documents.slice(0, app.params['all'] ? undefined : SHOWN).map((d) => (
                  <tr key={d.id}>
                    <th scope="row"><a href={app.href('reader', { doc: d.id })}><bdi>{d.title || d.doc}</bdi></a><span class="v-small v-block">{d.doc}{d.copy_of ? ` \u00b7 ${w(app, 'copy_of', { doc: d.copy_of })}` : ''}</span>{(d.notes ?? []).map((n) => <span key={n} class="v-small v-block">{n}</span>)}</th>
                    <td>{d.outlet ? outletName(app, d.outlet) : w(app, 'unknown')}{d.outlet && !without.includes(d.outlet) ? <button type="button" class="v-btn v-tiny" aria-label={w(app, 'without_label', { name: outletName(app, d.outlet) })} onClick={() => app.setState({ without_outlets: listText([...without, d.outlet]) })}>{w(app, 'without')}</button> : null}</td>
                    <td>{d.published ?? w(app, 'undated')}{d.published_inferred ? ` (${w(app, 'inferred')})` : ''}<span class="v-small v-block">{d.published_why ?? d.published_basis}</span></td>
                    <td>{d.languages.map((l) => app.name('language', l)).join(', ')}</td>
                    <td>{grouped(d.records)}</td>
                    <td><code title={d.sha256 ?? d.id}>{(d.sha256 ?? d.id).slice(0, 12)}</code></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {a.documents.length > SHOWN && !app.params['all'] ? <p><button type="button" class="v-btn" onClick={() => app.setParams({ all: '1' })}>{w(app, 'all_documents', { n: grouped(a.documents.length) })}</button></p> : null}
        </>
      )}
    </Wait>
  );
}

function Edits({ app }: { app: App }): JSX.Element {
  const head = useLoad<Head>(app, 'ledger');
  const list = useLoad<{ decisions: Decision[] }>(app, 'ledger/decisions');
  const [sure, setSure] = useState<Verified | null>(null);
  const [failed, setFailed] = useState('');
  const verify = (): void => {
    setFailed('');
    app.get<Verified>('ledger/verify').then((a) => { setSure(a); app.announce(w(app, a.whole ? 'whole' : 'broken')); }).catch((e: Error) => setFailed(e.message));
  };
  return (
    <>
      <Wait app={app} load={head}>
        {(h) => <p>{w(app, 'ledger_head', { documents: grouped(h.documents), records: grouped(h.records), decisions: grouped(h.decisions), audit: grouped(h.audit) })} <span class="v-small">{w(app, 'last_hash')} <code>{(h.last_hash ?? '').slice(0, 16) || w(app, 'none')}</code></span></p>}
      </Wait>
      <p><button type="button" class="v-btn" onClick={verify}>{w(app, 'verify')}</button> <span role="status">{sure ? [w(app, sure.whole ? 'whole' : 'broken'), sure.sentence ?? '', ...(sure.findings ?? []).map((f) => (typeof f === 'string' ? f : JSON.stringify(f)))].join(' ') : failed}</span></p>
      <Wait app={app} load={list}>
        {(a) => a.decisions.length === 0 ? <p>{w(app, 'no_edits')}</p> : (
          <Scroll label={w(app, 'tab_edits')}>
            <table class="v-table">
              <thead><tr><th scope="col">{w(app, 'number')}</th><th scope="col">{w(app, 'edit')}</th><th scope="col">{w(app, 'who_when')}</th><th scope="col">{w(app, 'record')}</th></tr></thead>
              <tbody>
                {[...a.decisions].sort((x, y) => y.number - x.number).slice(0, 200).map((d) => {
                  const ids = d.records ?? (d.record ? [d.record] : []);
                  return (
                    <tr key={d.number} class={d.undone ? 'v-undone' : ''}>
                      <th scope="row">{d.number}</th>
                      <td>{d.action} {d.field ? `${d.field} = ${d.value ?? ''}` : ''}{d.undone ? ` (${w(app, 'undone')})` : ''}{d.reason ? <span class="v-small v-block">{d.reason}</span> : null}</td>
                      <td>{[d.who, d.at].filter(Boolean).join(' \u00b7 ')}</td>
                      <td><EvidenceButton app={app} ids={ids} title={`${w(app, 'edit')} ${d.number}`} /></td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
        )}
      </Wait>
    </>
  );
}

function Assumptions({ app }: { app: App }): JSX.Element {
  const load = useLoad<{ assumptions: Assumption[] }>(app, 'assumptions');
  return (
    <Wait app={app} load={load}>
      {(a) => a.assumptions.length === 0 ? <p>{w(app, 'no_assumptions')}</p> : (
        <Scroll label={w(app, 'tab_assumptions')}>
          <table class="v-table">
            <caption class="v-small">{w(app, 'assumptions_set', { n: a.assumptions.length })}</caption>
            <thead><tr><th scope="col">{w(app, 'whose_issue')}</th><th scope="col">{w(app, 'what')}</th><th scope="col">{w(app, 'basis')}</th><th scope="col">{w(app, 'valid')}</th></tr></thead>
            <tbody>
              {a.assumptions.map((x, n) => (
                <tr key={n}>
                  <th scope="row">{[x.party ? app.name('party', x.party) : '', x.issue ? app.name('issue', x.issue) : ''].filter(Boolean).join(' \u00b7 ') || x.kind}<span class="v-small v-block">{x.kind}</span></th>
                  <td>{typeof x.what === 'string' ? x.what : app.both(x.what)}</td>
                  <td>{x.source_note || w(app, 'no_basis')}{x.where ? <span class="v-small v-block">{x.where}</span> : null}</td>
                  <td>{[x.from, x.until].filter(Boolean).join(' \u2013 ') || w(app, 'always')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Wait>
  );
}

/** The one way out: private notes, paths and names of readers are left behind by the server, and the page says what is. */
function ExportDoor({ app }: { app: App }): JSX.Element {
  const routes = useLoad<{ routes: { path: string }[] }>(app, 'routes');
  const offered = routes.data?.routes.some((r) => /(^|\/)export$/.test(r.path)) ?? true;
  if (!offered) return <p>{w(app, 'export_missing')}</p>;
  return (
    <>
      <p>{w(app, 'export_what')}</p>
      <div class="v-two">
        <div><h3>{w(app, 'goes_out')}</h3><ul>{['out_case', 'out_brief', 'out_records', 'out_decisions'].map((k) => <li key={k}>{w(app, k)}</li>)}</ul></div>
        <div><h3>{w(app, 'stays_here')}</h3><ul>{['in_private', 'in_paths', 'in_names', 'in_texts'].map((k) => <li key={k}>{w(app, k)}</li>)}</ul></div>
      </div>
      <p><a class="v-btn v-btn-strong" href={`/api/v1/${withQuery(app, 'export')}`} download={`${app.caseInfo.id}-${asOf(app)}-share-safe.json`}>{w(app, 'save_export')}</a></p>
      <p class="v-small">{w(app, 'export_note')}</p>
    </>
  );
}

function Component({ app }: { app: App }): JSX.Element {
  const tab: Tab = (TABS as readonly string[]).includes(app.params['tab'] ?? '') ? (app.params['tab'] as Tab) : 'documents';
  return (
    <Page app={app} id="ledger" title={w(app, 'ledger_title')} lead={w(app, 'ledger_lead')}>
      <Tabs app={app} tab={tab} />
      <div id="v-tabpanel" role="tabpanel" aria-labelledby={`v-tab-${tab}`} tabIndex={0}>
        <Section title={w(app, `tab_${tab}`)}>
          {tab === 'documents' ? <Documents app={app} /> : null}
          {tab === 'conflicts' ? <Conflicts app={app} /> : null}
          {tab === 'edits' ? <Edits app={app} /> : null}
          {tab === 'assumptions' ? <Assumptions app={app} /> : null}
          {tab === 'derivation' ? <Derivation app={app} /> : null}
          {tab === 'export' ? <ExportDoor app={app} /> : null}
        </Section>
      </div>
    </Page>
  );
}

export const ledger: View = {
  id: 'ledger', name: { en: 'Ledger', zh: '\u53f0\u8d26' }, group: 'write', Component,
  alias: ['audit', 'documents', 'assumptions', 'export', 'derivation', '\u5ba1\u8ba1', '\u6587\u4ef6', '\u8bbe\u5b9a', '\u5bfc\u51fa'],
};
