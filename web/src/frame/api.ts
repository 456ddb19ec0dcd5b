// The door to the server: same origin only, JSON, one cache by address with ETags, errors with the server's own sentence.
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, sentence: string, readonly place = '', readonly body: Record<string, unknown> = {}) {
    super(sentence);
  }
}

interface Kept { etag: string; data: unknown }
const kept = new Map<string, Kept>();
const most_kept = 60;

const address = (path: string): string => `/api/v1/${path.replace(/^\/+/, '')}`;

async function fail(answer: Response): Promise<never> {
  let body: Record<string, unknown> = {};
  try { body = (await answer.json()) as Record<string, unknown>; } catch { /* not JSON: the status must do */ }
  const sentence = typeof body['sentence'] === 'string' ? body['sentence'] : `HTTP ${answer.status}`;
  throw new ApiError(answer.status, String(body['code'] ?? answer.status), sentence, String(body['place'] ?? ''), body);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address(path), { credentials: 'same-origin', cache: 'no-store', redirect: 'error', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'unreachable', 'unreachable');
  }
}

export async function get<T>(path: string, options: { signal?: AbortSignal } = {}): Promise<T> {
  const had = kept.get(path);
  const answer = await send(path, { headers: had?.etag ? { 'If-None-Match': had.etag } : {}, signal: options.signal ?? null });
  if (answer.status === 304 && had) return had.data as T;
  if (!answer.ok) return fail(answer);
  const data = (await answer.json()) as T;
  kept.delete(path);
  kept.set(path, { etag: answer.headers.get('ETag') ?? '', data });
  if (kept.size > most_kept) kept.delete(kept.keys().next().value as string);
  return data;
}

/** What the last answer for this address was, to show while the next one is on its way. */
export const last = <T>(path: string): T | undefined => kept.get(path)?.data as T | undefined;

export async function post<T>(path: string, body: unknown, options: { signal?: AbortSignal } = {}): Promise<T> {
  const answer = await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal: options.signal ?? null });
  if (!answer.ok) return fail(answer);
  return (await answer.json()) as T;
}

export async function del(path: string): Promise<void> {
  const answer = await send(path, { method: 'DELETE', headers: { 'Content-Type': 'application/json' } });
  if (!answer.ok) await fail(answer);
}
