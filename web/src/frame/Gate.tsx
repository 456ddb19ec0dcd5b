// Before there is a case to show: reading, failed, or no key.
import type { ApiError } from './api';
import type { Lang, Status } from './types';
import { word } from './words';

export function Gate({ lang, status, error, again }: { lang: Lang; status?: Status; error?: ApiError; again: () => void }) {
  const progress = status?.state === 'loading' ? status.progress : undefined;
  return (
    <main class="gate">
      <h1 class="brand">Locarno</h1>
      {error ? (
        <div role="alert">
          <p>{error.status === 401 || error.status === 403 ? word(lang, 'locked_out') : error.code === 'unreachable' ? word(lang, 'unreachable') : error.message}</p>
          <p><button type="button" class="btn" onClick={again}>{word(lang, 'again')}</button></p>
        </div>
      ) : status?.state === 'failed' ? (
        <p role="alert">{word(lang, 'failed')} {status.sentence ?? ''}</p>
      ) : (
        <div role="status">
          <p>{progress ? word(lang, 'loading_case', { done: progress.done, total: progress.total }) : word(lang, 'loading')}</p>
          {progress && progress.total > 0 && <progress max={progress.total} value={progress.done} aria-label={word(lang, 'loading')} />}
        </div>
      )}
    </main>
  );
}
