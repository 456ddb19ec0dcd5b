// The matrix: issue by party, what is publicly stated, on whose word; two dates side by side.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { partyNumber } from '../frame/names';
import { Answer, Day, Empty, Glyph } from '../frame/parts';
import { apiQuery } from '../frame/route';
import type { App, Move, RedLine, Stance, View } from '../frame/types';
import { useGet } from '../frame/use';
import { cellsOf, difference, distance, latest, type Cell, type Line } from './positions/cells';
import { conditionWords } from './positions/condition';
import { steps } from './positions/spark';
import { Tip, useTip } from './positions/Tip';
import { t } from './positions/words';

/** As much evidence of a cell as the drawer shows; how much there is stands beside it. */
const some = 'lists=stances&evidence=100';

interface Stances { as_of: string; stances: Stance[]; red_lines?: RedLine[] }

function Matrix({ app }: { app: App }) {
  const now = useGet<Stances>(app, `stances?${some}&${app.query()}`);
  const moves = useGet<{ moves: Move[] }>(app, `moves?lists=moves&evidence=20&${app.query()}`);
  const before = useGet<Stances>(app, app.state.since ? `stances?${some}&${apiQuery({ ...app.state, as_of: app.state.since, since: '' }, app.lang)}` : '');
  return (
    <>
      <h1>{t(app.lang, 'title')}</h1>
      <Answer app={app} of={now}>{(data) => <Grid app={app} data={data} moves={moves.data?.moves ?? []} before={app.state.since ? before.data : undefined} />}</Answer>
    </>
  );
}

function Grid({ app, data, moves, before }: { app: App; data: Stances; moves: Move[]; before: Stances | undefined }) {
  const { caseInfo: info, lang, params } = app;
  const cells = useMemo(() => cellsOf(info, data.stances, moves, data.as_of), [info, data, moves]);
  const were = useMemo(() => (before ? cellsOf(info, before.stances, [], before.as_of) : undefined), [info, before]);
  const differs = (cell: Cell) => were !== undefined && difference(were.get(`${cell.issue}/${cell.party}`), cell) !== 'same';
  const parties = info.parties.filter((party) => !params['party'] || party.id === params['party']);
  const row = (issue: string) => parties.map((party) => cells.get(`${issue}/${party.id}`)).filter((cell): cell is Cell => !!cell);
  const issues = info.issues.filter((issue) => (params['said'] !== '1' || row(issue.id).some((cell) => cell.lines.length)) &&
    (params['changed'] !== '1' || !were || row(issue.id).some(differs)));
  const rows = params['order'] === 'apart' ? [...issues].sort((a, b) => distance(info, cells, b.id) - distance(info, cells, a.id))
    : params['order'] === 'latest' ? [...issues].sort((a, b) => (lastOf(row(b.id)) < lastOf(row(a.id)) ? -1 : 1)) : issues;
  const shown = rows.flatMap((issue) => row(issue.id));
  const changed = shown.filter(differs).length;

  const open = (cell: Cell) => {
    app.setParams({ cell: `${cell.issue}/${cell.party}` }, { replace: true });
    show(app, cell);
    requestAnimationFrame(() => document.activeElement?.scrollIntoView({ block: 'nearest' }));
  };
  useEffect(() => {  // a page opened by its address shows the same evidence, notes of the analyst included
    const cell = params['cell'] ? cells.get(params['cell']) : undefined;
    if (cell) show(app, cell, true);
  }, []);
  return (
    <>
      <Bar app={app} diffing={!!were} />
      {were && (
        <p class="diff-head" role="status">{changed ? t(lang, 'diff_title', { from: app.state.since ?? '', to: data.as_of, n: changed, of: shown.length }) : t(lang, 'diff_none', { from: app.state.since ?? '', to: data.as_of })}{' '}
          <button type="button" class="btn btn-quiet" onClick={() => { app.setState({ since: '' }); app.setParams({ changed: null }); }}>{t(lang, 'end_diff')}</button></p>
      )}
      {shown.every((cell) => !cell.lines.length) && !were ? <Empty app={app}>{t(lang, 'none')}</Empty> : (
        <Table app={app} rows={rows.map((issue) => issue.id)} parties={parties.map((party) => party.id)} cells={cells} were={were} open={open} />
      )}
      <Legend app={app} />
      <p class="note">{t(lang, 'silent_n', { n: shown.filter((cell) => !cell.lines.length).length, of: shown.length })}{were ? '' : ` \u00b7 ${t(lang, 'diff_hint')}`}</p>
    </>
  );
}

const lastOf = (cells: Cell[]): string => cells.map(latest).sort().pop() ?? '';

