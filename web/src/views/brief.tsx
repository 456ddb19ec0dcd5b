// Brief composer: the page itself, live, with its lint at the side; saved as it stands.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App, View } from '../frame/types';
import { asOf, Page, Section, useLoad, w, Wait, withQuery } from './kit';
import type { Lint } from './model/types';

const GROUP_SHOWN = 8;

function address(app: App, path: string, lang: string, more: Record<string, string> = {}): string {
  return `/api/v1/${withQuery(app, path, { lang, ...more })}`;
}

/** One line of lint; where it names a stance, it opens the matrix on that issue. */
function Where(props: { app: App; where: string }): JSX.Element {
  const { app } = props;
  const m = /^stance (\S+) (\S+) (\S+)$/.exec(props.where);
  if (!m) return <>{props.where}</>;
  const [, party = '', issue = '', option = ''] = m;
  return <a href={app.href('ladder', { issue })}>{app.name('party', party)} {'\u00b7'} {app.name('issue', issue)} {'\u00b7'} {app.name('option', option, issue)}</a>;
}

function LintList(props: { app: App; list: Lint[] }): JSX.Element {
  const { app, list } = props;
  const kinds = [...new Set(list.map((l) => l.kind))].sort();
  if (list.length === 0) return <p>{w(app, 'lint_clean')}</p>;
  return (
    <>
      <p>{w(app, 'lint_count', { n: list.length })}</p>
      {kinds.map((k) => {
        const own = list.filter((l) => l.kind === k);
        return (
          <details key={k} class="v-lint">
            <summary>{w(app, `lint_${k}`)} <span class="v-small">({own.length})</span></summary>
            <ul>{own.slice(0, 200).map((l, n) => <li key={n}><Where app={app} where={l.where} /></li>)}</ul>
            {own.length > GROUP_SHOWN ? <p class="v-small">{w(app, 'lint_all_shown', { n: own.length })}</p> : null}
          </details>
        );
      })}
    </>
  );
}

function Component({ app }: { app: App }): JSX.Element {
  const lang = app.params['page'] === 'zh' || app.params['page'] === 'en' ? (app.params['page'] as 'en' | 'zh') : app.lang;
  const [loading, setLoading] = useState(true);
  const lint = useLoad<{ lint: Lint[] }>(app, withQuery(app, 'lint'));
  const page = address(app, 'brief.html', lang);
  const name = `${app.caseInfo.id}-${asOf(app)}-${lang}`;
  return (
    <Page app={app} id="brief" title={w(app, 'brief_title')} lead={w(app, 'brief_lead')}>
      <div class="v-toolbar" role="group" aria-label={w(app, 'tools')}>
        <span class="v-field"><label for="v-b-lang">{w(app, 'page_language')}</label>
          <select id="v-b-lang" value={lang} onChange={(e) => { setLoading(true); app.setParams({ page: e.currentTarget.value }); }}><option value="en">English</option><option value="zh">{'\u4e2d\u6587'}</option></select></span>
        <span class="v-field"><label for="v-b-asof">{w(app, 'as_of')}</label>
          <input id="v-b-asof" type="date" value={app.state.as_of || asOf(app)} onChange={(e) => { setLoading(true); app.setState({ as_of: e.currentTarget.value }); }} /></span>
        <span class="v-field"><label for="v-b-since">{w(app, 'moved_since')}</label>
          <input id="v-b-since" type="date" value={app.state.since ?? ''} onChange={(e) => { setLoading(true); app.setState({ since: e.currentTarget.value }); }} /></span>
        <a class="v-btn v-btn-strong" href={page} download={`${name}.html`}>{w(app, 'save_html')}</a>
        <a class="v-btn" href={address(app, 'brief.md', lang)} download={`${name}.md`}>{w(app, 'save_md')}</a>
        <a class="v-btn" href={page} target="_blank" rel="noopener">{w(app, 'open_print')}</a>
      </div>
      <div class="v-compose">
        <div class="v-sheet" aria-busy={loading}>
          {loading ? <p class="v-wait waiting" role="status">{w(app, 'loading')}</p> : null}
          <iframe key={page + app.version} class="v-frame" title={w(app, 'frame_title', { lang: lang === 'zh' ? '\u4e2d\u6587' : 'English' })} src={page} onLoad={() => setLoading(false)} />
        </div>
        <Section title={w(app, 'lint')} note={w(app, 'lint_note')} class="v-side">
          <Wait app={app} load={lint}>{(a) => <LintList app={app} list={a.lint} />}</Wait>
        </Section>
      </div>
    </Page>
  );
}

export const brief: View = {
  id: 'brief', name: { en: 'Brief composer', zh: '\u7b80\u62a5' }, group: 'write', Component,
  alias: ['page', 'print', 'lint', '\u6253\u5370', '\u4fdd\u5b58'],
};
