// The list of keys, as a dialogue.
import { useEffect, useRef } from 'preact/hooks';
import type { App, View } from './types';

export function Help({ app, views, close }: { app: App; views: readonly View[]; close: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => { box.current?.showModal(); }, []);
  const rows: [string, string][] = [
    ['Ctrl K  /', app.t('key_command')], ['Ctrl Z', app.t('key_undo')], ['Shift E', app.t('key_evidence')],
    ['[  ]', app.t('key_days')], ['Alt 1 - 9', app.t('key_view')], ['?', app.t('key_help')], ['Esc', app.t('key_close')],
  ];
  return (
    <dialog class="help" ref={box} aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">{app.t('keys_title')}</h2>
      <dl>{rows.map(([keys, what]) => <div key={keys}><dt>{keys.split('  ').map((one) => <kbd key={one}>{one}</kbd>)}</dt><dd>{what}</dd></div>)}</dl>
      {views.filter((view) => view.keys).map((view) => (
        <section key={view.id}><h3>{app.both(view.name)}</h3>
          <dl>{view.keys?.map((row) => <div key={row.key}><dt><kbd>{row.key}</kbd></dt><dd>{app.both(row.does)}</dd></div>)}</dl></section>
      ))}
      <form method="dialog"><button class="btn">{app.t('close')}</button></form>
    </dialog>
  );
}