function show(app: App, cell: Cell, replace = false): void {
  const title = `${app.name('party', cell.party)}${app.lang === 'zh' ? '\uff1a' : ': '}${app.name('issue', cell.issue)}`;
  const ids = [...new Set([...cell.lines.flatMap((line) => line.evidence), ...cell.moves.flatMap((move) => move.evidence_from ?? []), ...cell.red.flatMap((red) => red.evidence)])];
  const more = cell.lines.reduce((sum, line) => sum + line.unshown, 0);
  const notes = [
    ...(more > 0 ? [{ head: t(app.lang, 'cut_head'), text: t(app.lang, 'cut', { n: more }) }] : []),
    ...cell.red.map((red) => ({ head: t(app.lang, red.source === 'read' ? 'red_line' : 'red_set'), text: [app.both(red.words), red.note ?? ''].filter(Boolean).join(' ') })),
    ...cell.lines.filter((line) => line.analyst).flatMap((line) => line.notes.map((text) => ({ head: t(app.lang, 'set'), text: `${app.t(line.stance)}: ${optionWords(app, cell.issue, line)}. ${text}` }))),
  ];
  app.showEvidence({ title, ids, notes }, { replace });
}

function Bar({ app, diffing }: { app: App; diffing: boolean }) {
  const { lang, params } = app;
  const check = (key: string, label: string) => (
    <label><input type="checkbox" checked={params[key] === '1'} onChange={(event) => app.setParams({ [key]: event.currentTarget.checked ? '1' : null })} /> {label}</label>
  );
  return (
    <div class="bar-actions">
      <label>{t(lang, 'order')}{' '}
        <select class="select" value={params['order'] ?? ''} onChange={(event) => app.setParams({ order: event.currentTarget.value })}>
          <option value="">{t(lang, 'order_case')}</option><option value="apart">{t(lang, 'order_apart')}</option><option value="latest">{t(lang, 'order_latest')}</option>
        </select>
      </label>
      {check('said', t(lang, 'only_said'))}
      {diffing && check('changed', t(lang, 'only_changed'))}
      {params['party'] && <button type="button" class="btn" onClick={() => app.setParams({ party: null })}>{t(lang, 'all_parties')}</button>}
      <button type="button" class="btn btn-quiet" onClick={() => print()}>{app.t('print')}</button>
    </div>
  );
}

interface TableProps { app: App; rows: string[]; parties: string[]; cells: Map<string, Cell>; were: Map<string, Cell> | undefined; open: (cell: Cell) => void }

/** So many columns stand side by side on a page; more scroll in a frame, the issues staying where they are. */
const MANY = 8;

