// The ladder: one issue, its options one above the other, time to scale; a line per party, a dot per quotation.
import { scaleTime } from 'd3-scale';
import { useMemo } from 'preact/hooks';
import { partyNumber } from '../frame/names';
import { Answer, Day, Empty, Glyph, Words } from '../frame/parts';
import type { App, View } from '../frame/types';
import { useGet, useWidth } from '../frame/use';
import { dayNumber, dotsOf, extent, overlaps, segmentsOf, standing, type Dot, type Ladder, type Overlap, type Segment } from './positions/lanes';
import { t } from './positions/words';

function LadderView({ app }: { app: App }) {
  const { caseInfo: info, lang } = app;
  const issue = info.issues.find((one) => one.id === app.params['issue']) ?? info.issues[0];
  const answer = useGet<Ladder>(app, issue ? `ladder?issue=${encodeURIComponent(issue.id)}&${app.query()}` : '');
  if (!issue) return <Empty app={app}>{t(lang, 'ladder_none')}</Empty>;
  return (
    <>
      <h1>{t(lang, 'ladder_of', { issue: app.both(issue.name) })}</h1>
      <div class="bar-actions">
        <label>{t(lang, 'ladder_choose')}{' '}
          <select class="select" value={issue.id} onChange={(event) => app.setParams({ issue: event.currentTarget.value })}>
            {info.issues.map((one) => <option key={one.id} value={one.id}>{app.both(one.name)}</option>)}
          </select>
        </label>
        <a class="btn btn-quiet" href={app.href('matrix')}>{t(lang, 'go_matrix')}</a>
        <a class="btn btn-quiet" href={app.href('settlement', { issue: issue.id })}>{t(lang, 'close_gap')}</a>
        <button type="button" class="btn btn-quiet" onClick={() => print()}>{app.t('print')}</button>
      </div>
      <Answer app={app} of={answer}>{(ladder) => ladder.issue === issue.id && <Body app={app} ladder={ladder} ordered={issue.ordered} />}</Answer>
    </>
  );
}

function Body({ app, ladder, ordered }: { app: App; ladder: Ladder; ordered: boolean }) {
  const { caseInfo: info, lang } = app;
  const last = info.days.map((one) => one.day).sort().pop();
  const as_of = app.state.as_of ?? last ?? new Date(0).toISOString().slice(0, 10);
  const [low, high] = useMemo(() => extent(ladder, as_of), [ladder, as_of]);
  const spoken = ladder.parties.filter((party) => party.dots.length || party.steps.some((step) => Object.values(step.values).some((value) => value !== 'silent')));
  const segments = useMemo(() => spoken.flatMap((party) => segmentsOf(party, ladder.options, low, high)), [ladder, low, high]);
  const signs = info.parties.filter((party) => party.signs).map((party) => party.id);
  const bands = useMemo(() => overlaps(segments, signs), [segments, info]);
  if (!spoken.length) return <Empty app={app}>{t(lang, 'ladder_none')}</Empty>;
  const dots = spoken.flatMap(dotsOf);
  return (
    <>
      <p class="lead">{overlapWords(app, ladder, standing(bands, high), signs, as_of)}</p>
      <p class="note">{t(lang, ordered ? 'ladder_order' : 'ladder_unordered')}</p>
      <Picture app={app} ladder={ladder} spoken={spoken.map((one) => one.party)} segments={segments} bands={bands} dots={dots} low={low} high={high} />
      <ul class="legend">
        <li>{t(lang, 'legend_step')}</li><li>{t(lang, 'legend_cond')}</li><li>{t(lang, 'legend_dot')}</li><li>{t(lang, 'legend_red')}</li><li>{t(lang, 'legend_overlap')}</li>
        {dots.some((dot) => !dot.date) && <li>{t(lang, 'undated_n', { n: dots.filter((dot) => !dot.date).length })}</li>}
      </ul>
      <QuoteTable app={app} issue={ladder.issue} dots={dots} />
    </>
  );
}

