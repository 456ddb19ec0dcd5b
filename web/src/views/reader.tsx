// The reader: a report as it is, what was read in it underlined by kind, a card for each record at the margin, review by keyboard.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ApiError } from '../frame/api';
import { problemOf } from '../frame/errors';
import { Answer, Empty } from '../frame/parts';
import type { App, Edit, Rec, View } from '../frame/types';
import { calledName, outletName } from '../frame/names';
import { parse } from '../frame/route';
import { useGet, useKeys } from '../frame/use';
import { Conflict, type Clash } from './reading/Conflict';
import { MarginCard, type Form } from './reading/Cards';
import { inReadingOrder, piecesOf, type Block } from './reading/pieces';
import { t } from './reading/words';

interface Head { id: string; doc: string; title: string; outlet: string; languages: string[]; published: string | null; published_inferred?: boolean; records: number; copy_of?: string | null; notes?: unknown[] }
interface Report extends Omit<Head, 'records'> { text: string; blocks: Block[]; records: Rec[]; copies: { document: string; doc: string; kind: string; share?: number }[] }

function Reader({ app }: { app: App }) {
  const list = useGet<{ total: number; documents: Head[] }>(app, `documents?${app.query()}`);
  return (
    <>
      <h1>{t(app.lang, 'title')}</h1>
      <Answer app={app} of={list}>{({ documents }) => {
        if (!documents.length) return <Empty app={app}>{t(app.lang, 'no_documents')}</Empty>;
        const wanted = app.params['doc'];
        const head = wanted ? documents.find((one) => one.id === wanted || one.doc === wanted) : documents[documents.length - 1];
        return (
          <>
            <Choice app={app} documents={documents} head={head} />
            {head ? <Open key={head.id} app={app} head={head} /> : <p class="empty">{t(app.lang, 'gone', { doc: wanted ?? '' })}</p>}
          </>
        );
      }}</Answer>
    </>
  );
}

function Choice({ app, documents, head }: { app: App; documents: Head[]; head: Head | undefined }) {
  const at = head ? documents.indexOf(head) : -1;
  const go = (to: Head | undefined) => { if (to) app.setParams({ doc: to.id, rec: null, at: null, stack: null, show: null }); };
  return (
    <div class="bar-actions">
      <label>{t(app.lang, 'choose')}{' '}
        <select class="select report-choice" value={head?.id ?? ''} onChange={(event) => go(documents.find((one) => one.id === event.currentTarget.value))}>
          {documents.map((one) => <option key={one.id} value={one.id}>{`${one.published ?? t(app.lang, 'undated')} \u00b7 ${one.outlet ? `${outletName(app, one.outlet)} \u00b7 ` : ''}${one.title || one.doc} (${one.records})`}</option>)}
        </select>
      </label>
      <button type="button" class="btn" disabled={at <= 0} onClick={() => go(documents[at - 1])}>{t(app.lang, 'previous')}</button>
      <button type="button" class="btn" disabled={at < 0 || at >= documents.length - 1} onClick={() => go(documents[at + 1])}>{t(app.lang, 'next')}</button>
    </div>
  );
}

function Open({ app, head }: { app: App; head: Head }) {
  const report = useGet<Report>(app, `documents/${encodeURIComponent(head.id)}?${app.query()}`);
  return <Answer app={app} of={report}>{(data) => <Body app={app} report={data} />}</Answer>;
}

const blocks_for = (report: Report, shown: string): Block[] => report.blocks.filter((one) => !shown || !one.language || one.language === shown || !one.is_article);

