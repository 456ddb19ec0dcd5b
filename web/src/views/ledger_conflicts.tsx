// Accounts that cannot all be right, side by side. Long work where there are many records: begun as such, and it can be stopped.
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { App } from '../frame/types';
import { asFields, EvidenceButton, JobNote, langOf, Nothing, useJob, w } from './kit';
import { grouped } from './model/format';

interface Told { id: string; doc: string; text: string; speaker: string; speaker_party: string; date: string | null }
interface Conflict { type: string; note: string | null; records: Told[]; differs: Record<string, string[]> }
interface Answer { documents: number; sources: number; conflicts: Conflict[] }

const MOST = 100;

export function Conflicts({ app }: { app: App }): JSX.Element {
  const { job, start, cancel } = useJob<Answer>(app);
  const again = (): void => start('links', asFields(app.query()));
  useEffect(again, [app.query(), app.version]);
  const kind = app.params['kind'] ?? '';
  if (job.state !== 'done' || !job.result) {
    return <div><JobNote app={app} job={job} onCancel={cancel} />{job.state === 'cancelled' || job.state === 'failed' ? <button type="button" class="v-btn" onClick={again}>{w(app, 'again')}</button> : null}</div>;
  }
  const all = job.result.conflicts;
  const kinds = [...new Set(all.map((c) => c.type))];
  const list = all.filter((c) => !kind || c.type === kind);
  if (all.length === 0) return <Nothing app={app}>{w(app, 'conflicts_none', { n: job.result.documents, sources: job.result.sources })}</Nothing>;
  return (
    <>
      <p class="v-small">{w(app, 'conflicts_note', { n: grouped(all.length), documents: job.result.documents, sources: job.result.sources })}</p>
      <p class="v-toolbar"><span class="v-field"><label for="v-conflict-kind">{w(app, 'conflict_kind')}</label>
        <select id="v-conflict-kind" value={kind} onChange={(e) => app.setParams({ kind: e.currentTarget.value })}>
          <option value="">{w(app, 'conflict_any')}</option>{kinds.map((k) => <option key={k} value={k}>{w(app, `link_${k}`)} ({all.filter((c) => c.type === k).length})</option>)}
        </select></span></p>
      <ol class="v-conflicts">
        {list.slice(0, MOST).map((c, n) => (
          <li key={n}>
            <p><strong>{w(app, `link_${c.type}`)}</strong> <EvidenceButton app={app} ids={c.records.map((r) => r.id)} title={w(app, `link_${c.type}`)} /></p>
            <div class="v-sides">
              {c.records.slice(0, 6).map((r) => (
                <figure key={r.id} class="v-quote"><blockquote lang={langOf(r.text)}>{r.text}</blockquote>
                  <figcaption>{r.speaker || app.name('party', r.speaker_party)} <span class="v-small">{r.doc}{' \u00b7 '}{r.date ?? w(app, 'undated')}</span></figcaption></figure>
              ))}
            </div>
            {Object.keys(c.differs).length > 0 ? <p class="v-small">{w(app, 'conflict_differs')} {Object.entries(c.differs).map(([field, values]) => `${w(app, `field_${field}`).replace(/^field_/, '')}: ${values.map((v) => v || '?').join(' / ')}`).join('; ')}</p> : null}
          </li>
        ))}
      </ol>
      {list.length > MOST ? <p class="v-small">{w(app, 'rows_shown', { k: MOST, n: list.length })}</p> : null}
    </>
  );
}
