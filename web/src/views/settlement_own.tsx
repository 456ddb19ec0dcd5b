// Red lines the reader assumes: "what if Poland ruled this out too?". They stand in the address, in no case and no ledger, and are marked as
// the reader's own wherever they show.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App, RedLine } from '../frame/types';
import { conditionWords } from './positions/condition';
import { Section, w } from './kit';
import type { OwnLine } from './model/settle';

const KINDS = ['!=', '=', '>=', '<='] as const;

function sentence(app: App, line: OwnLine): string {
  return conditionWords(app.caseInfo, app.lang, line.rule);
}

/** As the clashes and openings know them: `added.1`, `added.2`, in the order of the question. */
export function asRedLines(app: App, own: OwnLine[]): RedLine[] {
  return own.map((line, n) => {
    const words = w(app, 'own_line', { words: sentence(app, line) });
    return { id: `added.${n + 1}`, party: line.party, issues: [line.rule.split(' ')[0] ?? ''], rule: line.rule, words: { en: words, zh: words }, since: null, first_hand: true, via: [], source: 'analyst', note: w(app, 'own_note'), evidence: [] };
  });
}

export function OwnLines(props: { app: App; own: OwnLine[]; onChange(list: OwnLine[]): void }): JSX.Element {
  const { app, own } = props;
  const info = app.caseInfo;
  const [party, setParty] = useState(info.parties.find((p) => p.signs)?.id ?? info.parties[0]?.id ?? '');
  const [issue, setIssue] = useState(info.issues[0]?.id ?? '');
  const [kind, setKind] = useState<string>('!=');
  const chosen = info.issues.find((i) => i.id === issue);
  const [option, setOption] = useState(chosen?.options[0]?.id ?? '');
  const fits = chosen?.options.some((o) => o.id === option) ? option : chosen?.options[0]?.id ?? '';
  const add = (event: Event): void => {
    event.preventDefault();
    if (!party || !issue || !fits) return;
    const line = { party, rule: `${issue} ${kind} ${fits}` };
    if (!own.some((o) => o.party === line.party && o.rule === line.rule)) props.onChange([...own, line]);
  };
  return (
    <Section title={w(app, 'own_title')} note={w(app, 'own_note')} id="own-lines">
      {own.length > 0 ? (
        <ul class="v-plain v-own">
          {own.map((line, n) => (
            <li key={`${line.party}${line.rule}`}>
              <span class="v-tag v-known-set"><span aria-hidden="true">{'\u2021'} </span>{w(app, 'own_tag')}</span> <strong>{app.name('party', line.party)}</strong>{w(app, 'colon')}{sentence(app, line)}{' '}
              <button type="button" class="v-btn" onClick={() => props.onChange(own.filter((_, k) => k !== n))}>{w(app, 'own_remove')}<span class="v-hidden"> {app.name('party', line.party)} {sentence(app, line)}</span></button>
            </li>
          ))}
        </ul>
      ) : null}
      <form class="v-toolbar v-own-form" onSubmit={add}>
        <span class="v-field"><label for="v-own-party">{w(app, 'party')}</label>
          <select id="v-own-party" value={party} onChange={(e) => setParty(e.currentTarget.value)}>{info.parties.filter((p) => p.signs).map((p) => <option key={p.id} value={p.id}>{app.both(p.name)}</option>)}</select></span>
        <span class="v-field"><label for="v-own-issue">{w(app, 'issue')}</label>
          <select id="v-own-issue" value={issue} onChange={(e) => setIssue(e.currentTarget.value)}>{info.issues.map((i) => <option key={i.id} value={i.id}>{app.both(i.name)}</option>)}</select></span>
        <span class="v-field"><label for="v-own-kind">{w(app, 'own_kind')}</label>
          <select id="v-own-kind" value={kind} onChange={(e) => setKind(e.currentTarget.value)}>{KINDS.filter((k) => chosen?.ordered || k === '=' || k === '!=').map((k) => <option key={k} value={k}>{w(app, `own_${{ '!=': 'not', '=': 'only', '>=': 'least', '<=': 'most' }[k]}`)}</option>)}</select></span>
        <span class="v-field"><label for="v-own-option">{w(app, 'own_option')}</label>
          <select id="v-own-option" value={fits} onChange={(e) => setOption(e.currentTarget.value)}>{chosen?.options.map((o) => <option key={o.id} value={o.id}>{app.both(o.name)}</option>)}</select></span>
        <button class="v-btn">{w(app, 'own_add')}</button>
      </form>
    </Section>
  );
}