function Table({ app, rows, parties, cells, were, open }: TableProps) {
  const { caseInfo: info, lang, params } = app;
  const table = useRef<HTMLTableElement>(null);
  const tip = useTip(app);
  const current = params['cell'] && rows.includes(params['cell'].split('/')[0] ?? '') && parties.includes(params['cell'].split('/')[1] ?? '') ? params['cell'] : `${rows[0]}/${parties[0]}`;
  const press = (event: KeyboardEvent, r: number, c: number) => {
    const step = ({ ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -c], End: [0, parties.length - 1 - c] } as Record<string, [number, number]>)[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = table.current?.querySelector<HTMLButtonElement>(`[data-at="${r + step[0]}:${c + step[1]}"]`);
    if (next) { event.preventDefault(); next.focus(); }
  };
  return (
    <div class={parties.length > MANY ? 'matrix-many' : ''} style={{ '--columns': parties.length }}>
      <table class="matrix" ref={table} role="grid">
        <caption class="visually-hidden">{t(lang, 'caption')}</caption>
        <thead><tr role="row">
          <th scope="col">{app.t('issue')}</th>
          {parties.map((id) => {
            const party = info.parties.find((one) => one.id === id);
            return <th scope="col" key={id}><span class={`swatch p${partyNumber(info, id)}`} aria-hidden="true" />{app.name('party', id)}<small>{t(lang, party?.signs ? 'must_sign' : 'does_not_sign')}</small></th>;
          })}
        </tr></thead>
        <tbody>
          {rows.map((issue, r) => (
            <tr key={issue} role="row">
              <th scope="row"><a href={app.href('ladder', { issue })}>{app.name('issue', issue)}</a></th>
              {parties.map((party, c) => {
                const cell = cells.get(`${issue}/${party}`) as Cell;
                const red = cell.red.length > 0, set = red && cell.red.every((line) => line.source !== 'read');
                const key = `${issue}/${party}`;
                return (
                  <td key={party} role="gridcell" data-party={app.name('party', party)} onMouseEnter={() => tip.rest(key, cell)} onMouseLeave={tip.leave} class={`${cell.lines.length || red ? 'said' : 'silent'}${red ? ' red' : ''}${set ? ' set' : ''}${params['cell'] === key ? ' chosen' : ''}`}>
                    <button type="button" class="cell" data-at={`${r}:${c}`} data-cell={key} tabIndex={key === current ? 0 : -1} onKeyDown={(event) => press(event, r, c)} onClick={() => { tip.leave(); open(cell); }}
                      onFocus={() => tip.rest(key, cell)} onBlur={tip.leave} aria-describedby={tip.at === key ? `tip-${r}-${c}` : undefined}>
                      <span class="visually-hidden">{app.name('party', party)}, {app.name('issue', issue)}: {red ? `${t(lang, set ? 'red_set' : 'red_line')}. ` : ''}</span>
                      <CellBody app={app} cell={cell} before={were?.get(key)} diffing={!!were} />
                    </button>
                    {tip.at === key && tip.record && <Tip app={app} id={`tip-${r}-${c}`} record={tip.record} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The cell's course in small; the words of it stand in the ladder and the evidence. */
function Spark({ app, cell }: { app: App; cell: Cell }) {
  const issue = app.caseInfo.issues.find((one) => one.id === cell.issue);
  const days = app.caseInfo.days.map((one) => one.day).filter(Boolean).sort();
  const points = issue && days[0] ? steps(issue, cell.moves, days[0], app.state.as_of ?? (days[days.length - 1] as string), 48, 12) : '';
  return points ? <svg class="spark" viewBox="0 0 48 12" width="48" height="12" aria-hidden="true" focusable="false"><polyline points={points} /></svg> : null;
}

function CellBody({ app, cell, before, diffing }: { app: App; cell: Cell; before: Cell | undefined; diffing: boolean }) {
  const kind = diffing ? difference(before, cell) : 'same';
  return (
    <>
      {diffing ? kind !== 'same' && <span class="diff-mark">{t(app.lang, kind)}</span>
        : cell.moves.length > 0 && <span class="mv" role="img" aria-label={t(app.lang, 'moved')}>&#x2192;</span>}
      {!diffing && cell.moves.length > 0 && <Spark app={app} cell={cell} />}
      {cell.lines.length ? cell.lines.map((line, i) => <LineBody key={i} app={app} issue={cell.issue} line={line} />)
        : <span class="p"><Glyph lang={app.lang} stance="silent" /></span>}
      {diffing && kind !== 'same' && kind !== 'first_said' && (
        <span class="was"><span class="was-head">{t(app.lang, 'was')}</span>{before?.lines.map((line, i) => <LineBody key={i} app={app} issue={cell.issue} line={line} />)}</span>
      )}
    </>
  );
}

function optionWords(app: App, issue: string, line: Line): string {
  return line.others ? t(app.lang, 'others') : line.options.map((option) => app.name('option', option, issue)).join(' / ');
}

function LineBody({ app, issue, line }: { app: App; issue: string; line: Line }) {
  const { lang } = app;
  const relayed = !line.first_hand && !line.analyst || line.via.length > 0;
  return (
    <span class={`p${relayed ? ' relayed' : ''}${line.old ? ' old' : ''}`}>
      <Glyph lang={lang} stance={line.stance} /><span class="w">{optionWords(app, issue, line)}</span>
      {line.condition && <span class="cond">{lang === 'zh' ? '\uff1b' : ', '}{t(lang, 'if', { condition: conditionWords(app.caseInfo, lang, line.condition) })}</span>}{' '}
      <span class="m"><Day app={app} day={line.since} />
        {line.analyst && <> <i>{t(lang, 'set')}</i></>}
        {relayed && <span class="visually-hidden"> {t(lang, line.narrated ? 'narrated' : 'relayed_via', { via: line.via.join(', ') || '?' })}</span>}
        {line.old && <span class="visually-hidden"> {t(lang, 'old')}</span>}
      </span>
    </span>
  );
}

function Legend({ app }: { app: App }) {
  const { lang } = app;
  return (
    <ul class="legend" aria-label={lang === 'zh' ? '\u56fe\u4f8b' : 'Legend'}>
      {(['accepts', 'accepts_if', 'rejects', 'silent'] as const).map((stance) => <li key={stance}><Glyph lang={lang} stance={stance} /> {app.t(stance)}</li>)}
      <li><span class="bar" aria-hidden="true" /> {t(lang, 'red_line')}</li>
      <li><span class="bar set" aria-hidden="true" /> {t(lang, 'red_set')}</li>
      <li><span class="box" aria-hidden="true" /> {t(lang, 'legend_relayed')}</li>
      <li><span class="mv" aria-hidden="true">&#x2192;</span> {t(lang, 'moved')}</li>
      <li class="old"><span aria-hidden="true">&#x25cf;</span> {t(lang, 'legend_old', { n: app.caseInfo.stale_after_days })}</li>
    </ul>
  );
}

export const view: View = { id: 'matrix', name: { en: 'Positions', zh: '\u7acb\u573a\u603b\u8868' }, group: 'positions', Component: Matrix, alias: ['matrix', '\u77e9\u9635'],
  keys: [{ key: '\u2190 \u2191 \u2192 \u2193', does: { en: 'from cell to cell', zh: '\u5728\u5355\u5143\u683c\u95f4\u79fb\u52a8' } }, { key: 'Enter', does: { en: 'open the words behind the cell', zh: '\u67e5\u770b\u6240\u636e\u539f\u8bdd' } }] };
