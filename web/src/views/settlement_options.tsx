// The options as a table (issue x option), the settlements that pass, and pinned ones side by side.
import type { JSX } from 'preact';
import { useCallback, useRef } from 'preact/hooks';
import type { App } from '../frame/types';
import { Still } from '../frame/use';
import { Nothing, Scroll, Section, w } from './kit';
import { asBig, grouped, isZero, joinNames, pick } from './model/format';
import { compareSettlements, packPin, unpackPin, type Ask, type OptionCell, type OptionRow } from './model/settle';
import type { Settlement } from './model/types';
import type { Live } from './settlement';

export function OptionTable(props: { app: App; rows: OptionRow[]; ask: Ask; onFix(f: Settlement): void }): JSX.Element {
  const { app, rows } = props;
  const latest = useRef(props);
  latest.current = props;
  const choose = useCallback((issue: string, option: string): void => {
    const next = { ...latest.current.ask.fix };
    if (next[issue] === option) delete next[issue];
    else next[issue] = option;
    latest.current.onFix(next);
  }, []);
  return (
    <Section class="v-apart" title={w(app, 'options')} note={w(app, 'options_note')}>
      <ul class="v-issues">
        {rows.map((r) => (
          <Still key={r.issue} of={[app.lang, app.caseInfo, r.cells.map(standing).join(' ')]}>{() => (
            <li class="v-issue">
              <h3 id={`v-i-${r.issue}`}>{app.name('issue', r.issue)}</h3>
              <ul class="v-cells" aria-labelledby={`v-i-${r.issue}`}>
                {r.cells.map((c) => <li key={c.option}><Cell app={app} issue={r.issue} cell={c} onChoose={() => choose(r.issue, c.option)} /></li>)}
              </ul>
            </li>
          )}</Still>
        ))}
      </ul>
    </Section>
  );
}

/** All that a cell shows, for comparison. */
const standing = (c: OptionCell): string => `${c.option}:${c.chosen}:${c.passes}:${c.forbidders.map((l) => l.id).join()}`;

function Cell(props: { app: App; issue: string; cell: OptionCell; onChoose(): void }): JSX.Element {
  const { app, cell } = props;
  const who = [...new Set(cell.forbidders.map((l) => l.party))];
  const state = who.length > 0 ? 'barred' : cell.passes === true ? 'passes' : cell.passes === false ? 'notfound' : 'free';
  return (
    <button type="button" class={`v-cell v-cell-${state}`} aria-pressed={cell.chosen} onClick={props.onChoose} title={cell.forbidders.map((l) => pick(l.words, app.lang)).join('\n')}>
      <span class="v-cell-name">{cell.chosen ? <span aria-hidden="true">{'\u2713 '}</span> : null}{app.name('option', cell.option, props.issue)}</span>
      <span class="v-cell-note">
        {who.length > 0
          ? w(app, 'barred_by', { names: joinNames(who.map((p) => app.name('party', p)), app.lang) })
          : cell.passes === true ? w(app, 'in_a_passing') : w(app, 'no_line_alone')}
      </span>
    </button>
  );
}

const SHOWN = 12;

export function Packages(props: { app: App; live: Live; pins: string[]; onPin(s: Settlement): void }): JSX.Element {
  const { app, live } = props;
  const list = live.now.passing;
  const total = live.now.zone.open.passing;
  if (list.length === 0) {
    return (
      <Section title={w(app, 'packages')}>
        {isZero(total) ? <Nothing app={app}>{w(app, 'no_package')}</Nothing> : <p>{w(app, 'not_listed', { k: grouped(total) })}</p>}
      </Section>
    );
  }
  const varied = app.caseInfo.issues.filter((i) => new Set(list.slice(0, SHOWN).map((s) => s[i.id])).size > 1);
  const same = app.caseInfo.issues.filter((i) => !varied.includes(i));
  const first = list[0] as Settlement;
  return (
    <Section class="v-apart" title={w(app, 'packages')} id="passing" note={w(app, 'packages_note', { k: Math.min(SHOWN, list.length), n: grouped(total) })}>
      {same.length > 0 && list.length > 1 ? (
        <details>
          <summary>{w(app, 'same_in_all', { k: same.length, n: app.caseInfo.issues.length })}</summary>
          <dl class="v-dl">{same.map((i) => [<dt key={`t${i.id}`}>{pick(i.name, app.lang)}</dt>, <dd key={`d${i.id}`}>{app.name('option', first[i.id] ?? '', i.id)}</dd>])}</dl>
        </details>
      ) : null}
      <Scroll label={w(app, 'packages')}>
        <table class="v-table">
          <thead><tr><th scope="col">{w(app, 'number')}</th>{(list.length > 1 ? varied : app.caseInfo.issues).map((i) => <th scope="col" key={i.id}>{pick(i.name, app.lang)}</th>)}<th scope="col">{w(app, 'pin')}</th></tr></thead>
          <tbody>
            {list.slice(0, SHOWN).map((s, k) => {
              const pinned = props.pins.includes(packPin(app.caseInfo, s));
              return (
                <tr key={packPin(app.caseInfo, s)}>
                  <th scope="row">{k + 1}</th>
                  {(list.length > 1 ? varied : app.caseInfo.issues).map((i) => <td key={i.id}>{app.name('option', s[i.id] ?? '', i.id)}</td>)}
                  <td><button type="button" class="v-btn" aria-pressed={pinned} aria-label={`${w(app, pinned ? 'unpin' : 'pin')} ${k + 1}`} onClick={() => props.onPin(s)}>{w(app, pinned ? 'unpin' : 'pin')}</button></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      {asBig(total) > BigInt(SHOWN) ? <p class="v-small">{w(app, 'narrow')}</p> : null}
    </Section>
  );
}

export function Pins(props: { app: App; pins: string[]; onRemove(text: string): void }): JSX.Element | null {
  const { app } = props;
  const pinned = props.pins.map((text) => ({ text, s: unpackPin(app.caseInfo, text) })).filter((p): p is { text: string; s: Settlement } => p.s !== null);
  if (pinned.length === 0) return null;
  const rows = compareSettlements(app.caseInfo, pinned.map((p) => p.s));
  const differing = rows.filter((r) => r.differs).length;
  return (
    <Section title={w(app, 'pinned')} id="pins" note={pinned.length > 1 ? w(app, 'pinned_note', { k: differing, n: rows.length }) : w(app, 'pin_more')}>
      <Scroll label={w(app, 'pinned')}>
        <table class="v-table">
          <thead>
            <tr>
              <th scope="col">{w(app, 'issue')}</th>
              {pinned.map((p, k) => <th scope="col" key={p.text}>{w(app, 'pin_n', { n: k + 1 })} <button type="button" class="v-btn" aria-label={`${w(app, 'unpin')} ${k + 1}`} onClick={() => props.onRemove(p.text)}>{w(app, 'unpin')}</button></th>)}
            </tr>
          </thead>
          <tbody>
            {[...rows].sort((a, b) => Number(b.differs) - Number(a.differs)).map((r) => (
              <tr key={r.issue} class={r.differs ? 'v-differs' : ''}>
                <th scope="row">{app.name('issue', r.issue)}{r.differs ? <span class="v-tag">{w(app, 'differs')}</span> : null}</th>
                {r.values.map((v, k) => <td key={k}>{v ? app.name('option', v, r.issue) : w(app, 'left_open')}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}