function Body({ app, report }: { app: App; report: Report }) {
  const { lang, params } = app;
  const records = useMemo(() => inReadingOrder(report.records), [report]);
  const [form, setForm] = useState<Form>('');
  const [busy, setBusy] = useState(false);
  const [clash, setClash] = useState<Clash>();
  const [problem, setProblem] = useState('');
  const chosen = records.find((one) => one.id === params['rec']);
  const sheet = useRef<HTMLDivElement>(null);
  const choose = (id: string | undefined, replace = true) => { setForm(''); setProblem(''); app.setParams({ rec: id ?? null, at: null, doc: report.id }, { replace }); };

  useEffect(() => {  // bring the chosen words, or the place a search named, into view
    const at = params['at'] ? Number(params['at']) : undefined;
    const id = chosen?.id ?? records.find((one) => at !== undefined && one.char_start <= at && one.char_end > at)?.id;
    const target = id ? sheet.current?.querySelector(`[data-over~="${CSS.escape(id)}"]`) : at !== undefined ? [...(sheet.current?.querySelectorAll<HTMLElement>('[data-to]') ?? [])].find((one) => Number(one.dataset['to']) > at) : undefined;
    target?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  }, [params['rec'], params['at'], report.id]);

  const act = async (action: Edit['action'], of: Rec[], more: Partial<Edit> = {}) => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    const edit: Edit = { records: of.map((one) => one.id), versions: of.map((one) => one.version ?? 0), action, ...more };
    try {
      await app.edit(edit);
      setForm('');
      setClash(undefined);
    } catch (bad) {
      if (bad instanceof ApiError && bad.status === 409) setClash({ edit, theirs: (bad.body['theirs'] ?? {}) as Clash['theirs'] });
      else setProblem(problemOf(lang, bad));
    }
    setBusy(false);
  };
  const move = (by: number) => {
    if (!records.length) return app.announce(t(lang, 'none'));
    const from = records.findIndex((one) => one.id === parse(location.hash).params['rec']);  // keys may come faster than pictures
    const at = from >= 0 ? from + by : by > 0 ? 0 : records.length - 1;
    const to = records[at];
    if (!to) return app.announce(t(lang, at < 0 ? 'start' : 'end'));
    choose(to.id);
    app.announce(`${at + 1}/${records.length}: ${calledName(app, to.speaker)}. ${to.words ?? to.text}`);
  };
  useKeys((key) => {
    if (key === 'j') move(1);
    else if (key === 'k') move(-1);
    else if (key === 'u') void app.undo();
    else if ('aexsm'.includes(key) && key.length === 1) {
      if (!chosen) app.announce(t(lang, 'nothing_chosen'));
      else if (key === 'a') void act('accept', [chosen]);
      else if (key === 'x') void act('reject', [chosen]);
      else setForm(key === 'e' ? 'edit' : key === 's' ? 'split' : 'merge');
    } else return false;
    return true;
  });
  const languages = [...new Set(report.blocks.filter((one) => one.is_article).map((one) => one.language).filter(Boolean))];
  const titled = report.blocks.some((one) => one.role === 'title' && one.runs.map((run) => run.t).join('').trim() === report.title.trim());
  const looked = records.filter((one) => one.review && one.review !== 'proposed').length;
  return (
    <div class="reader" ref={sheet}>
      <header class="report-head">
        <h2 class={titled ? 'visually-hidden' : undefined}><bdi lang={report.languages[0]}>{report.title || report.doc}</bdi></h2>
        <p class="src">{report.outlet && <><bdi>{outletName(app, report.outlet)}</bdi>&nbsp;&#xb7; </>}{report.published ? t(lang, 'published', { day: report.published }) : t(lang, 'undated')}{report.published_inferred ? ` (${t(lang, 'inferred')})` : ''}&nbsp;&#xb7; <bdi>{report.doc}</bdi>&nbsp;&#xb7; {t(lang, 'decided', { n: looked, of: records.length })}</p>
        {report.copies?.length > 0 && <p class="src">{t(lang, 'copies')}: {report.copies.map((one) => <span key={one.document}><a href={app.href('reader', { doc: one.document })}><bdi>{one.doc}</bdi></a>{one.share ? ` (${t(lang, 'copy_share', { n: Math.round(one.share * 100) })})` : ''} <button type="button" class="btn btn-quiet" aria-pressed={params['stack'] === one.document} onClick={() => app.setParams({ stack: params['stack'] === one.document ? null : one.document })}>{t(lang, 'stack')}</button> </span>)}</p>}
        <p class="bar-actions">
          {languages.length > 1 && <label>{t(lang, 'show')}{' '}<select class="select" value={params['show'] ?? ''} onChange={(event) => app.setParams({ show: event.currentTarget.value })}>
            <option value="">{t(lang, 'show_all')}</option>{languages.map((one) => <option key={one} value={one}>{app.name('language', one)}</option>)}</select></label>}
          <span class="note">{t(lang, 'keys')}</span>
        </p>
      </header>
      {problem && <p class="warn" role="alert">{problem}</p>}
      {clash && <Conflict app={app} clash={clash} close={() => setClash(undefined)}
        again={(versions) => { const edit = { ...clash.edit, versions }; setClash(undefined); void app.edit(edit).catch((bad: unknown) => setProblem(problemOf(lang, bad))); }} />}
      {records.length === 0 && <p class="note">{t(lang, 'none')}</p>}
      <Sheet app={app} report={report} blocks={blocks_for(report, params['show'] ?? '')} records={records} chosen={chosen} choose={choose}
        card={(record) => <MarginCard key={record.id} app={app} record={record} chosen={record === chosen} form={record === chosen ? form : ''} all={records} busy={busy}
          choose={() => choose(record === chosen ? undefined : record.id)} setForm={setForm} act={act} />} />
      {params['stack'] && <Stacked app={app} id={params['stack']} />}
    </div>
  );
}

