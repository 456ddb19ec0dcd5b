// Who speaks for whom: whose position, through whom, printed where. Relayed chains are dashed as well as named.
import type { JSX } from 'preact';
import { calledName, chainNames, outletName, voiceName } from '../frame/names';
import type { App, View } from '../frame/types';
import { asOf, EvidenceButton, Nothing, Page, Scroll, Section, useLoad, w, Wait, withQuery } from './kit';
import { grouped, percent } from './model/format';
import { barParts, chains, layout, provenanceOf, shareRows, type Chain, type Picture } from './model/relays';
import type { Provenance, RelayAnswer } from './model/types';

const MOST_ROWS = 40;
const SIGN: Record<Provenance, string> = { first_hand: '\u25a0', relayed: '\u25a1', told: '\u25a4' };
const WORD: Record<Provenance, string> = { first_hand: 'first_hand', relayed: 'relayed', told: 'narrated' };

function Arcs(props: { app: App; picture: Picture; total: number }): JSX.Element {
  const { app, picture } = props;
  const xs = [0, picture.width / 2 - 90, picture.width - 180];
  const name = (label: string, column: number): string => (column === 0 ? voiceName(app.caseInfo, app.lang, label) : column === 2 ? outletName(app, label) : label.split(' \u2192 ').map((one) => calledName(app, one)).join(' \u2192 '));
  return (
    <Scroll label={w(app, 'arcs')}>
      <svg class="v-arcs" viewBox={`0 -26 ${picture.width} ${picture.height + 30}`} role="img" aria-label={w(app, 'arcs_label', { n: props.total })}>
        {['arc_party', 'arc_relay', 'arc_outlet'].map((k, i) => <text key={k} class="v-arc-head" x={(xs[i] ?? 0) + 90} y="-10" text-anchor="middle">{w(app, k)}</text>)}
        {picture.arcs.map((a) => (
          <path key={`${a.from}${a.to}${a.known}`} class={`v-arc v-arc-${a.known}`} d={a.path} stroke-width={a.width.toFixed(1)} onClick={() => app.showEvidence({ title: a.label, ids: a.records })}>
            <title>{a.label}</title>
          </path>
        ))}
        {picture.nodes.map((n) => (
          <g key={n.id} transform={`translate(${xs[n.column]},${(n.y - n.height / 2).toFixed(1)})`}>
            <rect class={`v-node v-node-${n.column}`} width="180" height={n.height} rx="3" />
            <text class={`v-node-text${isLong(name(n.label, n.column)) ? ' v-node-tight' : ''}`} x="90" y={n.height / 2 + 4} text-anchor="middle">{cut(name(n.label, n.column), 33)} {grouped(n.count)}<title>{name(n.label, n.column)}</title></text>
          </g>
        ))}
      </svg>
    </Scroll>
  );
}

const isLong = (text: string): boolean => cut(text, 22) !== text;

/** Han characters count double; the whole name stands in the title and in the table. */
function cut(text: string, most: number): string {
  let wide = 0;
  let out = '';
  for (const c of text) {
    wide += c.charCodeAt(0) > 0x2e80 ? 2 : 1;
    if (wide > most) return `${out}\u2026`;
    out += c;
  }
  return out;
}

