// Two people, one record: what the other decided, and the choice to leave it so or to decide again on top of it.
import type { App, Edit, Rec } from '../../frame/types';
import { Words } from '../../frame/parts';
import { kindWord, stanceWord } from './Cards';
import { t } from './words';

export interface Clash {
  edit: Edit;
  theirs: { records?: Rec[]; decisions?: { number: number; action: string; field?: string; value?: string; who?: string; at?: string; reason?: string }[] };
}

export function Conflict({ app, clash, close, again }: { app: App; clash: Clash; close: () => void; again: (versions: number[]) => void }) {
  const { lang } = app;
  const versions = clash.edit.records.map((id, i) => clash.theirs.records?.find((one) => one.id === id)?.version ?? clash.edit.versions[i] ?? 0);
  return (
    <section class="warn conflict" role="alert">
      <p><b>{t(lang, 'conflict')}</b></p>
      <dl>
        <dt>{t(lang, 'theirs')}</dt>
        <dd>
          {clash.theirs.decisions?.map((one) => <span key={one.number} class="line">{one.who ? <><bdi>{one.who}</bdi>: </> : ''}{one.action}{one.field ? ` ${one.field} = ${one.value ?? ''}` : ''}{one.at ? ` (${one.at.slice(0, 16).replace('T', ' ')})` : ''}</span>)}
          {clash.theirs.records?.map((one) => <span key={one.id} class="line">{kindWord(app, one.kind)}, <bdi>{one.speaker}</bdi>, {stanceWord(app, one.stance)}: <Words text={one.words ?? one.text} /></span>)}
        </dd>
        <dt>{t(lang, 'yours')}</dt>
        <dd>{clash.edit.action}{clash.edit.fields ? `: ${Object.entries(clash.edit.fields).map(([key, value]) => `${key} = ${value}`).join(', ')}` : ''}</dd>
      </dl>
      <p class="actions"><button type="button" class="btn" onClick={close}>{t(lang, 'look')}</button> <button type="button" class="btn" onClick={() => again(versions)}>{t(lang, 'again')}</button></p>
    </section>
  );
}
