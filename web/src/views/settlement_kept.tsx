// What-if questions that were kept on the server: a name and a note; opened again by whoever reads this case here. In no export and no brief.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { problemOf } from '../frame/errors';
import type { App } from '../frame/types';
import { Section, useLoad, w } from './kit';
import { writeFix, writeOwn, type Ask } from './model/settle';

interface Kept { id: string; name: string; note: string; who: string; at: string; question: Partial<Ask> }
interface Answer { what_ifs: Kept[] }

export function KeptQuestions(props: { app: App; ask: Ask; onOpen(params: Record<string, string>): void }): JSX.Element {
  const { app, ask } = props;
  const load = useLoad<Answer>(app, 'what_ifs');
  const [list, setList] = useState<Kept[]>([]);
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState('');
  useEffect(() => { if (load.data) setList(load.data.what_ifs); }, [load.data]);
  const take = (answer: Promise<Answer>, said: string): void => {
    setProblem('');
    answer.then((now) => { setList(now.what_ifs); app.announce(said); }).catch((bad: unknown) => setProblem(problemOf(app.lang, bad)));
  };
  const keep = (event: Event): void => {
    event.preventDefault();
    if (!name.trim()) return;
    take(app.post<Answer>('what_ifs', { name: name.trim(), note, ...ask }), w(app, 'kept_done', { name: name.trim() }));
    setName('');
    setNote('');
  };
  const open = ({ question: q }: Kept): void => props.onOpen({ release: (q.release ?? []).join(','), add: writeOwn(q.add ?? []), fix: writeFix(q.fix ?? {}), draft: '' });
  const remove = (one: Kept): void => take(app.del(`what_ifs/${one.id}`).then(() => app.get<Answer>('what_ifs')), w(app, 'kept_removed', { name: one.name }));
  return (
    <Section title={w(app, 'kept_title')} note={w(app, 'kept_note')} id="kept-questions">
      {list.length > 0 ? (
        <ul class="v-plain v-own">
          {list.map((one) => (
            <li key={one.id}>
              <button type="button" class="v-btn" onClick={() => open(one)}>{w(app, 'kept_open')} <bdi>{one.name}</bdi></button>{' '}
              <span class="v-small">{w(app, 'kept_holds', { k: one.question.release?.length ?? 0, a: one.question.add?.length ?? 0, f: Object.keys(one.question.fix ?? {}).length })} &#xb7; <bdi>{one.who}</bdi>, {one.at.slice(0, 10)}</span>{' '}
              <button type="button" class="v-btn v-tiny" onClick={() => remove(one)}>{w(app, 'own_remove')}<span class="v-hidden"> {one.name}</span></button>
              {one.note ? <p class="v-small"><bdi>{one.note}</bdi></p> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {problem ? <p class="v-failed" role="alert">{problem}</p> : null}
      <form class="v-toolbar v-own-form" onSubmit={keep}>
        <span class="v-field"><label for="v-keep-name">{w(app, 'kept_name')}</label><input id="v-keep-name" type="text" maxLength={120} value={name} onInput={(e) => setName(e.currentTarget.value)} autocomplete="off" /></span>
        <span class="v-field"><label for="v-keep-note">{w(app, 'kept_remark')}</label><input id="v-keep-note" type="text" maxLength={600} value={note} onInput={(e) => setNote(e.currentTarget.value)} autocomplete="off" /></span>
        <button class="v-btn" disabled={!name.trim()}>{w(app, 'kept_keep')}</button>
      </form>
    </Section>
  );
}
