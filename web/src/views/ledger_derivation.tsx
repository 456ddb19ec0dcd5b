// The derivation of a figure: figure -> what it is counted from -> red lines or stance -> sentence -> rule and document -> edits.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App, RedLine, Stance } from '../frame/types';
import { EvidenceButton, KnownTag, KofN, langOf, useLoad, w, Wait, withQuery } from './kit';
import { pick } from './model/format';
import { knownHow, linesOf } from './model/settle';
import type { SettleAnswer } from './model/types';

interface Decided { number: number; action: string; field?: string; value?: string; who?: string; at?: string; stands?: boolean }
interface UsedRow { use: string; text: string; kind: string; where: string }
interface Why { rule?: string; rows?: UsedRow[]; decisions?: Decided[]; document?: { doc: string; sha256: string; published: string | null; published_why?: string } }
interface RecordWhy { record: { id: string; words?: string; text: string; speaker: string; rule: string; doc: string; char_start: number; char_end: number }; why?: Why }

/** A branch that fetches what is in it only when it is opened. */
function Branch(props: { label: JSX.Element | string; children: () => JSX.Element }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details class="v-branch" open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{props.label}</summary>
      {open ? <div class="v-branch-in">{props.children()}</div> : null}
    </details>
  );
}

function RecordBranch(props: { app: App; id: string }): JSX.Element {
  const { app } = props;
  const load = useLoad<RecordWhy>(app, `records/${encodeURIComponent(props.id)}?lang=${app.lang}`);
  return (
    <Wait app={app} load={load}>
      {(a) => (
        <dl class="v-dl">
          <dt>{w(app, 'sentence')}</dt>
          <dd><q lang={langOf(a.record.words || a.record.text)}>{a.record.words || a.record.text}</q> <EvidenceButton app={app} ids={[props.id]} title={a.record.speaker} label={w(app, 'in_drawer')} /></dd>
          <dt>{w(app, 'rule_fired')}</dt>
          <dd><code>{a.why?.rule ?? a.record.rule}</code>
            {(a.why?.rows ?? []).length ? <ul>{a.why?.rows?.map((r, k) => <li key={k}>{r.use} ({r.kind}){w(app, 'colon')}<bdi lang={langOf(r.text)}>{r.text}</bdi> <span class="v-small">{r.where.split('/').pop()}</span></li>)}</ul> : null}</dd>
          <dt>{w(app, 'report')}</dt>
          <dd>{a.why?.document?.doc ?? a.record.doc}{w(app, 'comma')} {w(app, 'characters', { from: a.record.char_start, to: a.record.char_end })}
            {a.why?.document ? <span class="v-small v-block">{a.why.document.published ?? w(app, 'undated')} {a.why.document.published_why} {'\u00b7'} SHA-256 <code>{a.why.document.sha256}</code></span> : null}</dd>
          <dt>{w(app, 'tab_edits')}</dt>
          <dd>{(a.why?.decisions ?? []).length === 0 ? w(app, 'no_edits_record') : <ul>{a.why?.decisions?.map((d) => <li key={d.number}>{d.number} {d.action} {d.field ?? ''} {d.value ?? ''} {[d.who, d.at].filter(Boolean).join(' ')}{d.stands === false ? ` (${w(app, 'undone')})` : ''}</li>)}</ul>}</dd>
        </dl>
      )}
    </Wait>
  );
}

function LineBranch(props: { app: App; line: RedLine }): JSX.Element {
  const { app, line } = props;
  return (
    <Branch label={<>{app.name('party', line.party)}{w(app, 'colon')}{pick(line.words, app.lang)} <KnownTag app={app} line={line} /></>}>
      {() => (
        <>
          <p class="v-small">{w(app, 'rule_text')} <code>{line.rule}</code></p>
          {knownHow(line) === 'set' ? <p class="v-small">{w(app, 'set_because')} {line.note || w(app, 'no_basis')}</p> : null}
          {(line.evidence ?? []).length === 0 ? <p class="v-small">{w(app, 'no_quote')}</p> : line.evidence.map((id) => <Branch key={id} label={`${w(app, 'record')} ${id}`}>{() => <RecordBranch app={app} id={id} />}</Branch>)}
        </>
      )}
    </Branch>
  );
}

