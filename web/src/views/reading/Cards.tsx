// A record at the margin: what was read, the buttons of review, and the forms for editing, splitting and merging speakers.
import { useEffect, useRef, useState } from 'preact/hooks';
import { calledName, voiceName } from '../../frame/names';
import { Day, Words } from '../../frame/parts';
import type { App, Edit, Rec } from '../../frame/types';
import { cutAt } from './pieces';
import { t } from './words';

export type Form = '' | 'edit' | 'split' | 'merge';
export type Act = (action: Edit['action'], records: Rec[], more?: Partial<Edit>) => Promise<void>;

interface Props {
  app: App; record: Rec; chosen: boolean; form: Form; all: Rec[]; busy: boolean;
  choose: () => void; setForm: (form: Form) => void; act: Act;
}

export function kindWord(app: App, kind: string): string { return t(app.lang, kind === 'stance' ? 'stance_kind' : kind === 'contact' ? 'contact' : kind === 'commitment' ? 'commitment' : 'statement'); }
export function stanceWord(app: App, stance: string | null): string {
  return stance && ['support', 'oppose', 'concede', 'demand', 'offer', 'uncertain', 'report'].includes(stance) ? t(app.lang, stance as 'support') : '';
}

/** The record that follows it in the report: the one it may be joined with. */
function followerOf(record: Rec, all: Rec[]): Rec | undefined {
  return all.filter((one) => one.char_start >= record.char_end && one.kind === record.kind && one.review !== 'rejected').sort((a, b) => a.char_start - b.char_start)[0];
}

export function MarginCard({ app, record, chosen, form, all, busy, choose, setForm, act }: Props) {
  const { lang } = app;
  const narrated = record.speaker_party === 'NARRATOR';
  const decided = record.review && record.review !== 'proposed';
  const next = followerOf(record, all);
  return (
    <article class={`margin kind-${record.kind}${chosen ? ' chosen' : ''}${record.review === 'rejected' ? ' is-rejected' : ''}`} id={`card-${record.id}`} data-record={record.id}>
      <button type="button" class="margin-head" aria-expanded={chosen} onClick={choose}>
        <span class="tag">{kindWord(app, record.kind)}</span>{' '}
        <b><bdi>{narrated ? app.t('narrated') : calledName(app, record.speaker)}</bdi></b>
        {!narrated && record.speaker_party ? ` (${voiceName(app.caseInfo, lang, record.speaker_party)})` : ''}
        {(record.relays ?? []).map((one, i) => <span class="via" key={i}> &#x2190; <bdi>{calledName(app, one)}</bdi></span>)}
        <span class="margin-what"> {stanceWord(app, record.stance)}{record.issue ? `\u00a0\u00b7 ${app.name('issue', record.issue)}` : ''}&nbsp;&#xb7; <Day app={app} day={record.said_on ?? record.date} /></span>
        {decided && <span class="tag review">{app.t(record.review === 'rejected' ? 'rejected' : record.review === 'accepted' ? 'accepted' : 'changed')}</span>}
      </button>
      {chosen && (
        <div class="margin-body">
          <blockquote class={record.review === 'rejected' ? 'struck' : ''}><Words text={record.words ?? record.text} {...(record.language ? { language: record.language } : {})} /></blockquote>
          {record.stance_if && <p class="src">{t(lang, 'condition')}: <Words text={record.stance_if} /></p>}
          <p class="actions">
            <button type="button" class="btn" disabled={busy} aria-keyshortcuts="a" onClick={() => void act('accept', [record])}>{t(lang, 'accept')} <kbd>a</kbd></button>
            <button type="button" class="btn" disabled={busy} aria-keyshortcuts="e" onClick={() => setForm('edit')}>{t(lang, 'edit')} <kbd>e</kbd></button>
            <button type="button" class="btn" disabled={busy} aria-keyshortcuts="x" onClick={() => void act('reject', [record])}>{t(lang, 'reject')} <kbd>x</kbd></button>
            <button type="button" class="btn" disabled={busy} aria-keyshortcuts="s" onClick={() => setForm('split')}>{t(lang, 'split')} <kbd>s</kbd></button>
            <button type="button" class="btn" disabled={busy} aria-keyshortcuts="m" onClick={() => setForm('merge')}>{t(lang, 'merge')} <kbd>m</kbd></button>
            {next && <button type="button" class="btn" disabled={busy} title={next.words ?? next.text} onClick={() => void act('merge', [record, next])}>{t(lang, 'merge_next')}</button>}
            <button type="button" class="btn btn-quiet" onClick={() => app.showEvidence({ title: calledName(app, record.speaker), ids: [record.id] })}>{app.t('why')}</button>
          </p>
          {form === 'edit' && <EditForm app={app} record={record} close={() => setForm('')} act={act} />}
          {form === 'split' && <SplitForm app={app} record={record} close={() => setForm('')} act={act} />}
          {form === 'merge' && <MergeForm app={app} record={record} all={all} close={() => setForm('')} act={act} />}
        </div>
      )}
    </article>
  );
}

interface FormProps { app: App; record: Rec; close: () => void; act: Act }

function useFirstField() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => { form.current?.querySelector<HTMLElement>('select, input, textarea')?.focus(); }, []);
  return form;
}
const escapes = (close: () => void) => (event: KeyboardEvent) => { if (event.key === 'Escape') { event.stopPropagation(); close(); } };

