// Passing settlements as parallel coordinates: an axis an issue, a tick an option, a line a settlement. One line at a time is reached by
// keyboard and read out in full; the same stands as a table above. Pinned ones are drawn thicker and numbered.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App } from '../frame/types';
import { Scroll, Section, w } from './kit';
import { axesOf, lineOf } from './model/parallel';
import { packPin } from './model/settle';
import type { Settlement } from './model/types';
import type { Live } from './settlement';

const SHOWN = 50;

export function Parallel(props: { app: App; live: Live; pins: string[]; onPin(s: Settlement): void }): JSX.Element | null {
  const { app } = props;
  const info = app.caseInfo;
  const [at, setAt] = useState(0);
  const list = props.live.now.passing.slice(0, SHOWN);
  const axes = axesOf(info, list);
  if (list.length < 2 || axes.length < 2) return null;
  const now = Math.min(at, list.length - 1);
  const chosen = list[now] as Settlement;
  const width = Math.max(axes.length * 150, 320);
  const height = 60 + Math.max(...axes.map((a) => a.options.length)) * 34;
  const words = axes.map((a) => `${app.name('issue', a.issue)}${w(app, 'colon')}${app.name('option', chosen[a.issue] ?? '', a.issue) || w(app, 'left_open')}`);
  const press = (event: KeyboardEvent): void => {
    const step = ({ ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 } as Record<string, number>)[event.key];
    if (step) setAt((now + step + list.length) % list.length);
    else if (event.key === 'Enter' || event.key === ' ') props.onPin(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Section class="v-apart" title={w(app, 'parallel')} id="parallel" note={w(app, 'parallel_note', { k: list.length, n: axes.length, of: info.issues.length })}>
      <Scroll label={w(app, 'parallel')}>
        <svg class="v-parallel" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={w(app, 'parallel_label', { k: list.length, n: axes.length })}>
          {axes.map((a, k) => (
            <g key={a.issue}>
              <line class="v-axis" x1={75 + k * 150} x2={75 + k * 150} y1="34" y2={height - 14} />
              <text class="v-axis-name" x={75 + k * 150} y="16" text-anchor="middle">{short(app.name('issue', a.issue), 22)}<title>{app.name('issue', a.issue)}</title></text>
              {a.options.map((o, n) => <text key={o} class="v-axis-option" x={75 + k * 150 + 5} y={48 + n * 34}>{short(app.name('option', o, a.issue), 20)}<title>{app.name('option', o, a.issue)}</title></text>)}
            </g>
          ))}
          {list.map((s, n) => {
            const pinned = props.pins.includes(packPin(info, s));
            return <polyline key={packPin(info, s)} class={`v-way${n === now ? ' v-way-now' : ''}${pinned ? ' v-way-pinned' : ''}`} points={lineOf(axes, s)} onClick={() => setAt(n)} />;
          })}
        </svg>
      </Scroll>
      <div class="v-toolbar">
        <span class="v-field"><label for="v-way">{w(app, 'parallel_choose')}</label>
          <input id="v-way" type="range" min={1} max={list.length} value={now + 1} aria-valuetext={`${now + 1}. ${words.join('; ')}`} onKeyDown={press} onInput={(e) => setAt(Number(e.currentTarget.value) - 1)} /></span>
        <button type="button" class="v-btn" aria-pressed={props.pins.includes(packPin(info, chosen))} onClick={() => props.onPin(chosen)}>{w(app, props.pins.includes(packPin(info, chosen)) ? 'unpin' : 'pin')} {now + 1}</button>
      </div>
      <p class="v-small v-way-words">{words.join(app.lang === 'zh' ? '\uff1b' : '; ')}</p>
    </Section>
  );
}

function short(text: string, most: number): string {
  let wide = 0, out = '';
  for (const c of text) {
    wide += c.charCodeAt(0) > 0x2e80 ? 2 : 1;
    if (wide > most) return `${out}\u2026`;
    out += c;
  }
  return out;
}
