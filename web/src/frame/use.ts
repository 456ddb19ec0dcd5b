// Hooks shared by the views.
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ApiError, get, last } from './api';
import type { App } from './types';

export interface Fetched<T> { data: T | undefined; error: ApiError | undefined; loading: boolean }

/** GET, again whenever the path or the ledger's version changes; the older answer stays on show meanwhile. '' asks nothing. */
export function useGet<T>(app: App, path: string): Fetched<T> {
  const [answer, setAnswer] = useState<{ path: string; data?: T; error?: ApiError }>({ path: '' });
  const [loading, setLoading] = useState(false);
  const before = useRef<T | undefined>(undefined);
  useEffect(() => {
    if (path === '') return;
    const abort = new AbortController();
    setLoading(true);
    get<T>(path, { signal: abort.signal }).then(
      (data) => { before.current = data; setAnswer({ path, data }); setLoading(false); },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setAnswer({ path, error: error instanceof ApiError ? error : new ApiError(0, 'bug', String(error)) });
        setLoading(false);
      });
    return () => abort.abort();
  }, [path, app.version]);
  if (path === '') return { data: undefined, error: undefined, loading: false };
  const fits = answer.path === path;
  const data = fits ? answer.data : last<T>(path) ?? before.current;
  return { data: fits && answer.error ? undefined : data, error: fits ? answer.error : undefined, loading: loading || !fits };
}

/**
 * A part of the page that is drawn again only when something in `of` has changed (compared by identity; its length never changes).
 * What a part does when it is pressed may be as old as its drawing: it must go through `app.setParams` and the like, which read the address anew.
 */
export function Still({ of, children }: { of: readonly unknown[]; children: () => VNode | null }): VNode | null {
  return useMemo(children, of as unknown[]);
}

/** Keys of a view; ignored while a field is being typed in or a modifier is held. */
export function useKeys(keys: (key: string, event: KeyboardEvent) => boolean): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (typing(event.target) || document.querySelector('dialog[open]')) return;
      if (now.current(event.key, event)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Width of an element in CSS pixels, for pictures that are drawn to fit. */
export function useWidth<E extends HTMLElement>(fallback = 800): [preactRef: { current: E | null }, width: number] {
  const ref = useRef<E | null>(null);
  const [width, setWidth] = useState(fallback);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(240, Math.round(element.clientWidth)));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}