function EditForm({ app, record, close, act }: FormProps) {
  const { lang, caseInfo: info } = app;
  const form = useFirstField();
  const was: Record<string, string> = { speaker: record.speaker, speaker_party: record.speaker_party, issue: record.issue ?? '', stance: record.stance ?? '', date: record.date ?? '', negated: String(record.negated), kind: record.kind };
  const [now, setNow] = useState(was);
  const [reason, setReason] = useState('');
  const set = (key: string) => (event: { currentTarget: HTMLInputElement | HTMLSelectElement }) => setNow({ ...now, [key]: event.currentTarget.value });
  const fields = Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== was[key]).map(([key, value]) => [key, value === '' ? 'null' : value]));
  const row = (key: keyof typeof was & string, label: string, options?: [string, string][]) => {
    const id = `${record.id}-${key}`;
    const known = options?.some(([value]) => value === now[key]) ?? true;
    return (
      <div class="form-row" key={key}><label for={id}>{label}</label>
        {options ? <select id={id} class="select" value={now[key]} onChange={set(key)}>{!known && <option value={now[key]}>{now[key]}</option>}{options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}</select>
          : <input id={id} class="field" type="text" value={now[key]} onInput={set(key)} autocomplete="off" />}</div>
    );
  };
  return (
    <form class="review-form" ref={form} onKeyDown={escapes(close)} onSubmit={(event) => { event.preventDefault(); if (Object.keys(fields).length) void act('set', [record], { fields, ...(reason ? { reason } : {}) }); else close(); }}>
      {row('issue', t(lang, 'issue'), [['', t(lang, 'no_value')], ...info.issues.map((one): [string, string] => [one.id, app.both(one.name)])])}
      {row('stance', t(lang, 'stance'), (['support', 'oppose', 'concede', 'demand', 'offer', 'uncertain', 'report'] as const).map((one): [string, string] => [one, t(lang, one)]))}
      {row('speaker_party', t(lang, 'speaker_party'), [...info.parties.map((one): [string, string] => [one.id, app.both(one.name)]), ...['EXPERT', 'MEDIA', 'NARRATOR', 'UNKNOWN'].map((one): [string, string] => [one, app.name('party', one)])])}
      {row('speaker', t(lang, 'speaker'))}
      {row('date', t(lang, 'date'))}
      {row('kind', t(lang, 'kind'), (['statement', 'stance', 'contact', 'commitment'] as const).map((one): [string, string] => [one, kindWord(app, one)]))}
      {row('negated', t(lang, 'negated'), [['false', lang === 'zh' ? '\u5426' : 'no'], ['true', lang === 'zh' ? '\u662f' : 'yes']])}
      <div class="form-row"><label for={`${record.id}-reason`}>{t(lang, 'reason')}</label><input id={`${record.id}-reason`} class="field" type="text" value={reason} onInput={(event) => setReason(event.currentTarget.value)} autocomplete="off" /></div>
      <p class="actions"><button class="btn">{t(lang, 'save')} <kbd>Enter</kbd></button> <button type="button" class="btn btn-quiet" onClick={close}>{t(lang, 'cancel')}</button></p>
    </form>
  );
}

function SplitForm({ app, record, close, act }: FormProps) {
  const form = useFirstField();
  const area = useRef<HTMLTextAreaElement>(null);
  const [problem, setProblem] = useState('');
  const words = record.words ?? record.text;
  const refs = Array.from(words).length !== record.char_end - record.char_start;
  const submit = (event: Event) => {
    event.preventDefault();
    const cut = cutAt(record, words, area.current?.selectionStart ?? 0);
    if (cut === undefined) setProblem(t(app.lang, refs ? 'split_refs' : 'split_bad')); else void act('split', [record], { cuts: [cut] });
  };
  return (
    <form class="review-form" ref={form} onSubmit={submit} onKeyDown={(event) => { escapes(close)(event); if (event.key === 'Enter') submit(event); }}>
      <label for={`${record.id}-split`}>{t(app.lang, refs ? 'split_refs' : 'split_hint')}</label>
      <textarea id={`${record.id}-split`} class="field" ref={area} rows={3} readOnly>{words}</textarea>
      {problem && <p class="warn" role="alert">{problem}</p>}
      <p class="actions"><button class="btn" disabled={refs}>{t(app.lang, 'split')}</button> <button type="button" class="btn btn-quiet" onClick={close}>{t(app.lang, 'cancel')}</button></p>
    </form>
  );
}

/** Two names for one speaker: every record of this one in the report takes the other's name and party. */
function MergeForm({ app, record, all, close, act }: FormProps & { all: Rec[] }) {
  const form = useFirstField();
  const same = all.filter((one) => one.speaker === record.speaker && one.speaker_party === record.speaker_party);
  const others = [...new Map(all.filter((one) => one.speaker_party !== 'NARRATOR' && one.speaker !== record.speaker).map((one) => [`${one.speaker}\n${one.speaker_party}`, one])).values()];
  const [to, setTo] = useState('');
  if (record.speaker_party === 'NARRATOR' || !others.length) return <p class="note" role="status">{t(app.lang, 'merge_none')}</p>;
  const target = others[Number(to || '0')];
  return (
    <form class="review-form" ref={form} onKeyDown={escapes(close)} onSubmit={(event) => { event.preventDefault(); if (target) void act('set', same, { fields: { speaker: target.speaker, speaker_party: target.speaker_party } }); }}>
      <label for={`${record.id}-merge`}>{t(app.lang, 'merge_hint', { n: same.length, name: calledName(app, record.speaker) })}</label>
      <select id={`${record.id}-merge`} class="select" value={to} onChange={(event) => setTo(event.currentTarget.value)}>
        {others.map((one, i) => <option key={i} value={i ? String(i) : ''}>{`${calledName(app, one.speaker)} (${app.name('party', one.speaker_party)})`}</option>)}
      </select>
      <p class="actions"><button class="btn">{t(app.lang, 'merge')}</button> <button type="button" class="btn btn-quiet" onClick={close}>{t(app.lang, 'cancel')}</button></p>
    </form>
  );
}
