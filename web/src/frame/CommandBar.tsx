// The command bar: one field, a list, the keyboard. It finds views, parties, issues, dates, actions and words of reports.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { asDay, find, type Entry } from './command';
import { Words } from './parts';
import type { App, Lang, View } from './types';
import { every_word } from './words';

interface Hit { doc: string; document: string; char_start: number; char_end: number; before: string; match: string; after: string }
interface Row { entry: Entry; run: () => void; hit?: Hit }
interface Props { app: App; views: readonly View[]; close: () => void; setLang: (lang: Lang) => void; help: () => void }

export function CommandBar({ app, views, close, setLang, help }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [hits, setHits] = useState<Hit[]>([]);
  useEffect(() => { box.current?.showModal(); }, []);
  useEffect(() => {
    setHits([]);
    if (query.trim().length < 2 || asDay(query)) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      app.get<{ hits: Hit[] }>(`search?q=${encodeURIComponent(query.trim())}&limit=8`, { signal: abort.signal }).then((found) => setHits(found.hits), () => undefined);
    }, 180);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [query]);

  const all = useMemo(() => entriesOf(app, views, setLang, help), [app, views]);
  const day = asDay(query);
  const go = (address: string) => { location.hash = address; };
  const rows: Row[] = [
    ...(day ? (['as_of', 'since'] as const).map((key): Row => ({ entry: { kind: 'date', id: key, label: `${app.t(key)} ${day}`, words: [] }, run: () => app.setState({ [key]: day }) })) : []),
    ...find(all.map((row) => row.entry), query).map((entry) => all.find((row) => row.entry === entry) as Row),
    ...hits.map((hit, i): Row => ({ hit, entry: { kind: 'report', id: `${i}`, label: hit.match, words: [] }, run: () => go(app.href('reader', { doc: hit.document, at: String(hit.char_start) })) })),
  ];
  const run = (row: Row | undefined) => { if (row) { box.current?.close(); row.run(); } };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(rows.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') run(rows[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog class="command" ref={box} aria-label={app.t('command')} onClose={close} onClick={(event) => { if (event.target === box.current) box.current?.close(); }}>
      <div class="command-inside">
        <label for="command-field" class="visually-hidden">{app.t('command')}</label>
        <input id="command-field" type="text" role="combobox" autocomplete="off" spellcheck={false} aria-expanded={rows.length > 0} aria-controls="command-list" aria-autocomplete="list"
          aria-activedescendant={rows[at] ? `command-${at}` : undefined} placeholder={app.t('command_hint')} value={query}
          onInput={(event) => { setQuery(event.currentTarget.value); setAt(0); }} onKeyDown={press} />
        <p class="visually-hidden" role="status">{app.t('command_results', { n: rows.length })}</p>
        <ul id="command-list" role="listbox" aria-label={app.t('command')}>
          {rows.map((row, i) => (
            <li key={`${row.entry.kind}:${row.entry.id}`} id={`command-${i}`} role="option" aria-selected={i === at} onClick={() => run(row)} onMouseMove={() => setAt(i)}>
              <span class="kind">{app.t(`kind_${row.entry.kind}`)}</span>
              {row.hit ? <span class="hit"><Words text={row.hit.before} /><mark><Words text={row.hit.match} /></mark><Words text={row.hit.after} /> <small>{row.hit.doc}</small></span>
                : <span>{row.entry.label}{row.entry.hint && <small> {row.entry.hint}</small>}</span>}
            </li>
          ))}
        </ul>
        {query && rows.length === 0 && <p class="note">{app.t('command_none', { q: query })}</p>}
      </div>
    </dialog>
  );
}

function entriesOf(app: App, views: readonly View[], setLang: (lang: Lang) => void, help: () => void): Row[] {
  const go = (address: string) => () => { location.hash = address; };
  const rows: Row[] = views.map((view) => ({
    entry: { kind: 'view', id: view.id, label: app.both(view.name), words: [view.name.en, view.name.zh, ...(view.alias ?? [])] }, run: go(app.href(view.id)) }));
  for (const issue of app.caseInfo.issues) {
    rows.push({ entry: { kind: 'issue', id: issue.id, label: app.both(issue.name), words: [issue.name.en, issue.name.zh, issue.id] }, run: go(app.href('ladder', { issue: issue.id })) });
  }
  for (const party of app.caseInfo.parties) {
    rows.push({ entry: { kind: 'party', id: party.id, label: app.both(party.name), words: [party.name.en, party.name.zh, party.id] }, run: go(app.href('matrix', { party: party.id })) });
  }
  const action = (id: string, key: string, run: () => void) =>
    rows.push({ entry: { kind: 'action', id, label: app.t(key), words: [...(every_word[key] ?? [])] }, run });
  action('print', 'action_print', () => setTimeout(() => print(), 50));
  action('lang', 'action_lang_switch', () => setLang(app.lang === 'zh' ? 'en' : 'zh'));
  action('undo', 'undo', () => void app.undo());
  action('filters', 'clear_filters', () => app.setState({ languages: '', outlets: '', without_outlets: '', provenance: '', min_confidence: '' }));
  action('address', 'action_address', () => void navigator.clipboard.writeText(location.href).then(() => app.announce(app.t('address_copied')), () => app.announce(location.href)));
  action('export', 'action_export', () => { location.assign(`/api/v1/export?lang=${app.lang}`); });
  action('keys', 'action_keys', help);
  return rows;
}
