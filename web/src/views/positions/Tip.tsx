// The latest words behind a cell, on hover and on focus. Asked for only when somebody rests there; Escape takes it away.
import { useEffect, useState } from 'preact/hooks';
import { Day, Words } from '../../frame/parts';
import type { App, Rec } from '../../frame/types';
import type { Cell } from './cells';

const REST_MS = 180;

export function useTip(app: App): { at: string; record: Rec | undefined; rest(key: string, cell: Cell): void; leave(): void } {
  const [tip, setTip] = useState<{ key: string; ids: string[] }>({ key: '', ids: [] });
  const [shown, setShown] = useState<{ key: string; record?: Rec }>({ key: '' });
  useEffect(() => {
    if (tip.key === '' || tip.ids.length === 0) { setShown({ key: '' }); return undefined; }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      app.get<{ records: Rec[] }>(`records?ids=${encodeURIComponent(tip.ids.join(','))}&limit=20&${app.query()}`, { signal: abort.signal }).then((answer) => {
        const latest = [...answer.records].sort((a, b) => ((a.said_on ?? a.date ?? '') < (b.said_on ?? b.date ?? '') ? 1 : -1))[0];
        if (latest) setShown({ key: tip.key, record: latest });
      }, () => undefined);
    }, REST_MS);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [tip.key]);
  useEffect(() => {
    const away = (event: KeyboardEvent) => { if (event.key === 'Escape') setTip({ key: '', ids: [] }); };
    document.addEventListener('keydown', away);
    return () => document.removeEventListener('keydown', away);
  }, []);
  return {
    at: shown.key, record: shown.record,
    rest: (key, cell) => setTip({ key, ids: [...new Set(cell.lines.flatMap((line) => line.evidence))].slice(0, 20) }),
    leave: () => setTip({ key: '', ids: [] }),
  };
}

export function Tip({ app, id, record }: { app: App; id: string; record: Rec }) {
  return (
    <span class="cell-tip" role="tooltip" id={id}>
      &#x201c;<Words text={record.words ?? record.text} {...(record.language ? { language: record.language } : {})} />&#x201d;{' '}
      <span class="m">{record.speaker_party === 'NARRATOR' ? app.t('narrated') : record.speaker}{(record.relays ?? []).length ? ` (${app.t('told_by')} ${(record.relays ?? []).join(', ')})` : ''}, <Day app={app} day={record.said_on ?? record.date} /></span>
    </span>
  );
}