function ChainTable(props: { app: App; list: Chain[] }): JSX.Element {
  const { app, list } = props;
  return (
    <Scroll label={w(app, 'chains')}>
      <table class="v-table">
        <thead><tr><th scope="col">{w(app, 'arc_party')}</th><th scope="col">{w(app, 'chain')}</th><th scope="col">{w(app, 'arc_outlet')}</th><th scope="col">{w(app, 'quotations')}</th></tr></thead>
        <tbody>
          {list.slice(0, MOST_ROWS).map((c) => (
            <tr key={c.key}>
              <th scope="row">{voiceName(app.caseInfo, app.lang, c.party)}</th>
              <td class={c.known === 'relayed' ? 'v-relayed-cell' : ''}>
                <span class={`v-tag v-known-${WORD[c.known]}`}><span aria-hidden="true">{SIGN[c.known]} </span>{w(app, `known_${WORD[c.known]}`)}</span>{' '}
                <bdi>{chainNames(app, c.names)}</bdi>
              </td>
              <td>{c.outlets.map((one) => outletName(app, one)).join(app.lang === 'zh' ? '\u3001' : ', ')}</td>
              <td><EvidenceButton app={app} ids={c.records} title={chainNames(app, c.names)} label={w(app, c.count === 1 ? 'one_quote' : 'n_quotes', { n: c.count })} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.length > MOST_ROWS ? <p class="v-small">{w(app, 'rows_shown', { k: MOST_ROWS, n: list.length })}</p> : null}
    </Scroll>
  );
}

function Shares(props: { app: App; answer: RelayAnswer }): JSX.Element {
  const { app } = props;
  const rows = shareRows(props.answer, app.caseInfo.parties.map((p) => p.id));
  return (
    <Section title={w(app, 'shares')} note={w(app, 'shares_note')}>
      <Scroll label={w(app, 'shares')}>
        <table class="v-table">
          <thead><tr><th scope="col">{w(app, 'party')}</th><th scope="col">{w(app, 'how_known')}</th><th scope="col">{w(app, 'only_relayed')}</th></tr></thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.party}>
                <th scope="row">{app.name('party', r.party)}</th>
                <td>
                  {r.records === 0 ? w(app, 'nothing_found') : (
                    <>
                      <svg class="v-parts" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        {barParts(r).reduce<{ x: number; out: JSX.Element[] }>((s, p) => ({ x: s.x + p.part * 100, out: [...s.out, <rect key={p.kind} class={`v-part-${p.kind}`} x={s.x} y="0.5" width={p.part * 100} height="9" />] }), { x: 0, out: [] }).out}
                      </svg>
                      <span class="v-small">{barParts(r).map((p) => `${w(app, `known_${p.kind}`)} ${w(app, 'k_of_n', { k: p.count, n: r.records })} (${percent(p.count / Math.max(r.records, 1))})`).join(app.lang === 'zh' ? '\uff1b' : '; ')}</span>
                    </>
                  )}
                </td>
                <td>{r.only_relayed_cells.length === 0 ? w(app, 'none') : <ul class="v-plain">{r.only_relayed_cells.slice(0, 12).map((c) => <li key={`${c.issue}${c.option}`}><a href={app.href('matrix', {})}>{app.name('issue', c.issue)}{c.option ? ` \u00b7 ${app.name('option', c.option, c.issue)}` : ''}</a> <span class="v-small">{c.via.length ? w(app, 'via', { chain: chainNames(app, c.via) }) : w(app, 'known_narrated')}</span></li>)}</ul>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function Component({ app }: { app: App }): JSX.Element {
  const party = app.params['party'] ?? '';
  const only = app.params['only'] === 'relayed';
  const load = useLoad<RelayAnswer>(app, withQuery(app, 'relays'));
  return (
    <Page app={app} id="relays" title={w(app, 'relays_title')} lead={w(app, 'relays_lead', { day: asOf(app) })}>
      <div class="v-toolbar">
        <span class="v-field"><label for="v-rel-party">{w(app, 'whose')}</label>
          <select id="v-rel-party" value={party} onChange={(e) => app.setParams({ party: e.currentTarget.value })}>
            <option value="">{w(app, 'all_parties')}</option>
            {app.caseInfo.parties.map((p) => <option key={p.id} value={p.id}>{app.both(p.name)}</option>)}
          </select></span>
        <label class="v-field"><input type="checkbox" checked={only} onChange={() => app.setParams({ only: only ? '' : 'relayed' })} /> {w(app, 'relayed_only')}</label>
      </div>
      <Wait app={app} load={load}>
        {(a) => {
          const arcs = a.arcs.filter((x) => (!party || x.party === party || !!app.caseInfo.parties.find((p) => p.id === party)?.includes?.includes(x.party)) && (!only || provenanceOf(x) === 'relayed'));
          const total = arcs.reduce((n, x) => n + x.count, 0);
          const picture = layout(arcs, w(app, 'said_itself'), w(app, 'known_narrated'));
          return arcs.length === 0 ? <Nothing app={app}>{w(app, 'no_arcs')}</Nothing> : (
            <>
              <Section title={w(app, 'arcs')} note={w(app, 'arcs_note', { n: grouped(total) })}>
                <Arcs app={app} picture={picture} total={total} />
                {picture.left_out ? <p class="v-small">{w(app, 'arcs_left_out', { n: picture.left_out })}</p> : null}
              </Section>
              <Section title={w(app, 'chains')}><ChainTable app={app} list={chains(arcs)} /></Section>
              <Shares app={app} answer={a} />
            </>
          );
        }}
      </Wait>
    </Page>
  );
}

export const relays: View = {
  id: 'relays', name: { en: 'Who speaks for whom', zh: '\u8c01\u66ff\u8c01\u8bf4\u8bdd' }, group: 'positions', Component,
  alias: ['relay', 'chain', 'via', '\u8f6c\u8ff0', '\u8f6c\u8ff0\u94fe'],
};
