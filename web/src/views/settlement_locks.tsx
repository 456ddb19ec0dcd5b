// Red lines as locks. A row is one line: the lock, its words, how it is known, and the strip: what it alone would open.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { App, RedLine } from '../frame/types';
import { Still } from '../frame/use';
import { Bar, EvidenceButton, KnownTag, Nothing, Scroll, Section, w } from './kit';
import { grouped, isZero, pick } from './model/format';
import { groupLines, type Bar as StripBar } from './model/settle';
import type { Zone } from './model/types';
import type { Live } from './settlement';

export function LockSign(props: { open: boolean }): JSX.Element {
  return (
    <svg class="v-lock" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={props.open ? 'M6 9V6a4 4 0 0 1 7.5-2' : 'M6 9V6a4 4 0 0 1 8 0v3'} fill="none" stroke="currentColor" stroke-width="2" />
      <rect x="3.5" y="9" width="13" height="9" rx="1.5" fill={props.open ? 'none' : 'currentColor'} stroke="currentColor" stroke-width="1.5" />
    </svg>
  );
}

export function Locks(props: { app: App; lines: RedLine[]; bars: StripBar[]; live: Live; zone: Zone; onToggle(id: string): void }): JSX.Element {
  const { app, lines, live } = props;
  const bars = useMemo(() => new Map(props.bars.map((b) => [b.id, b])), [props.bars]);
  const groups = useMemo(() => groupLines(lines, app.caseInfo), [lines, app.caseInfo]);
  const released = new Set(live.ask.release);
  if (lines.length === 0) return <Section title={w(app, 'locks')}><Nothing app={app}>{w(app, 'no_lines')}</Nothing></Section>;
  return (
    <Section title={w(app, 'locks')} note={w(app, 'locks_note')}>
      <Scroll label={w(app, 'locks')}>
        <table class="v-table v-locks" role="table">
          <caption class="v-hidden">{w(app, 'locks_note')}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">{w(app, 'lock')}</th>
              <th scope="col" role="columnheader">{w(app, 'line')}</th>
              <th scope="col" role="columnheader">{w(app, 'strip_head', { n: grouped(props.zone.open.of) })}</th>
            </tr>
          </thead>
          {groups.map((g) => (
            <Still key={g.party} of={[app.lang, app.caseInfo, g, bars, props.onToggle, g.lines.filter((l) => released.has(l.id)).map((l) => l.id).join()]}>{() => (
              <tbody role="rowgroup">
                <tr class="v-group" role="row"><th colSpan={3} scope="rowgroup" role="rowheader">{app.name('party', g.party)}</th></tr>
                {g.lines.map((l) => <LockRow key={l.id} app={app} line={l as RedLine} bar={bars.get(l.id)} released={released.has(l.id)} onToggle={props.onToggle} />)}
              </tbody>
            )}</Still>
          ))}
        </table>
      </Scroll>
    </Section>
  );
}

interface RowProps { app: App; line: RedLine; bar: StripBar | undefined; released: boolean; onToggle(id: string): void }

/** Of hundreds of rows one press changes one: only its party's are compared, only it is drawn. A row is a grid of its own (views.css), so that no other is laid out or painted for it;
    the roles say what it still is: a row of a table. */
function LockRow(props: RowProps): JSX.Element {
  const { app, line, bar, released } = props;
  return <Still of={[app.lang, app.caseInfo, line, bar, released, props.onToggle]}>{() => <DrawnRow {...props} />}</Still>;
}

function DrawnRow(props: RowProps): JSX.Element {
  const { app, line, bar, released } = props;
  const words = pick(line.words, app.lang);
  const ids = line.evidence ?? [];
  return (
    <tr class={released ? 'v-released' : ''} data-line={line.id} role="row">
      <td role="cell">
        <button type="button" class="v-lockbtn" aria-pressed={released} title={w(app, released ? 'do_lock' : 'do_release')} onClick={() => props.onToggle(line.id)}>
          <LockSign open={released} />
          <span>{w(app, released ? 'released' : 'in_force')}<span class="v-hidden">{w(app, 'colon')}{words}</span></span>
        </button>
      </td>
      <td role="cell">
        <span class="v-line-words">{words}</span>
        <span class="v-line-foot">
          <KnownTag app={app} line={line} />
          <span class="v-small">{line.since ? w(app, 'since', { day: line.since }) : w(app, 'since_unknown')}</span>
          <EvidenceButton app={app} ids={ids} title={words} {...(line.quotes ? { quotes: line.quotes } : {})} />
        </span>
        {line.source === 'analyst' && line.note ? <details class="v-small"><summary>{w(app, 'why_set')}</summary><p>{line.note}</p></details> : null}
      </td>
      <td class="v-strip" role="cell">
        <Bar length={bar?.length ?? 0} kind={isZero(bar?.count) ? 'zero' : 'open'} />
        <span>{bar && !isZero(bar.count) ? w(app, 'more_pass', { k: grouped(bar.count) }) : w(app, 'opens_nothing')}</span>
      </td>
    </tr>
  );
}