/** A copy or translation of the report, whole, beneath it. */
function Stacked({ app, id }: { app: App; id: string }) {
  const copy = useGet<Report>(app, `documents/${encodeURIComponent(id)}?${app.query()}`);
  return (
    <Answer app={app} of={copy}>{(report) => (
      <section class="stacked" aria-label={report.title || report.doc}>
        <p class="turn"><bdi>{outletName(app, report.outlet)}</bdi>&nbsp;&#xb7; <bdi>{report.doc}</bdi>&nbsp;&#xb7; {report.languages.map((one) => app.name('language', one)).join(', ')}</p>
        {report.blocks.filter((one) => one.is_article).map((block, i) => <p key={i} class="block" lang={block.language || undefined}>{piecesOf(block, []).map((piece) => piece.text).join('')}</p>)}
      </section>
    )}</Answer>
  );
}

interface SheetProps {
  app: App; report: Report; blocks: Block[]; records: Rec[]; chosen: Rec | undefined; choose: (id: string) => void; card: (record: Rec) => preact.JSX.Element;
}

function Sheet({ app, report, blocks, records, chosen, choose, card }: SheetProps) {
  const kind = new Map(records.map((one) => [one.id, one.kind]));
  const rejected = new Set(records.filter((one) => one.review === 'rejected').map((one) => one.id));
  let translated = false;
  return (
    <div class="sheet">
      {blocks.map((block, i) => {
        const turns = block.is_article && block.role.includes('translation') !== translated && block.role !== 'title';
        if (turns) translated = block.role.includes('translation');
        const mine = records.filter((one) => one.char_start >= block.char_start && one.char_start < block.char_end);
        const Tag = block.role === 'title' ? 'h3' : block.role.includes('subhead') ? 'h4' : 'p';
        return [
          turns && translated && <p class="turn" key={`t${i}`}>{app.lang === 'zh' ? t('zh', 'translation', { language: app.name('language', block.language) }) : t('en', 'translation', { language: app.name('language', block.language) })}</p>,
          <div class={`sheet-row${block.is_article ? '' : ' furniture'}${translated ? ' translated' : ''}`} key={i}>
            <Tag class={`block role-${block.role}`} lang={block.language || undefined} title={block.is_article ? undefined : `${t(app.lang, 'furniture')}${block.why ? `: ${block.why}` : ''}`}>
              {piecesOf(block, report.records, chosen).map((piece) => {
                const id = piece.records[0];
                if (!id) return <span key={piece.from} data-to={piece.to} class={piece.part ? `part-${piece.part}` : undefined}>{piece.text}</span>;
                const on = chosen ? piece.records.includes(chosen.id) : false;
                return <span key={piece.from} data-to={piece.to} data-over={piece.records.join(' ')} onClick={() => choose(on ? piece.records[(piece.records.indexOf(chosen?.id ?? '') + 1) % piece.records.length] as string : id)}
                  class={`span kind-${kind.get(id) ?? 'statement'}${on ? ' on' : ''}${piece.part ? ` part-${piece.part}` : ''}${rejected.has(id) ? ' struck' : ''}`}>{piece.text}</span>;
              })}
            </Tag>
            <div class="margins">{mine.map(card)}</div>
          </div>,
        ];
      })}
    </div>
  );
}

export const view: View = {
  id: 'reader', name: { en: 'Reader', zh: '\u9605\u8bfb\u4e0e\u5ba1\u9605' }, group: 'today', Component: Reader, alias: ['reports', 'review', '\u62a5\u9053', '\u5ba1\u9605'],
  keys: [['j k', 'next record, previous', '\u4e0b\u4e00\u6761\u3001\u4e0a\u4e00\u6761'], ['a', 'accept', '\u786e\u8ba4'], ['e', 'edit', '\u4fee\u6539'], ['x', 'reject', '\u9a73\u56de'], ['s', 'split', '\u62c6\u5206'], ['m', 'merge speakers', '\u5408\u5e76\u8bf4\u8bdd\u8005'], ['u', 'undo', '\u64a4\u9500']]
    .map(([key, en, zh]) => ({ key: key as string, does: { en: en as string, zh: zh as string } })),
};