function overlapWords(app: App, ladder: Ladder, now: Overlap[], signs: string[], as_of: string): string {
  const { lang } = app;
  const option = (id: string) => (lang === 'zh' ? `\u201c${app.name('option', id, ladder.issue)}\u201d` : `\u201c${app.name('option', id, ladder.issue)}\u201d`);
  const joined = (items: string[]) => items.join(lang === 'zh' ? '\u3001' : ', ');
  const all = now.filter((one) => one.parties.length === signs.length);
  if (all.length) return t(lang, 'overlap', { options: joined(all.map((one) => option(one.option))) });
  if (!now.length) return t(lang, 'overlap_none', { day: as_of });
  const most = Math.max(...now.map((one) => one.parties.length));
  const groups = new Map<string, string[]>();
  for (const one of now.filter((each) => each.parties.length === most)) {
    const who = joined(one.parties.map((party) => app.name('party', party)));
    groups.set(who, [...(groups.get(who) ?? []), option(one.option)]);
  }
  return [...groups].map(([parties, options]) => t(lang, 'overlap_partly', { parties, options: joined(options) })).join(lang === 'zh' ? '\uff1b' : '; ') + (lang === 'zh' ? '\u3002' : '.');
}

interface PictureProps {
  app: App; ladder: Ladder; spoken: string[]; segments: Segment[]; bands: Overlap[]; dots: Dot[]; low: number; high: number;
}
const row_height = 15, head = 22;

function Picture({ app, ladder, spoken, segments, bands, dots, low, high }: PictureProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  const right = width < 600 ? 14 : 128, left = 8;
  const lane = head + row_height * spoken.length + 8;
  const height = lane * ladder.options.length + 26;
  const scale = scaleTime().domain([low * 86400000, high * 86400000]).range([left, width - right]);
  const x = (day: number) => scale(day * 86400000);
  const y = (option: string, party: string) => ladder.options.indexOf(option) * lane + head + row_height * (spoken.indexOf(party) + 0.5);
  const ticks = scale.ticks(Math.max(2, Math.floor(width / 110)));
  const long = high - low > 120;
  const open = (dot: Dot) => app.showEvidence({ title: `${app.name('party', dot.party)}: ${app.name('issue', ladder.issue)}`, ids: [dot.record] });
  const label = t(app.lang, 'ladder_of', { issue: app.name('issue', ladder.issue) });
  return (
    <div class="ladder" ref={box}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" class="hatch" /></pattern></defs>
        {ticks.map((tick) => <g key={+tick}><line class="tick" x1={scale(tick)} x2={scale(tick)} y1={0} y2={height - 22} /><text class="axis" x={scale(tick)} y={height - 6} text-anchor={scale(tick) < 34 ? 'start' : 'middle'}>{tick.toISOString().slice(0, long ? 7 : 10)}</text></g>)}
        {ladder.options.map((option, i) => (
          <g key={option}>
            <line class="lane" x1={0} x2={width} y1={i * lane + 0.5} y2={i * lane + 0.5} />
            {bands.filter((one) => one.option === option).map((one, k) => <rect key={k} class="overlap" x={x(one.from)} width={Math.max(3, x(one.until) - x(one.from))} y={i * lane + head - 2} height={lane - head - 2} />)}
            <text class="option" x={left} y={i * lane + 15}>{app.name('option', option, ladder.issue)}</text>
          </g>
        ))}
        {segments.map((one, k) => {
          const from = x(one.from), wide = Math.max(4, x(one.until) - from), at = y(one.option, one.party);
          const n = partyNumber(app.caseInfo, one.party);
          return one.value === 'rejects'
            ? <rect key={k} class={`p${n} out`} x={from} width={wide} y={at - 5} height={10} fill="url(#hatch)"><title>{`${app.name('party', one.party)}: ${app.t('rejects')}, ${one.since ?? ''}`}</title></rect>
            : <g key={k} class={`p${n}`}><line class={one.value === 'accepts_if' ? 'step cond' : 'step'} x1={from} x2={from + wide} y1={at} y2={at} />
              {one.earlier ? <path class="earlier" d={`M${from + 6} ${at - 5} L${from} ${at} L${from + 6} ${at + 5}`} /> : <line class="rise" x1={from} x2={from} y1={at - 6} y2={at + 6} />}
              <title>{`${app.name('party', one.party)}: ${app.t(one.value)}, ${one.since ?? ''}`}</title></g>;
        })}
        {spoken.flatMap((party) => steps(segments, party).map((one, k) =>
          <line key={`${party}${k}`} class={`p${partyNumber(app.caseInfo, party)} link`} x1={x(one.day)} x2={x(one.day)} y1={y(one.a, party)} y2={y(one.b, party)} />))}
        {segments.filter((one) => one.until >= high && width >= 600).map((one, k) =>
          <text key={k} class={`p${partyNumber(app.caseInfo, one.party)} who`} x={width - right + 6} y={y(one.option, one.party) + 4}>{`${one.value === 'rejects' ? '\u2715 ' : ''}${app.name('party', one.party)}`}</text>)}
        {segments.filter((one) => width < 600 && one.until >= high).map((one, k) =>
          <text key={k} class={`p${partyNumber(app.caseInfo, one.party)} who`} x={width - right - 2} y={y(one.option, one.party) - 4} text-anchor="end">{`${one.value === 'rejects' ? '\u2715 ' : ''}${app.name('party', one.party)}`}</text>)}
        {dots.flatMap((dot) => dot.options.filter((option) => ladder.options.includes(option)).map((option) => {
          const day = dayNumber(dot.date);
          return (
            <g key={`${dot.record}${dot.value ?? ''}${option}`} class={`p${partyNumber(app.caseInfo, dot.party)} dot${dot.first_hand ? '' : ' hollow'}`} onClick={() => open(dot)}>
              <circle class="near" cx={x(Number.isNaN(day) ? low : day)} cy={y(option, dot.party)} r={10} /><circle cx={x(Number.isNaN(day) ? low : Math.max(low, day))} cy={y(option, dot.party)} r={4.5} />
              <title>{`${dot.date ?? app.t('undated')} ${app.name('party', dot.party)}: ${dot.text}`}</title>
            </g>
          );
        }))}
      </svg>
    </div>
  );
}

