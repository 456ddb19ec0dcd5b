// Why none passes (the smallest clash, with its quotations) and what opens it (the smallest openings, who moves, who still blocks).
import type { JSX } from 'preact';
import type { App, RedLine } from '../frame/types';
import { Bar, EvidenceButton, KnownTag, KofN, More, QuoteCard, Section, useMap, w } from './kit';
import { compareCounts, grouped, isZero, joinNames, pick, share } from './model/format';
import { orderOpenings, packPin, smallestClash } from './model/settle';
import type { Opening, SettleAnswer, Settlement } from './model/types';
import type { Live } from './settlement';

const MOST_OPENINGS = 3;

/** One line of a clash: whose, its words, how known, and its sentences in full. */
function LineWithQuotes(props: { app: App; line: RedLine | undefined; id: string }): JSX.Element {
  const { app, line } = props;
  if (!line) return <li>{props.id}</li>;
  const quotes = line.quotes ?? [];
  const words = pick(line.words, app.lang);
  return (
    <li class="v-clash-line">
      <p><strong>{app.name('party', line.party)}</strong>{w(app, 'colon')}{words}</p>
      <p class="v-line-foot"><KnownTag app={app} line={line} /> <EvidenceButton app={app} ids={line.evidence ?? []} title={words} quotes={quotes} /></p>
      {quotes.slice(0, 2).map((q) => <QuoteCard key={q.record} app={app} quote={q} />)}
      {line.source === 'analyst' && line.note ? <p class="v-small">{w(app, 'set_because')} {line.note}</p> : null}
    </li>
  );
}

export function Clashes(props: { app: App; lines: RedLine[]; live: Live }): JSX.Element {
  const { app, live } = props;
  const by = useMap(props.lines);
  const { clashes, zone, blocked_by } = live.now;
  const smallest = smallestClash(clashes);
  const rest = clashes.filter((c) => c !== smallest);
  return (
    <Section title={w(app, 'why_none')} id="why-none" note={w(app, 'why_none_note')}>
      {smallest === null && blocked_by && blocked_by.length > 0 && isZero(zone.open.passing) ? (
        <>
          <p>{w(app, 'fix_blocked')}</p>
          <ul class="v-plain">{blocked_by.map((id) => <LineWithQuotes key={id} app={app} id={id} line={by.get(id)} />)}</ul>
        </>
      ) : smallest === null ? (
        <p>{isZero(zone.open.passing) ? w(app, 'no_clash_listed') : w(app, 'no_clash')}</p>
      ) : (
        <>
          <p>{w(app, 'clash_says', { k: smallest.length, n: props.lines.length })}</p>
          <ul class="v-plain v-clash">{smallest.map((id) => <LineWithQuotes key={id} app={app} id={id} line={by.get(id)} />)}</ul>
        </>
      )}
      {rest.length > 0 ? (
        <More summary={w(app, 'other_clashes', { n: rest.length })}>{() =>
          <ol>{rest.slice(0, 20).map((c) => <li key={c.join()}>{c.map((id) => pick(by.get(id)?.words, app.lang) || id).join(app.lang === 'zh' ? '\uff1b' : '; ')}</li>)}</ol>}
        </More>
      ) : null}
    </Section>
  );
}

interface OpeningsProps { app: App; lines: RedLine[]; live: Live; first: SettleAnswer; pins: string[]; onRelease(ids: string[]): void; onPin(s: Settlement): void }

export function Openings(props: OpeningsProps): JSX.Element {
  const { app, live } = props;
  const list = orderOpenings(live.now.openings);
  const longest = list.reduce<string | number>((m, o) => (compareCounts(o.opens, m) > 0 ? o.opens : m), 0);
  if (list.length === 0) {
    return <Section title={w(app, 'open_it')}><p>{isZero(live.now.zone.open.passing) ? w(app, 'no_opening') : w(app, 'already_open')}</p></Section>;
  }
  return (
    <Section title={w(app, 'open_it')} note={w(app, 'open_it_note')} id="open-it">
      <ol class="v-openings">
        {list.slice(0, MOST_OPENINGS).map((o) => <OpeningCard key={o.relax.join()} {...props} opening={o} length={share(o.opens, longest)} />)}
      </ol>
      {list.length > MOST_OPENINGS ? (
        <More summary={w(app, 'more_openings', { n: list.length - MOST_OPENINGS })}>{() =>
          <ol start={MOST_OPENINGS + 1} class="v-openings">{list.slice(MOST_OPENINGS, 40).map((o) => <OpeningCard key={o.relax.join()} {...props} opening={o} length={share(o.opens, longest)} />)}</ol>}
        </More>
      ) : null}
    </Section>
  );
}

function OpeningCard(props: OpeningsProps & { opening: Opening; length: number }): JSX.Element {
  const { app, opening, live } = props;
  const by = useMap(props.lines);
  const n = opening.of ?? live.now.zone.open.of;
  const names = (ids: string[]): string => joinNames(ids.map((id) => app.name('party', id)), app.lang);
  const lines = opening.relax.map((id) => by.get(id)).filter((l): l is RedLine => l !== undefined);
  const still = (opening.still_binding ?? []).map((id) => by.get(id)).filter((l): l is RedLine => l !== undefined);
  const pinned = opening.witness ? props.pins.includes(packPin(app.caseInfo, opening.witness)) : false;
  return (
    <li class="v-opening">
      <p><strong>{w(app, 'must_move', { names: names(opening.movers) })}</strong></p>
      <ul>{lines.map((l) => <li key={l.id}>{w(app, 'gives_up')}{w(app, 'space')}{pick(l.words, app.lang)} <EvidenceButton app={app} ids={l.evidence ?? []} title={pick(l.words, app.lang)} {...(l.quotes ? { quotes: l.quotes } : {})} /></li>)}</ul>
      <p class="v-opens"><Bar length={props.length} kind="open" /> {w(app, 'would_pass')} <KofN app={app} k={opening.opens} n={n} />{w(app, 'space')}{w(app, 'open_short')}
        {opening.strict_opens !== undefined ? <>{w(app, 'comma')}{w(app, 'space')}<KofN app={app} k={opening.strict_opens} n={n} />{w(app, 'space')}{w(app, 'strict_short')}</> : null}{w(app, 'stop')}</p>
      <dl class="v-dl">
        <dt>{w(app, 'still_blocks')}</dt>
        <dd>{still.length ? <ul>{still.map((l) => <li key={l.id}>{pick(l.words, app.lang)}</li>)}</ul> : w(app, 'nobody_on_issue')}</dd>
        <dt>{w(app, 'still_silent')}</dt>
        <dd>{opening.still_silent?.length ? names(opening.still_silent) : w(app, 'nobody')}</dd>
      </dl>
      <p class="v-toolbar">
        <button type="button" class="v-btn v-btn-strong" onClick={() => props.onRelease(opening.relax)}>{w(app, 'try_it', { n: grouped(opening.relax.length) })}</button>
        {opening.witness ? <button type="button" class="v-btn" aria-pressed={pinned} onClick={() => props.onPin(opening.witness as Settlement)}>{w(app, pinned ? 'unpin' : 'pin_witness')}</button> : null}
      </p>
    </li>
  );
}