function ZoneTree({ app }: { app: App }): JSX.Element {
  const load = useLoad<SettleAnswer>(app, withQuery(app, 'settle'));
  return (
    <Wait app={app} load={load}>
      {(a) => {
        const lines = linesOf(a) as RedLine[];
        const sizes = app.caseInfo.issues.map((i) => i.options.length);
        return (
          <div class="v-tree">
            <p><strong><KofN app={app} k={a.zone.open.passing} n={a.zone.open.of} /></strong> {w(app, 'figure_zone')} {w(app, a.zone.verdict === 'proved' ? 'proved' : 'limit_reached')}</p>
            <Branch label={w(app, 'where_n', { n: app.caseInfo.issues.length })}>
              {() => <><p><code>{sizes.join(' \u00d7 ')}</code></p><ul>{app.caseInfo.issues.map((i) => <li key={i.id}>{app.both(i.name)}{w(app, 'colon')}{i.options.map((o) => app.both(o.name)).join(app.lang === 'zh' ? '\uff1b' : '; ')}</li>)}</ul></>}
            </Branch>
            <Branch label={w(app, 'where_k', { n: lines.length })}>{() => <>{lines.map((l) => <LineBranch key={l.id} app={app} line={l} />)}</>}</Branch>
          </div>
        );
      }}
    </Wait>
  );
}

function StanceTree({ app, cell }: { app: App; cell: string }): JSX.Element {
  const [party = '', issue = '', option = ''] = cell.split('~');
  const load = useLoad<{ stances: Stance[] }>(app, withQuery(app, 'stances', { lists: 'stances', evidence: '100' }));
  return (
    <Wait app={app} load={load}>
      {(a) => {
        const s = a.stances.find((x) => x.party === party && x.issue === issue && x.option === option);
        if (!s) return <p>{w(app, 'nothing_found')}</p>;
        return (
          <div class="v-tree">
            <p><strong>{app.name('party', s.party)} {'\u00b7'} {app.name('issue', s.issue)} {'\u00b7'} {app.name('option', s.option, s.issue)}{w(app, 'colon')}{w(app, `stance_${s.stance}`)}</strong>{s.condition ? ` ${s.condition}` : ''} {s.since ? w(app, 'since', { day: s.since }) : ''}</p>
            <p class="v-small">{s.source === 'analyst' ? `${w(app, 'set_because')} ${s.note || w(app, 'no_basis')}` : <>{w(app, 'stance_rule')} <code>{s.rule ?? ''}</code></>}</p>
            {s.evidence.length === 0 ? <p class="v-small">{w(app, s.stance === 'silent' ? 'nothing_found' : 'no_quote')}</p> : s.evidence.map((id) => <Branch key={id} label={`${w(app, 'record')} ${id}`}>{() => <RecordBranch app={app} id={id} />}</Branch>)}
          </div>
        );
      }}
    </Wait>
  );
}

export function Derivation({ app }: { app: App }): JSX.Element {
  const figure = app.params['figure'] ?? 'zone';
  const [party = '', issue = '', option = ''] = figure === 'zone' ? [] : figure.split('~');
  const info = app.caseInfo;
  const set = (p: string, i: string, o: string): void => {
    const it = info.issues.find((x) => x.id === i) ?? info.issues[0];
    const op = it?.options.find((x) => x.id === o) ?? it?.options[0];
    app.setParams({ figure: p === '' ? 'zone' : `${p}~${it?.id ?? ''}~${op?.id ?? ''}` });
  };
  return (
    <>
      <p class="v-note">{w(app, 'derivation_note')}</p>
      <div class="v-toolbar">
        <span class="v-field"><label for="v-f-kind">{w(app, 'figure')}</label>
          <select id="v-f-kind" value={party} onChange={(e) => set(e.currentTarget.value, issue, option)}>
            <option value="">{w(app, 'figure_k_of_n')}</option>
            {info.parties.map((p) => <option key={p.id} value={p.id}>{w(app, 'stance_of', { name: app.both(p.name) })}</option>)}
          </select></span>
        {party ? (
          <>
            <span class="v-field"><label for="v-f-issue">{w(app, 'issue')}</label><select id="v-f-issue" value={issue} onChange={(e) => set(party, e.currentTarget.value, '')}>{info.issues.map((i) => <option key={i.id} value={i.id}>{app.both(i.name)}</option>)}</select></span>
            <span class="v-field"><label for="v-f-option">{w(app, 'option')}</label><select id="v-f-option" value={option} onChange={(e) => set(party, issue, e.currentTarget.value)}>{info.issues.find((i) => i.id === issue)?.options.map((o) => <option key={o.id} value={o.id}>{app.both(o.name)}</option>)}</select></span>
          </>
        ) : null}
      </div>
      {party ? <StanceTree app={app} cell={figure} /> : <ZoneTree app={app} />}
    </>
  );
}
