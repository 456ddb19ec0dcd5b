// The frame: rail, view, evidence drawer, status line; keys that work everywhere.
import { useEffect, useRef, useState } from 'preact/hooks';
import { CommandBar } from './CommandBar';
import { Drawer, type Note } from './Drawer';
import { Help } from './Help';
import { searched } from './parts';
import { Rail } from './Rail';
import { format, type Route } from './route';
import { Still, typing } from './use';
import type { App, Lang, Status, View } from './types';

interface Props {
  app: App; views: readonly View[]; view: View | undefined; route: Route; status: Status | undefined; said: string; notes: Note[]; edits: number; lost: boolean;
  setLang: (lang: Lang) => void; closeEvidence: () => void;
}

export function Shell({ app, views, view, route, status, said, notes, edits, lost, setLang, closeEvidence }: Props) {
  const [commanding, setCommanding] = useState(false);
  const [helping, setHelping] = useState(false);
  const [menu, setMenu] = useState(false);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(view?.id);

  useEffect(() => {
    document.title = view ? app.t('page_title', { view: app.both(view.name), title: app.both(app.caseInfo.title) }) : 'Locarno';
    if (shown.current !== view?.id) { main.current?.focus(); scrollTo(0, 0); setMenu(false); }
    shown.current = view?.id;
  }, [view?.id, app.lang]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const ctrl = event.ctrlKey || event.metaKey;
      if (ctrl && event.key.toLowerCase() === 'k') { event.preventDefault(); setCommanding(true); return; }
      if (typing(event.target) || document.querySelector('dialog[open]')) return;
      if (ctrl && !event.shiftKey && event.key.toLowerCase() === 'z') { event.preventDefault(); void app.undo(); return; }
      if (event.altKey && /^[1-9]$/.test(event.key)) {
        const to = views[Number(event.key) - 1];
        if (to) { event.preventDefault(); location.hash = app.href(to.id); }
        return;
      }
      if (ctrl || event.altKey) return;
      if (event.key === '/') { event.preventDefault(); setCommanding(true); }
      else if (event.key === '?') { event.preventDefault(); setHelping(true); }
      else if (event.key === 'E' && event.shiftKey) {
        event.preventDefault();
        const drawer = document.getElementById('evidence');
        (drawer?.contains(document.activeElement) ? main.current : drawer)?.focus();
      } else if (event.key === '[' || event.key === ']') step(app, event.key === ']' ? 1 : -1);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [app, views]);

  const kept = [app.lang, app.caseInfo, app.version, format({ ...route, view: '', params: {} })];   // all that the rail and the drawer say beside the view
  const open = route.evidence.length > 0 || route.evidenceTitle !== '';
  return (
    <div class={`shell${open ? ' has-evidence' : ''}${menu ? ' menu-open' : ''}`}>
      <a class="skip" href="#content" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{app.t('skip')}</a>
      <header class="topbar">
        <a class="brand" href={app.href('matrix')}>Locarno</a>
        <span class="case-title">{app.both(app.caseInfo.title)}</span>
        <span class="print-only">{searched(app)}</span>
        <button type="button" class="btn command-button" onClick={() => setCommanding(true)} aria-keyshortcuts="Control+K /">
          <span>{app.t('command')}</span> <kbd>Ctrl K</kbd>
        </button>
        <button type="button" class="btn lang-button" lang={app.lang === 'zh' ? 'en' : 'zh-Hans'} title={app.t('action_lang_switch')} onClick={() => setLang(app.lang === 'zh' ? 'en' : 'zh')}>{app.t('action_lang')}</button>
        <button type="button" class="btn menu-button" aria-expanded={menu} aria-controls="rail" onClick={() => setMenu(!menu)}>{app.t('menu')}</button>
      </header>
      <Still of={[...kept, views.length, view]}>{() => <Rail app={app} views={views} view={view} />}</Still>
      <main id="content" ref={main} tabIndex={-1} aria-label={view ? app.both(view.name) : undefined}>
        {view ? <view.Component key={view.id} app={app} /> : <p class="empty">{app.t('no_view', { view: route.view })}</p>}
      </main>
      <Still of={[...kept, notes]}>{() => <Drawer app={app} ids={route.evidence} notes={notes} title={route.evidenceTitle} close={() => { closeEvidence(); main.current?.focus(); }} />}</Still>
      <footer class="status">
        <span class={lost ? 'lost' : 'offline'}>{lost ? app.t('unreachable') : app.t('offline')}</span>
        {!!status?.unread?.length && <span title={status.unread.map((one) => `${one.doc}: ${one.sentence}`).join('\n')}>{app.t('unread', { n: status.unread.length })}</span>}
        <span class="said" role="status" aria-live="polite">{said}</span>
        {edits > 0 && <span>{app.t('edits_here', { n: edits })}</span>}
        {edits > 0 && <button type="button" class="btn btn-quiet" onClick={() => void app.undo()} aria-keyshortcuts="Control+Z">{app.t('undo')}</button>}
        <button type="button" class="btn btn-quiet" onClick={() => setHelping(true)} aria-keyshortcuts="?">{app.t('action_keys')}</button>
      </footer>
      {commanding && <CommandBar app={app} views={views} close={() => setCommanding(false)} setLang={setLang} help={() => setHelping(true)} />}
      {helping && <Help app={app} views={views} close={() => setHelping(false)} />}
    </div>
  );
}

/** The report day before or after the one shown. */
export function step(app: App, by: number): void {
  const days = app.caseInfo.days.map((one) => one.day).filter(Boolean).sort();
  if (!days.length) return;
  const now = app.state.as_of ?? (days[days.length - 1] as string);
  const next = by > 0 ? days.find((day) => day > now) : [...days].reverse().find((day) => day < now);
  if (!next) return;
  app.setState({ as_of: next === days[days.length - 1] ? '' : next });
  app.announce(`${app.t('as_of')} ${next}`);
}
