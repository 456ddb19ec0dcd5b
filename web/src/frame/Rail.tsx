// The rail: views, dates, filters. Everything in it writes to the address and to nothing else.
import { useRef } from 'preact/hooks';
import { asDay } from './command';
import { listOf, listText } from './route';
import type { App, View } from './types';

const groups = ['today', 'positions', 'settlement', 'after', 'write'] as const;

export function Rail({ app, views, view }: { app: App; views: readonly View[]; view: View | undefined }) {
  return (
    <div class="rail" id="rail">
      <nav aria-label={app.t('views')}>
        {groups.filter((group) => views.some((one) => one.group === group)).map((group) => (
          <div class="nav-group" key={group}>
            <h2 class="kicker">{app.t(`group_${group}`)}</h2>
            <ul>
              {views.filter((one) => one.group === group).map((one) => (
                <li key={one.id}><a href={app.href(one.id)} aria-current={one === view ? 'page' : undefined}>{app.both(one.name)}</a></li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <Dates app={app} />
      <Filters app={app} />
    </div>
  );
}

const BINS = 60;
const day_of = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86400000);
const text_of = (day: number): string => new Date(day * 86400000).toISOString().slice(0, 10);

function Dates({ app }: { app: App }) {
  const lang = app.lang;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const days = app.caseInfo.days.filter((one) => one.day).sort((a, b) => (a.day < b.day ? -1 : 1));
  const first = days[0]?.day, last = days[days.length - 1]?.day;
  if (!first || !last || first === last) return null;
  const low = day_of(first), high = day_of(last);
  const binned: number[] = Array.from({ length: BINS + 1 }, () => 0);   // of many days each stroke stands for several
  for (const one of days) { const k = Math.round((BINS * (day_of(one.day) - low)) / (high - low)); binned[k] = (binned[k] ?? 0) + one.records; }
  const most = Math.max(...binned, 1);
  const set = (key: 'as_of' | 'since', value: string) => app.setState({ [key]: key === 'as_of' && value >= last ? '' : value }, { replace: true });
  const row = (key: 'as_of' | 'since', now: string, unset: string) => (
    <div class="date-row">
      <label for={`date-${key}`}>{app.t(key)}</label>
      <input id={`date-${key}`} class="field day" type="text" autocomplete="off" placeholder={lang === 'zh' ? '\u5e74-\u6708-\u65e5' : 'YYYY-MM-DD'} value={now}
        onChange={(event) => { const day = asDay(event.currentTarget.value); if (day || !event.currentTarget.value) set(key, day ?? ''); else event.currentTarget.value = now; }} />
      <input type="range" min={low} max={high} step={1} value={now ? Math.min(high, Math.max(low, day_of(now))) : high}
        aria-label={app.t(key)} aria-valuetext={now || unset} onInput={(event) => {  // a slider passes many days on its way: only where it rests is asked for
          const day = text_of(Number(event.currentTarget.value));
          event.currentTarget.setAttribute('aria-valuetext', day);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => set(key, day), 150);
        }} />
      {app.state[key] ? <button type="button" class="btn btn-quiet" onClick={() => app.setState({ [key]: '' })} aria-label={`${app.t('clear')}: ${app.t(key)}`}>{app.t('clear')}</button>
        : <span class="note">{unset}</span>}
    </div>
  );
  return (
    <section class="dates" aria-label={app.t('as_of')}>
      <svg class="day-strip" viewBox="0 0 200 18" preserveAspectRatio="none" aria-hidden="true">
        {binned.map((n, k) => n > 0 && <line key={k} x1={4 + k * 3.2} x2={4 + k * 3.2} y1={18} y2={15 - (14 * n) / most} />)}
      </svg>
      {row('as_of', app.state.as_of ?? last, app.t('latest'))}
      {row('since', app.state.since ?? '', app.t('no_diff'))}
    </section>
  );
}

function Filters({ app }: { app: App }) {
  const on = (['languages', 'outlets', 'without_outlets', 'provenance', 'min_confidence'] as const).filter((key) => app.state[key]).length;
  return (
    <section aria-label={app.t('filters')}><details class="filters" open={on > 0 || innerWidth > 720}>
      <summary>{on ? app.t('filters_on', { n: on }) : app.t('filters')}</summary>
      <Choices app={app} title={app.t('languages')} key_name="languages"
        items={app.caseInfo.languages.map((one) => ({ id: one.id, label: app.name('language', one.id), n: one.documents }))} />
      <Choices app={app} title={app.t('outlets')} key_name="outlets"
        items={app.caseInfo.outlets.map((one) => ({ id: one.id, label: app.both(one.name) || one.id, n: one.documents }))} />
      <fieldset>
        <legend>{app.t('hand')}</legend>
        {(['', 'first_hand', 'relayed'] as const).map((value) => (
          <label key={value}><input type="radio" name="provenance" checked={(app.state.provenance ?? '') === value} onChange={() => app.setState({ provenance: value })} />
            {' '}{app.t(value === '' ? 'hand_all' : value === 'relayed' ? 'hand_relayed' : 'hand_first')}</label>
        ))}
      </fieldset>
      <fieldset>
        <legend><label for="min-confidence">{app.t('confidence')}</label></legend>
        <input id="min-confidence" type="range" min={0} max={100} step={5} value={app.state.min_confidence ?? '0'}
          onInput={(event) => app.setState({ min_confidence: event.currentTarget.value === '0' ? '' : event.currentTarget.value }, { replace: true })} />
        <output for="min-confidence">{app.state.min_confidence ?? '0'}</output>
      </fieldset>
      {on > 0 && <button type="button" class="btn" onClick={() => app.setState({ languages: '', outlets: '', without_outlets: '', provenance: '', min_confidence: '' })}>{app.t('clear_filters')}</button>}
    </details></section>
  );
}

interface Item { id: string; label: string; n: number }

/** Nothing ticked means all. */
function Choices({ app, title, key_name, items }: { app: App; title: string; key_name: 'languages' | 'outlets'; items: Item[] }) {
  const usable = items.filter((item) => item.id !== '');
  if (usable.length < 2) return null;
  const now = listOf(app.state[key_name]);
  const flip = (id: string) => {
    const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
    app.setState({ [key_name]: listText(next.sort()) });
  };
  return (
    <fieldset>
      <legend>{title}</legend>
      {usable.slice(0, 12).map((item) => (
        <label key={item.id} class="choice"><input type="checkbox" checked={now.includes(item.id)} onChange={() => flip(item.id)} /><span><bdi>{item.label}</bdi> <span class="count">{item.n}</span></span></label>
      ))}
      {usable.length > 12 && (
        <details><summary>{app.t('more', { n: usable.length - 12 })}</summary>
          {usable.slice(12).map((item) => (
            <label key={item.id} class="choice"><input type="checkbox" checked={now.includes(item.id)} onChange={() => flip(item.id)} /><span><bdi>{item.label}</bdi> <span class="count">{item.n}</span></span></label>
          ))}
        </details>
      )}
    </fieldset>
  );
}