/** Where a party's accepted options change from one day to the next: a rise or fall between the nearest of them. */
function steps(segments: Segment[], party: string): { day: number; a: string; b: string }[] {
  const yes = segments.filter((one) => one.party === party && one.value !== 'rejects');
  return yes.filter((one) => !one.earlier).flatMap((one) => {
    const before = yes.find((other) => other.option !== one.option && other.from < one.from && other.until >= one.from);
    return before ? [{ day: one.from, a: before.option, b: one.option }] : [];
  });
}

function QuoteTable({ app, issue, dots }: { app: App; issue: string; dots: Dot[] }) {
  const { lang } = app;
  const rows = [...dots].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1));
  return (
    <section class="ladder-table">
      <h2>{t(lang, 'table_title')}</h2>
      <div class="scroll-x" tabIndex={0} role="region" aria-label={t(lang, 'table_title')}>
        <table class="table quotes">
          <thead><tr><th scope="col">{app.t('date')}</th><th scope="col">{app.t('party')}</th><th scope="col">{t(lang, 'options')}</th><th scope="col">{app.t('evidence')}</th></tr></thead>
          <tbody>{rows.map((dot) => (
            <tr key={`${dot.record}${dot.value ?? ''}`}>
              <td><Day app={app} day={dot.date} /></td><td>{app.name('party', dot.party)}</td>
              <td>{dot.value && <Glyph lang={lang} stance={dot.value} />}{dot.options.map((option) => app.name('option', option, issue)).join(' / ')}</td>
              <td><button type="button" class="quote-button" onClick={() => app.showEvidence({ title: `${app.name('party', dot.party)}: ${app.name('issue', issue)}`, ids: [dot.record] })}><Words text={dot.text} /></button>{!dot.first_hand && <> <span class="tag relayed">{app.t('relayed')}</span></>}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  );
}

export const view: View = { id: 'ladder', name: { en: 'Ladder of one issue', zh: '\u5355\u9879\u8bae\u9898\u9636\u68af' }, group: 'positions', Component: LadderView, alias: ['ladder', 'time', '\u9636\u68af', '\u65f6\u95f4'] };
