// The whole page: reads the address, waits for the case, gives each view its App, keeps undo and announcements.
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { views } from '../views/registry';
import { ApiError, del, get, post } from './api';
import { problemOf } from './errors';
import { nameOf } from './names';
import { apiQuery, format, parse, type Route } from './route';
import { Shell } from './Shell';
import { Gate } from './Gate';
import type { Note } from './Drawer';
import type { App, CaseInfo, Edit, EditAnswer, Lang, Status } from './types';
import { word } from './words';

const stored_lang = (): Lang => {
  try {
    const kept = localStorage.getItem('locarno.lang');
    if (kept === 'en' || kept === 'zh') return kept;
  } catch { /* storage may be off: the browser's language decides */ }
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
};

function useRoute(): [Route, (change: (now: Route) => Route, replace?: boolean) => void] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const listen = () => setHash(location.hash);
    addEventListener('hashchange', listen);
    addEventListener('popstate', listen);
    return () => { removeEventListener('hashchange', listen); removeEventListener('popstate', listen); };
  }, []);
  const route = useMemo(() => parse(hash), [hash]);
  const go = useCallback((change: (now: Route) => Route, replace = false) => {
    const next = format(change(parse(location.hash)));
    if (next === location.hash) return;
    history[replace ? 'replaceState' : 'pushState'](null, '', next);
    setHash(next);
  }, []);
  return [route, go];
}

/** Polls until the reports are read; then only an edit of ours or a look every half minute brings a new version. */
function useStatus(): { status?: Status; error?: ApiError; look: () => void } {
  const [status, setStatus] = useState<Status>();
  const [error, setError] = useState<ApiError>();
  const look = useCallback(() => {
    get<Status>('status').then((now) => { setStatus(now); setError(undefined); },
      (bad: unknown) => setError(bad instanceof ApiError ? bad : new ApiError(0, 'bug', String(bad))));
  }, []);
  useEffect(look, []);
  useEffect(() => {
    const wait = error ? 5000 : status?.state === 'ready' ? 20000 : 400;
    const timer = setTimeout(look, wait);
    return () => clearTimeout(timer);
  }, [status, error]);
  return { status, error, look };
}

export function Workbench() {
  const [route, go] = useRoute();
  const { status, error, look } = useStatus();
  const [caseInfo, setCase] = useState<CaseInfo>();
  const [caseError, setCaseError] = useState<ApiError>();
  const [said, setSaid] = useState('');
  const [edits, setEdits] = useState<number[]>([]);
  const [own_version, setOwnVersion] = useState(0);
  const [notes, setNotes] = useState<{ title: string; notes: Note[] }>({ title: '', notes: [] });
  const lang: Lang = route.lang || stored_lang();
  const version = `${status?.version ?? ''}.${own_version}`;
  const query = apiQuery(route.shared, lang);

  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-Hans' : 'en';
    try { localStorage.setItem('locarno.lang', lang); } catch { /* storage may be off */ }
  }, [lang]);
  useEffect(() => {
    if (status?.state !== 'ready') return;
    const abort = new AbortController();
    get<CaseInfo>(`case?${query}`, { signal: abort.signal }).then((info) => { setCase(info); setCaseError(undefined); },
      (bad: unknown) => { if (!abort.signal.aborted) setCaseError(bad instanceof ApiError ? bad : new ApiError(0, 'bug', String(bad))); });
    return () => abort.abort();
  }, [status?.state, query, version]);

  const announce = useCallback((text: string) => { setSaid(''); setTimeout(() => setSaid(text), 30); }, []);
  const undo = useCallback(async () => {
    const number = edits[edits.length - 1];
    if (number === undefined) { announce(word(lang, 'nothing_to_undo')); return; }
    try {
      await post<EditAnswer>('reviews/undo', { number });
      setEdits((now) => now.filter((one) => one !== number));
      setOwnVersion((n) => n + 1);
      announce(word(lang, 'undone', { n: number }));
    } catch (bad) { announce(problemOf(lang, bad)); }
  }, [edits, lang]);

  const offered = caseInfo ? views.filter((view) => view.offered?.(caseInfo) ?? true) : views;
  const view = offered.find((one) => one.id === route.view) ?? (route.view === '' ? offered.find((one) => one.id === 'matrix') ?? offered[0] : undefined);
  const app: App | undefined = useMemo(() => caseInfo && {
    lang, caseInfo, state: route.shared, params: route.params, version,
    setParams: (patch, options) => go((now) => ({ ...now, params: patched(now.params, patch) }), options?.replace),
    setState: (patch, options) => go((now) => ({ ...now, shared: patched(now.shared as Record<string, string>, patch as Record<string, string | null>) }), options?.replace),
    href: (id, params = {}, shared = {}) => format({ ...route, view: id, params, shared: { ...route.shared, ...shared }, lang: route.lang }),
    query: () => query,
    get, post, del,
    edit: async (edit: Edit) => {
      const answer = await post<EditAnswer>('reviews', edit);
      setEdits((now) => [...now, ...answer.made]);
      setOwnVersion((n) => n + 1);
      announce(word(lang, 'saved', { n: answer.made.join(', ') }));
      return answer;
    },
    undo,
    showEvidence: (evidence, options) => {
      const title = evidence.title.slice(0, 120);
      setNotes({ title, notes: evidence.notes ?? [] });
      go((now) => ({ ...now, evidence: evidence.ids.slice(0, 100), evidenceTitle: title }), options?.replace);
    },
    t: (key, values) => word(lang, key, values),
    both: (value) => (value ? (lang === 'zh' ? value.zh || value.en : value.en || value.zh) : ''),
    name: (kind, id, issue) => nameOf(caseInfo, lang, kind, id, issue),
    announce,
  }, [caseInfo, lang, route, version, undo]);

  const failure = error?.status === 401 || error?.status === 403 ? error : caseError ?? (caseInfo ? undefined : error);
  if (!app || failure) return <Gate lang={lang} status={status} error={failure} again={look} />;
  return (
    <Shell app={app} views={offered} view={view} route={route} status={status} said={said} notes={notes.title === route.evidenceTitle ? notes.notes : no_notes} edits={edits.length} lost={!!error}
      setLang={(to) => go((now) => ({ ...now, lang: to }))}
      closeEvidence={() => go((now) => ({ ...now, evidence: [], evidenceTitle: '' }))} />
  );
}

const no_notes: Note[] = [];

function patched(now: Record<string, string>, patch: Record<string, string | null | undefined>): Record<string, string> {
  const next: Record<string, string> = { ...now };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined || value === '') delete next[key];
    else next[key] = value;
  }
  return next;
}
