import type { App, View } from '../frame/types';
function Matrix({ app }: { app: App }) { return <h1>{app.both(app.caseInfo.title)}</h1>; }
export const view: View = { id: 'matrix', name: { en: 'Positions', zh: '立场' }, group: 'positions', Component: Matrix };
