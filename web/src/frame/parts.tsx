// Small parts every view uses: state of a fetch, an empty state that says what was searched, words of a report.
import type { ComponentChildren } from 'preact';
import { sentenceOf } from './errors';
import { listOf } from './route';
import type { App, Lang } from './types';
import type { Fetched } from './use';
import { word } from './words';

/** Waiting, failed, or the answer. */
export function Answer<T>({ app, of, children }: { app: App; of: Fetched<T>; children: (data: T) => ComponentChildren }) {
  if (of.error) return <p class="warn" role="alert">{sentenceOf(app.lang, of.error)}</p>;
  if (of.data === undefined) return <p class="waiting" role="status">{app.t('loading')}</p>;
  return <div class={of.loading ? 'answer renewing' : 'answer'} aria-busy={of.loading}>{children(of.data)}</div>;
}

/** Says what was searched, and takes filters off in one click. */
export function Empty({ app, children }: { app: App; children: ComponentChildren }) {
  const words = searched(app);
  const filtered = Object.keys(app.state).some((key) => key !== 'as_of' && key !== 'since');
  return (
    <div class="empty">
      <p>{children}</p>
      <p class="note">{words}</p>
      {filtered && <button type="button" class="btn" onClick={() => app.setState({ languages: '', outlets: '', without_outlets: '', provenance: '', min_confidence: '' })}>{app.t('clear_filters')}</button>}
    </div>
  );
}

/** "Searched: 12 reports, 2024-12-04 to 2025-12-16, languages zh, ..." */
export function searched(app: App): string {
  const zh = app.lang === 'zh';
  const days = app.caseInfo.days.map((d) => d.day).filter(Boolean);
  const documents = app.caseInfo.outlets.reduce((sum, outlet) => sum + outlet.documents, 0);
  const parts = [
    app.t('reports_n', { n: documents }),
    days.length ? `${days[0]} ${zh ? '\u81f3' : 'to'} ${app.state.as_of ?? days[days.length - 1]}` : '',
    app.state.languages ? `${app.t('languages')}: ${app.state.languages}` : '',
    app.state.outlets ? `${app.t('outlets')}: ${listOf(app.state.outlets).join('; ')}` : '',
    app.state.without_outlets ? `${zh ? '\u4e0d\u542b' : 'without'} ${listOf(app.state.without_outlets).join('; ')}` : '',
    app.state.provenance ? `${app.t('hand')}: ${app.t(app.state.provenance === 'relayed' ? 'hand_relayed' : 'hand_first')}` : '',
    app.state.min_confidence ? `${app.t('confidence')} ${app.state.min_confidence}` : '',
  ].filter(Boolean);
  return (zh ? '\u5df2\u67e5\uff1a' : 'Searched: ') + parts.join(zh ? '\uff1b' : '; ') + (zh ? '\u3002' : '.');
}

/** Language tag for words out of a report, so that a browser picks the right Chinese glyphs and a reader the right voice. */
export function scriptOf(text: string, language?: string): string {
  if (language && !language.includes('+')) return language;
  if (!/[\u3400-\u9fff]/.test(text)) return 'en';
  return /[\u570b\u5c0d\u6703\u7d04\u8aaa\u70cf\u6230\u8207\u958b\u689d\u9818\u8a71\u7121\u66f8\u62c5\u9019\u70ba]/.test(text) ? 'zh-Hant' : 'zh-Hans';
}

/** Words of a report, isolated from ours and marked with their language. */
export const Words = ({ text, language }: { text: string; language?: string }) => <bdi lang={scriptOf(text, language)}>{text}</bdi>;

export const stance_glyph: Record<string, string> = { accepts: '\u25cf', accepts_if: '\u25d0', rejects: '\u25cb', silent: '?' };

export const Glyph = ({ lang, stance }: { lang: Lang; stance: string }) =>
  <span class="g" role="img" aria-label={word(lang, stance)}>{stance_glyph[stance] ?? '?'}</span>;

/** A date that may be missing. */
export const Day = ({ app, day }: { app: App; day: string | null | undefined }) =>
  day ? <time class="d" dateTime={day}>{day}</time> : <span class="d">{app.t('undated')}</span>;
